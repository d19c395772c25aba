meta:
  id: clear_event_records_request
  title: Clear Event Records, request
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Input of Clear Event Records, 6 bytes and 2 for each handle.
doc-ref: CXL r3.1 8.2.9.2.3 Clear Event Records (0101h)
seq:
  - id: log
    type: u1
    doc: 0 informational, 1 warning, 2 failure, 3 fatal, 4 dynamic capacity.
  - id: clear_all
    type: b1
    doc: Clear the whole log.
  - id: flags_reserved
    type: b7
    doc: Reserved, kept as read.
  - id: handle_count
    type: u1
    doc: Handles that follow.
  - id: reserved3
    size: 3
    doc: Reserved, kept as read.
  - id: handles
    type: u2
    repeat: expr
    repeat-expr: handle_count
    doc: Records to clear, in the order in which they were read.
