meta:
  id: set_qos_control_response
  title: Set QoS Control, response
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Output of Set QoS Control, 7 bytes.
doc-ref: CXL r3.1 7.6.7.4.5 Set QoS Control (5404h)
seq:
  - id: egress_port_congestion_enabled
    type: b1
    doc: Bit 0, telemetry of egress port congestion is on.
  - id: temporary_throughput_reduction_enabled
    type: b1
    doc: Bit 1, telemetry of temporary throughput reduction is on.
  - id: telemetry_control_reserved
    type: b6
    doc: Reserved, kept as read.
  - id: egress_moderate_percentage
    type: u1
    doc: Threshold of moderate congestion, in percent.
  - id: egress_severe_percentage
    type: u1
    doc: Threshold of severe congestion, in percent.
  - id: backpressure_sample_interval
    type: u1
    doc: Nanoseconds between two samples of backpressure.
  - id: request_completion_basis
    type: u2
    doc: ReqCmpBasis.
  - id: completion_collection_interval
    type: u1
    doc: Nanoseconds over which completions are collected.
