meta:
  id: get_log_request
  title: Get Log, request
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Input of Get Log, 24 bytes.
doc-ref: CXL r3.1 8.2.9.5.2 Get Log (0401h)
seq:
  - id: log_identifier
    size: 16
    doc: UUID of the log, in textual order, first byte first.
  - id: offset
    type: u4
    doc: First byte to read, in bytes from the start of the log.
  - id: length
    type: u4
    doc: Bytes to read.
