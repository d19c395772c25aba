meta:
  id: supported_log
  title: Supported log
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: One log of Get Supported Logs, 20 bytes.
doc-ref: CXL r3.1 8.2.9.5.1 Supported Log Entry
seq:
  - id: log_identifier
    size: 16
    doc: UUID of the log, in textual order, first byte first.
  - id: log_size
    type: u4
    doc: Size of the log in bytes.
