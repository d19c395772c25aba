meta:
  id: get_poison_list_request
  title: Get Poison List, request
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Input of Get Poison List, 16 bytes.
doc-ref: CXL r3.1 8.2.9.9.4.1 Get Poison List (4300h)
seq:
  - id: address
    type: u8
    doc: First address, a multiple of 64.
  - id: length
    type: u8
    doc: Length in units of 64 bytes.
