meta:
  id: get_sld_qos_status_response
  title: Get SLD QoS Status, response
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Output of Get SLD QoS Status, 1 byte.
doc-ref: CXL r3.1 8.2.9.9.8.3 Get SLD QoS Status (4702h)
seq:
  - id: backpressure_average_percentage
    type: u1
    doc: Congestion of the egress port, in percent of the samples.
