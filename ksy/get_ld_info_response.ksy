meta:
  id: get_ld_info_response
  title: Get LD Info, response
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Output of Get LD Info, 11 bytes.
doc-ref: CXL r3.1 7.6.7.4.1 Get LD Info (5400h)
seq:
  - id: memory_size
    type: u8
    doc: Capacity of the device in bytes.
  - id: ld_count
    type: u2
    doc: Logical devices.
  - id: egress_port_congestion_supported
    type: b1
    doc: Bit 0, telemetry of egress port congestion is there.
  - id: temporary_throughput_reduction_supported
    type: b1
    doc: Bit 1, telemetry of temporary throughput reduction is there.
  - id: capability_reserved
    type: b6
    doc: Reserved, kept as read.
