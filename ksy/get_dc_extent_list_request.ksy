meta:
  id: get_dc_extent_list_request
  title: Get Dynamic Capacity Extent List, request
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Input of Get Dynamic Capacity Extent List, 8 bytes.
doc-ref: CXL r3.1 8.2.9.9.9.2 Get Dynamic Capacity Extent List (4801h)
seq:
  - id: count
    type: u4
    doc: Extents to return at most.
  - id: start
    type: u4
    doc: Index of the first extent to return.
