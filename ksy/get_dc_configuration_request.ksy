meta:
  id: get_dc_configuration_request
  title: Get Dynamic Capacity Configuration, request
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Input of Get Dynamic Capacity Configuration, 2 bytes.
doc-ref: CXL r3.1 8.2.9.9.9.1 Get Dynamic Capacity Configuration (4800h)
seq:
  - id: region_count
    type: u1
    doc: Regions to return at most.
  - id: start_index
    type: u1
    doc: First region to return.
