meta:
  id: dc_region_configuration
  title: Dynamic Capacity region configuration
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: One region of Get Dynamic Capacity Configuration, 40 bytes.
doc-ref: CXL r3.1 8.2.9.9.9.1 Region Configuration
seq:
  - id: base_dpa
    type: u8
    doc: First device physical address of the region, in bytes.
  - id: decode_length
    type: u8
    doc: Address space that the region occupies, in units of 256 MiB.
  - id: length
    type: u8
    doc: Capacity of the region in bytes, at most its decode length.
  - id: block_size
    type: u8
    doc: Granularity of extents in bytes.
  - id: dsmad_handle
    type: u4
    doc: Handle of the DSMAS entry in the CDAT that describes the region.
  - id: sanitize_on_release
    type: b1
    doc: Capacity is sanitized when it is released.
  - id: flags_reserved
    type: b7
    doc: Reserved, kept as read.
  - id: reserved37
    size: 3
    doc: Reserved, kept as read.
