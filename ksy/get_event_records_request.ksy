meta:
  id: get_event_records_request
  title: Get Event Records, request
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Input of Get Event Records, 1 byte.
doc-ref: CXL r3.1 8.2.9.2.2 Get Event Records (0100h)
seq:
  - id: log
    type: u1
    doc: 0 informational, 1 warning, 2 failure, 3 fatal, 4 dynamic capacity.
