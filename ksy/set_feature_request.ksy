meta:
  id: set_feature_request
  title: Set Feature, request
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Input of Set Feature, 32 bytes, then the data of the part.
doc-ref: CXL r3.1 8.2.9.6.3 Set Feature (0502h)
seq:
  - id: feature_identifier
    size: 16
    doc: UUID of the feature, in textual order, first byte first.
  - id: action
    type: b3
    doc: 0 whole data, 1 first part, 2 a part in between, 3 last part, 4 nothing more.
  - id: saved_across_reset
    type: b1
    doc: The value outlives resets.
  - id: flags_reserved
    type: b28
    doc: Reserved, kept as read.
  - id: offset
    type: u2
    doc: Where the part begins in the feature's data.
  - id: version
    type: u1
    doc: Version of the data.
  - id: reserved23
    size: 9
    doc: Reserved, kept as read.
  - id: data
    size-eos: true
    doc: The part; its length is what the payload has left.
