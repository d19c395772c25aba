meta:
  id: set_shutdown_state_request
  title: Set Shutdown State, request
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Input of Set Shutdown State, 1 byte.
doc-ref: CXL r3.1 8.2.9.9.3.5 Set Shutdown State (4204h)
seq:
  - id: dirty
    type: b1
    doc: 1 without power now, the device would not be shut down in order.
  - id: state_reserved
    type: b7
    doc: Reserved, kept as read.
