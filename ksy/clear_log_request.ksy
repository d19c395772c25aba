meta:
  id: clear_log_request
  title: Clear Log, request
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Input of Clear Log, 16 bytes.
doc-ref: CXL r3.1 8.2.9.5.4 Clear Log (0403h)
seq:
  - id: log_identifier
    size: 16
    doc: UUID of the log, in textual order, first byte first.
