meta:
  id: get_lsa_request
  title: Get LSA, request
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Input of Get LSA, 8 bytes.
doc-ref: CXL r3.1 8.2.9.9.2.3 Get LSA (4102h)
seq:
  - id: offset
    type: u4
    doc: First byte to read, in bytes from the start of the Label Storage Area.
  - id: length
    type: u4
    doc: Bytes to read.
