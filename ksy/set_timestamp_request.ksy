meta:
  id: set_timestamp_request
  title: Set Timestamp, request
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Input of Set Timestamp, 8 bytes.
doc-ref: CXL r3.1 8.2.9.4.2 Set Timestamp (0301h)
seq:
  - id: timestamp
    type: u8
    doc: Nanoseconds since 1970-01-01 00:00 UTC.
