meta:
  id: get_qos_allocated_bw_request
  title: Get QoS Allocated BW, request
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Input of Get QoS Allocated BW, 2 bytes.
doc-ref: CXL r3.1 7.6.7.4.7 Get QoS Allocated BW (5406h)
seq:
  - id: ld_count
    type: u1
    doc: How many logical devices are wanted.
  - id: start_ld_id
    type: u1
    doc: The first of them.
