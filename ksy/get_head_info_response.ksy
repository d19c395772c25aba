meta:
  id: get_head_info_response
  title: Get Head Info, response
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
  imports:
    - device_head
doc: Output of Get Head Info, 4 bytes and 9 for each head.
doc-ref: CXL r3.1 7.6.7.5.2 Get Head Info (5501h)
seq:
  - id: head_count
    type: u1
    doc: How many heads follow.
  - id: reserved1
    size: 3
    doc: Reserved, kept as read.
  - id: heads
    type: device_head
    repeat: expr
    repeat-expr: head_count
    doc: The heads.
