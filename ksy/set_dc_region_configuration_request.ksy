meta:
  id: set_dc_region_configuration_request
  title: Set DC Region Configuration, request
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Input of Set DC Region Configuration, 16 bytes.
doc-ref: CXL r3.1 7.6.7.6.3 Set DC Region Configuration (5602h)
seq:
  - id: region
    type: u1
    doc: Index of the region to configure.
  - id: reserved1
    size: 3
    doc: Reserved, kept as read.
  - id: block_size
    type: u8
    doc: Granularity of extents in bytes.
  - id: sanitize_on_release
    type: b1
    doc: Capacity is to be sanitized when it is released.
  - id: flags_reserved
    type: b7
    doc: Reserved, kept as read.
  - id: reserved13
    size: 3
    doc: Reserved, kept as read.
