meta:
  id: get_log_capabilities_request
  title: Get Log Capabilities, request
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Input of Get Log Capabilities, 16 bytes.
doc-ref: CXL r3.1 8.2.9.5.3 Get Log Capabilities (0402h)
seq:
  - id: log_identifier
    size: 16
    doc: UUID of the log, in textual order, first byte first.
