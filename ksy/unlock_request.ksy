meta:
  id: unlock_request
  title: Unlock, request
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Input of Unlock, 32 bytes.
doc-ref: CXL r3.1 8.2.9.9.6.4 Unlock (4503h)
seq:
  - id: current_passphrase
    size: 32
    doc: The user passphrase that is set.
