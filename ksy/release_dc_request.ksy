meta:
  id: release_dc_request
  title: Release Dynamic Capacity, request
  license: MIT
  ks-version: '0.11'
  imports:
    - updated_extent
  endian: le
  bit-endian: le
doc: Input of Release Dynamic Capacity, 8 bytes and 24 for each extent.
doc-ref: CXL r3.1 8.2.9.9.9.4 Release Dynamic Capacity (4803h)
seq:
  - id: count
    type: u4
    doc: Extents that follow.
  - id: more
    type: b1
    doc: The rest of the release follows in another request.
  - id: flags_reserved
    type: b7
    doc: Reserved, kept as read.
  - id: reserved5
    size: 3
    doc: Reserved, kept as read.
  - id: extents
    type: updated_extent
    repeat: expr
    repeat-expr: count
    doc: What the host gives back.
