meta:
  id: identify_memory_device_response
  title: Identify Memory Device, response
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Output of Identify Memory Device, 69 bytes.
doc-ref: CXL r3.1 8.2.9.9.1.1 Identify Memory Device (4000h)
seq:
  - id: firmware_revision
    type: str
    size: 16
    pad-right: 0
    encoding: ISO-8859-1
    doc: Text, padded with NULs.
  - id: total_capacity
    type: u8
    doc: Volatile and persistent capacity, in units of 256 MiB.
  - id: volatile_capacity
    type: u8
    doc: Capacity that is only volatile, in units of 256 MiB.
  - id: persistent_capacity
    type: u8
    doc: Capacity that is only persistent, in units of 256 MiB.
  - id: partition_alignment
    type: u8
    doc: Granularity of what can be either, in units of 256 MiB; 0 if nothing can.
  - id: informational_event_log_size
    type: u2
    doc: Records that the Informational event log holds.
  - id: warning_event_log_size
    type: u2
    doc: Records that the Warning event log holds.
  - id: failure_event_log_size
    type: u2
    doc: Records that the Failure event log holds.
  - id: fatal_event_log_size
    type: u2
    doc: Records that the Fatal event log holds.
  - id: lsa_size
    type: u4
    doc: Size of the Label Storage Area in bytes.
  - id: poison_list_maximum
    type: b24
    doc: Media error records that the poison list holds.
  - id: inject_poison_limit
    type: u2
    doc: Physical addresses that can be poisoned at once.
  - id: poison_handling_capabilities
    type: u1
    doc: Bit mask of the poison handling supported.
  - id: qos_telemetry_capabilities
    type: u1
    doc: Bit mask of the QoS telemetry supported.
  - id: dynamic_capacity_event_log_size
    type: u2
    doc: Records that the Dynamic Capacity event log holds.
