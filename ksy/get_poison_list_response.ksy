meta:
  id: get_poison_list_response
  title: Get Poison List, response
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
  imports:
    - media_error_record
doc: Output of Get Poison List, 32 bytes, then the records.
doc-ref: CXL r3.1 8.2.9.9.4.1 Get Poison List (4300h)
seq:
  - id: more
    type: b1
    doc: The same request again returns further records.
  - id: overflow
    type: b1
    doc: More is poisoned than the list holds.
  - id: scan_in_progress
    type: b1
    doc: The media is being scanned.
  - id: flags_reserved
    type: b5
    doc: Reserved, kept as read.
  - id: reserved1
    size: 1
    doc: Reserved, kept as read.
  - id: overflow_timestamp
    type: u8
    doc: When the list overflowed, in nanoseconds since 1970.
  - id: record_count
    type: u2
    doc: Records that follow.
  - id: reserved12
    size: 20
    doc: Reserved, kept as read.
  - id: records
    type: media_error_record
    repeat: expr
    repeat-expr: record_count
    doc: The poisoned ranges.
