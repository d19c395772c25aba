meta:
  id: list_dc_tags_response
  title: Dynamic Capacity List Tags, response
  license: MIT
  ks-version: '0.11'
  imports:
    - dc_tag_information
  endian: le
  bit-endian: le
doc: Output of Dynamic Capacity List Tags, 16 bytes and 84 for each tag.
doc-ref: CXL r3.1 7.6.7.6.9 Dynamic Capacity List Tags (5608h)
seq:
  - id: generation
    type: u4
    doc: Changes exactly when the set of tags does.
  - id: total
    type: u4
    doc: Tags in use.
  - id: returned
    type: u4
    doc: Tags that follow.
  - id: validity_bitmap
    type: u1
    doc: Bit mask of the bitmaps that hold values.
  - id: reserved13
    size: 3
    doc: Reserved, kept as read.
  - id: tags
    type: dc_tag_information
    repeat: expr
    repeat-expr: returned
    doc: The part of the set that was asked for.
