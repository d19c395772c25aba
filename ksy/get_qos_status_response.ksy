meta:
  id: get_qos_status_response
  title: Get QoS Status, response
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Output of Get QoS Status, 1 byte.
doc-ref: CXL r3.1 7.6.7.4.6 Get QoS Status (5405h)
seq:
  - id: backpressure_average_percentage
    type: u1
    doc: Average of the backpressure samples, in percent.
