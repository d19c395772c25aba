meta:
  id: get_host_dc_region_configuration_response
  title: Get Host DC Region Configuration, response
  license: MIT
  ks-version: '0.11'
  imports:
    - host_dc_region_configuration
    - dc_configuration_tail
  endian: le
  bit-endian: le
doc: Output of Get Host DC Region Configuration, 4 bytes, 40 for each region, then 16.
doc-ref: CXL r3.1 7.6.7.6.2 Get Host DC Region Configuration (5601h)
seq:
  - id: host_id
    type: u2
    doc: Host that the regions belong to.
  - id: regions_available
    type: u1
    doc: Regions that the host has.
  - id: regions_returned
    type: u1
    doc: Regions that follow.
  - id: regions
    type: host_dc_region_configuration
    repeat: expr
    repeat-expr: regions_returned
    doc: In the order of their indices.
  - id: tail
    type: dc_configuration_tail
    doc: Directly after the last returned region.
