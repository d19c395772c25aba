meta:
  id: get_supported_features_request
  title: Get Supported Features, request
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Input of Get Supported Features, 8 bytes.
doc-ref: CXL r3.1 8.2.9.6.1 Get Supported Features (0500h)
seq:
  - id: count
    type: u4
    doc: Most bytes that the output may have, header included.
  - id: start_index
    type: u2
    doc: Index of the first feature to list.
  - id: reserved6
    size: 2
    doc: Reserved, kept as read.
