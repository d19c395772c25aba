meta:
  id: get_supported_logs_sub_list_response
  title: Get Supported Logs Sub-List, response
  license: MIT
  ks-version: '0.11'
  imports:
    - supported_log
  endian: le
  bit-endian: le
doc: Output of Get Supported Logs Sub-List, 8 bytes and 20 for each log.
doc-ref: CXL r3.1 8.2.9.5.6 Get Supported Logs Sub-List (0405h)
seq:
  - id: log_count
    type: u1
    doc: Logs that follow.
  - id: reserved1
    size: 1
    doc: Reserved, kept as read.
  - id: total_log_count
    type: u2
    doc: Logs that the component supports.
  - id: start_index
    type: u1
    doc: Index of the first log that follows.
  - id: reserved5
    size: 3
    doc: Reserved, kept as read.
  - id: logs
    type: supported_log
    repeat: expr
    repeat-expr: log_count
    doc: The logs from that index on.
