meta:
  id: get_feature_response
  title: Get Feature, response
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Output of Get Feature, the bytes asked for.
doc-ref: CXL r3.1 8.2.9.6.2 Get Feature (0501h)
seq:
  - id: data
    size-eos: true
    doc: Part of the feature's data.
