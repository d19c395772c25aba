meta:
  id: get_dc_extent_list_response
  title: Get Dynamic Capacity Extent List, response
  license: MIT
  ks-version: '0.11'
  imports:
    - extent
  endian: le
  bit-endian: le
doc: Output of Get Dynamic Capacity Extent List, 16 bytes and 40 for each extent.
doc-ref: CXL r3.1 8.2.9.9.9.2 Get Dynamic Capacity Extent List (4801h)
seq:
  - id: returned
    type: u4
    doc: Extents that follow.
  - id: total
    type: u4
    doc: Extents in the whole list.
  - id: generation
    type: u4
    doc: Changes exactly when the list does.
  - id: reserved12
    size: 4
    doc: Reserved, kept as read.
  - id: extents
    type: extent
    repeat: expr
    repeat-expr: returned
    doc: The part of the list that was asked for.
