meta:
  id: list_dc_tags_request
  title: Dynamic Capacity List Tags, request
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Input of Dynamic Capacity List Tags, 8 bytes.
doc-ref: CXL r3.1 7.6.7.6.9 Dynamic Capacity List Tags (5608h)
seq:
  - id: start
    type: u4
    doc: Index of the first tag to return.
  - id: max_tags
    type: u4
    doc: Tags to return at most.
