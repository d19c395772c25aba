meta:
  id: get_dc_region_extent_lists_request
  title: Get DC Region Extent Lists, request
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Input of Get DC Region Extent Lists, 12 bytes.
doc-ref: CXL r3.1 7.6.7.6.4 Get DC Region Extent Lists (5603h)
seq:
  - id: host_id
    type: u2
    doc: Host whose extents to return.
  - id: reserved2
    size: 2
    doc: Reserved, kept as read.
  - id: count
    type: u4
    doc: Extents to return at most.
  - id: start
    type: u4
    doc: Index of the first extent to return.
