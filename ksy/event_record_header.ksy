meta:
  id: event_record_header
  title: Common event record header
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: The 48 bytes in front of every event record.
doc-ref: CXL r3.1 8.2.9.2.1 Common Event Record
seq:
  - id: event_record_identifier
    size: 16
    doc: UUID of the record format, in textual order, first byte first.
  - id: record_length
    type: u1
    doc: Length of the whole record in bytes, 80h.
  - id: severity
    type: b2
    doc: 0 informational, 1 warning, 2 failure, 3 fatal.
  - id: permanent_condition
    type: b1
    doc: The condition is permanent.
  - id: maintenance_needed
    type: b1
    doc: The device asks for maintenance.
  - id: performance_degraded
    type: b1
    doc: The device is slower than it should be.
  - id: hardware_replacement_needed
    type: b1
    doc: The device asks to be replaced.
  - id: maintenance_operation_subclass_valid
    type: b1
    doc: maintenance_operation_subclass holds a value.
  - id: ld_id_valid
    type: b1
    doc: ld_id holds a value.
  - id: head_id_valid
    type: b1
    doc: head_id holds a value.
  - id: flags_reserved
    type: b15
    doc: Reserved, kept as read.
  - id: handle
    type: u2
    doc: Names the record in its log; never 0.
  - id: related_handle
    type: u2
    doc: Handle of a record that this one belongs to, or 0.
  - id: timestamp
    type: u8
    doc: Nanoseconds since 1970-01-01 00:00 UTC; 0 until Set Timestamp.
  - id: maintenance_operation_class
    type: u1
    doc: Maintenance asked for, or 0.
  - id: maintenance_operation_subclass
    type: u1
    doc: CXL r3.2; reserved before.
  - id: ld_id
    type: u2
    doc: Logical device; CXL r3.2, reserved before.
  - id: head_id
    type: u1
    doc: Head of a multi-headed device; CXL r3.2, reserved before.
  - id: reserved37
    size: 11
    doc: Reserved, kept as read.
