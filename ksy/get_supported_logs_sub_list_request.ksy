meta:
  id: get_supported_logs_sub_list_request
  title: Get Supported Logs Sub-List, request
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Input of Get Supported Logs Sub-List, 2 bytes.
doc-ref: CXL r3.1 8.2.9.5.6 Get Supported Logs Sub-List (0405h)
seq:
  - id: max_count
    type: u1
    doc: Most logs to list.
  - id: start_index
    type: u1
    doc: Index of the first log to list, from 0 on.
