meta:
  id: inject_poison_request
  title: Inject Poison, request
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Input of Inject Poison, 8 bytes.
doc-ref: CXL r3.1 8.2.9.9.4.2 Inject Poison (4301h)
seq:
  - id: address
    type: u8
    doc: First address, a multiple of 64.
