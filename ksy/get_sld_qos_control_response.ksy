meta:
  id: get_sld_qos_control_response
  title: Get SLD QoS Control, response
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Output of Get SLD QoS Control, 4 bytes.
doc-ref: CXL r3.1 8.2.9.9.8.1 Get SLD QoS Control (4700h)
seq:
  - id: egress_port_congestion_enabled
    type: b1
    doc: 1 the device tells of congestion of its egress port.
  - id: temporary_throughput_reduction_enabled
    type: b1
    doc: 1 the device tells of a temporary reduction of its throughput.
  - id: telemetry_control_reserved
    type: b6
    doc: Reserved, kept as read.
  - id: egress_moderate_percentage
    type: u1
    doc: Congestion is moderate from here on, in percent.
  - id: egress_severe_percentage
    type: u1
    doc: Congestion is severe from here on, in percent.
  - id: backpressure_sample_interval
    type: u1
    doc: Time between samples in nanoseconds; 0 none are taken.
