meta:
  id: host_dc_region_configuration
  title: Host Dynamic Capacity region configuration
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: One region of Get Host DC Region Configuration, 40 bytes.
doc-ref: CXL r3.1 7.6.7.6.2 Host Region Configuration
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
  - id: dsmas_low_reserved
    type: b2
    doc: Reserved, kept as read.
  - id: non_volatile
    type: b1
    doc: DSMAS flag, the region is non-volatile.
  - id: sharable
    type: b1
    doc: DSMAS flag, several hosts may share capacity of the region.
  - id: hardware_managed_coherency
    type: b1
    doc: DSMAS flag, hardware keeps shared capacity coherent.
  - id: interconnect_specific_management
    type: b1
    doc: DSMAS flag, dynamic capacity is managed in a way specific to the interconnect.
  - id: read_only
    type: b1
    doc: DSMAS flag, the host may not write.
  - id: dsmas_high_reserved
    type: b1
    doc: Reserved, kept as read.
  - id: reserved33
    size: 3
    doc: Reserved, kept as read.
  - id: sanitize_on_release
    type: b1
    doc: Capacity is sanitized when it is released.
  - id: flags_reserved
    type: b7
    doc: Reserved, kept as read.
  - id: reserved37
    size: 3
    doc: Reserved, kept as read.
