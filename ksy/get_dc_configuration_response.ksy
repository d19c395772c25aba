meta:
  id: get_dc_configuration_response
  title: Get Dynamic Capacity Configuration, response
  license: MIT
  ks-version: '0.11'
  imports:
    - dc_region_configuration
    - dc_configuration_tail
  endian: le
  bit-endian: le
doc: Output of Get Dynamic Capacity Configuration, 8 bytes, 40 for each region, then 16.
doc-ref: CXL r3.1 8.2.9.9.9.1 Get Dynamic Capacity Configuration (4800h)
seq:
  - id: regions_available
    type: u1
    doc: Regions that the device has.
  - id: regions_returned
    type: u1
    doc: Regions that follow.
  - id: reserved2
    size: 6
    doc: Reserved, kept as read.
  - id: regions
    type: dc_region_configuration
    repeat: expr
    repeat-expr: regions_returned
    doc: In the order of their indices.
  - id: tail
    type: dc_configuration_tail
    doc: Directly after the last returned region.
