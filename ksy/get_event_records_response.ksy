meta:
  id: get_event_records_response
  title: Get Event Records, response
  license: MIT
  ks-version: '0.11'
  imports:
    - event_record
  endian: le
  bit-endian: le
doc: Output of Get Event Records, 32 bytes and 128 for each record.
doc-ref: CXL r3.1 8.2.9.2.2 Get Event Records (0100h)
seq:
  - id: overflow
    type: b1
    doc: The log has overflowed and records were lost.
  - id: more_event_records
    type: b1
    doc: The log holds more records than were returned.
  - id: flags_reserved
    type: b6
    doc: Reserved, kept as read.
  - id: reserved1
    size: 1
    doc: Reserved, kept as read.
  - id: overflow_error_count
    type: u2
    doc: Records lost since the log overflowed.
  - id: first_overflow_timestamp
    type: u8
    doc: When the first record was lost, in nanoseconds since 1970-01-01 00:00 UTC.
  - id: last_overflow_timestamp
    type: u8
    doc: When the last record was lost, in nanoseconds since 1970-01-01 00:00 UTC.
  - id: record_count
    type: u2
    doc: Records that follow.
  - id: reserved22
    size: 10
    doc: Reserved, kept as read.
  - id: records
    type: event_record
    size: 128
    repeat: expr
    repeat-expr: record_count
    doc: Oldest first. Each has its own 128-byte stream, so that its instances count from its start.
