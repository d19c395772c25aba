meta:
  id: set_passphrase_request
  title: Set Passphrase, request
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Input of Set Passphrase, 96 bytes.
doc-ref: CXL r3.1 8.2.9.9.6.2 Set Passphrase (4501h)
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
  - id: new_passphrase
    size: 32
    doc: The passphrase to set.
