meta:
  id: get_scan_media_results_response
  title: Get Scan Media Results, response
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
  imports:
    - media_error_record
doc: Output of Get Scan Media Results, 32 bytes, then the records.
doc-ref: CXL r3.1 8.2.9.9.4.6 Get Scan Media Results (4305h)
seq:
  - id: restart_address
    type: u8
    doc: Where a scan goes on that stopped early.
  - id: restart_length
    type: u8
    doc: How much it left out, in units of 64 bytes.
  - id: more
    type: b1
    doc: The same request again returns further records.
  - id: stopped_prematurely
    type: b1
    doc: The scan stopped before the end of the range.
  - id: flags_reserved
    type: b6
    doc: Reserved, kept as read.
  - id: reserved17
    size: 1
    doc: Reserved, kept as read.
  - id: record_count
    type: u2
    doc: Records that follow.
  - id: reserved20
    size: 12
    doc: Reserved, kept as read.
  - id: records
    type: media_error_record
    repeat: expr
    repeat-expr: record_count
    doc: The poisoned ranges.
