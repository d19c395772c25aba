meta:
  id: populate_log_request
  title: Populate Log, request
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Input of Populate Log, 16 bytes.
doc-ref: CXL r3.1 8.2.9.5.5 Populate Log (0404h)
seq:
  - id: log_identifier
    size: 16
    doc: UUID of the log, in textual order, first byte first.
