meta:
  id: get_supported_logs_response
  title: Get Supported Logs, response
  license: MIT
  ks-version: '0.11'
  imports:
    - supported_log
  endian: le
  bit-endian: le
doc: Output of Get Supported Logs, 8 bytes and 20 for each log.
doc-ref: CXL r3.1 8.2.9.5.1 Get Supported Logs (0400h)
seq:
  - id: log_count
    type: u2
    doc: Logs that follow.
  - id: reserved2
    size: 6
    doc: Reserved, kept as read.
  - id: logs
    type: supported_log
    repeat: expr
    repeat-expr: log_count
    doc: The logs that Get Log can read.
