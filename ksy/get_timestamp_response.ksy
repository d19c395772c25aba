meta:
  id: get_timestamp_response
  title: Get Timestamp, response
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Output of Get Timestamp, 8 bytes.
doc-ref: CXL r3.1 8.2.9.4.1 Get Timestamp (0300h)
seq:
  - id: timestamp
    type: u8
    doc: Nanoseconds since 1970-01-01 00:00 UTC; 0 until Set Timestamp.
