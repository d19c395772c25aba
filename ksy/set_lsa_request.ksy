meta:
  id: set_lsa_request
  title: Set LSA, request
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Input of Set LSA, 8 bytes, then the data.
doc-ref: CXL r3.1 8.2.9.9.2.4 Set LSA (4103h)
seq:
  - id: offset
    type: u4
    doc: First byte to write, in bytes from the start of the Label Storage Area.
  - id: reserved4
    size: 4
    doc: Reserved, kept as read.
  - id: data
    size-eos: true
    doc: What to write; its length is what the payload has left.
