meta:
  id: disable_passphrase_request
  title: Disable Passphrase, request
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Input of Disable Passphrase, 64 bytes.
doc-ref: CXL r3.1 8.2.9.9.6.3 Disable Passphrase (4502h)
seq:
  - id: passphrase_type
    type: u1
    doc: 0 the master's, 1 the user's.
  - id: reserved1
    size: 7
    doc: The first 7 of 31 reserved bytes, kept as read.
  - id: reserved8
    size: 24
    doc: The last 24 of 31 reserved bytes, kept as read.
  - id: current_passphrase
    size: 32
    doc: The passphrase that is set.
