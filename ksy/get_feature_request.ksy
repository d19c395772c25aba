meta:
  id: get_feature_request
  title: Get Feature, request
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Input of Get Feature, 21 bytes.
doc-ref: CXL r3.1 8.2.9.6.2 Get Feature (0501h)
seq:
  - id: feature_identifier
    size: 16
    doc: UUID of the feature, in textual order, first byte first.
  - id: offset
    type: u2
    doc: First byte to read.
  - id: count
    type: u2
    doc: Bytes to read.
  - id: selection
    type: u1
    doc: 0 current, 1 default, 2 saved value.
