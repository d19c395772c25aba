meta:
  id: event_notification_request
  title: Event Notification, request
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: What the device itself sends when an event log fills, 2 bytes.
doc-ref: CXL r3.1 8.2.9.2.8 Event Notification (0106h)
seq:
  - id: informational
    type: b1
    doc: The Informational event log has records.
  - id: warning
    type: b1
    doc: The Warning event log has records.
  - id: failure
    type: b1
    doc: The Failure event log has records.
  - id: fatal
    type: b1
    doc: The Fatal event log has records.
  - id: dynamic_capacity
    type: b1
    doc: The Dynamic Capacity event log has records.
  - id: events_reserved
    type: b10
    doc: Reserved, kept as read.
  - id: background_operation_completed
    type: b1
    doc: A background operation has ended.
