meta:
  id: set_qos_allocated_bw_request
  title: Set QoS Allocated BW, request
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Input of Set QoS Allocated BW, 2 bytes and one for each logical device.
doc-ref: CXL r3.1 7.6.7.4.8 Set QoS Allocated BW (5407h)
seq:
  - id: ld_count
    type: u1
    doc: How many logical devices follow.
  - id: start_ld_id
    type: u1
    doc: The first of them.
  - id: fractions
    size: ld_count
    doc: Their fractions of the bandwidth, n of 256.
