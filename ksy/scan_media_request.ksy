meta:
  id: scan_media_request
  title: Scan Media, request
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Input of Scan Media, 17 bytes.
doc-ref: CXL r3.1 8.2.9.9.4.5 Scan Media (4304h)
seq:
  - id: address
    type: u8
    doc: First address, a multiple of 64.
  - id: length
    type: u8
    doc: Length in units of 64 bytes.
  - id: no_event_log
    type: b1
    doc: What is found makes no event records.
  - id: flags_reserved
    type: b7
    doc: Reserved, kept as read.
