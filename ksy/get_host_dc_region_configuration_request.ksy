meta:
  id: get_host_dc_region_configuration_request
  title: Get Host DC Region Configuration, request
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Input of Get Host DC Region Configuration, 4 bytes.
doc-ref: CXL r3.1 7.6.7.6.2 Get Host DC Region Configuration (5601h)
seq:
  - id: host_id
    type: u2
    doc: Host whose regions to return.
  - id: region_count
    type: u1
    doc: Regions to return at most.
  - id: start_index
    type: u1
    doc: First region to return.
