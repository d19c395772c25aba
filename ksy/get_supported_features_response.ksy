meta:
  id: get_supported_features_response
  title: Get Supported Features, response
  license: MIT
  ks-version: '0.11'
  imports:
    - supported_feature
  endian: le
  bit-endian: le
doc: Output of Get Supported Features, 8 bytes and 48 for each feature.
doc-ref: CXL r3.1 8.2.9.6.1 Get Supported Features (0500h)
seq:
  - id: feature_count
    type: u2
    doc: Features that follow.
  - id: total_feature_count
    type: u2
    doc: Features that the device supports.
  - id: reserved4
    size: 4
    doc: Reserved, kept as read.
  - id: features
    type: supported_feature
    repeat: expr
    repeat-expr: feature_count
    doc: The features from the index on.
