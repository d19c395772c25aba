meta:
  id: clear_poison_request
  title: Clear Poison, request
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Input of Clear Poison, 72 bytes.
doc-ref: CXL r3.1 8.2.9.9.4.3 Clear Poison (4302h)
seq:
  - id: address
    type: u8
    doc: First address, a multiple of 64.
  - id: data
    size: 64
    doc: What is at the address afterwards.
