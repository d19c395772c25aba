meta:
  id: get_head_info_request
  title: Get Head Info, request
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Input of Get Head Info, 2 bytes.
doc-ref: CXL r3.1 7.6.7.5.2 Get Head Info (5501h)
seq:
  - id: start_head
    type: u1
    doc: The first head wanted.
  - id: head_count
    type: u1
    doc: How many are wanted at most.
