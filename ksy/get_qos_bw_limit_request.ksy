meta:
  id: get_qos_bw_limit_request
  title: Get QoS BW Limit, request
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Input of Get QoS BW Limit, 2 bytes.
doc-ref: CXL r3.1 7.6.7.4.9 Get QoS BW Limit (5408h)
seq:
  - id: ld_count
    type: u1
    doc: How many logical devices are wanted.
  - id: start_ld_id
    type: u1
    doc: The first of them.
