meta:
  id: media_operations_response
  title: Media Operations, response
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
  imports:
    - media_operation
doc: Output of discovery, 12 bytes, then the operations.
doc-ref: CXL r3.1 8.2.9.9.5.3 Media Operations (4402h)
seq:
  - id: range_granularity
    type: u8
    doc: What starts and lengths of ranges are multiples of.
  - id: total_operation_count
    type: u2
    doc: Operations that there are.
  - id: operation_count
    type: u2
    doc: Operations that follow.
  - id: operations
    type: media_operation
    repeat: expr
    repeat-expr: operation_count
    doc: The operations.
