meta:
  id: get_dc_region_extent_lists_response
  title: Get DC Region Extent Lists, response
  license: MIT
  ks-version: '0.11'
  imports:
    - extent
  endian: le
  bit-endian: le
doc: Output of Get DC Region Extent Lists, 24 bytes and 40 for each extent.
doc-ref: CXL r3.1 7.6.7.6.4 Get DC Region Extent Lists (5603h)
seq:
  - id: host_id
    type: u2
    doc: Host that the extents belong to.
  - id: reserved2
    size: 2
    doc: Reserved, kept as read.
  - id: start
    type: u4
    doc: Index of the first extent that follows.
  - id: returned
    type: u4
    doc: Extents that follow.
  - id: total
    type: u4
    doc: Extents in the whole list.
  - id: generation
    type: u4
    doc: Changes exactly when the list does.
  - id: reserved20
    size: 4
    doc: Reserved, kept as read.
  - id: extents
    type: extent
    repeat: expr
    repeat-expr: returned
    doc: The part of the list that was asked for.
