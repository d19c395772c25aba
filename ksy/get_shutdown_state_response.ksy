meta:
  id: get_shutdown_state_response
  title: Get Shutdown State, response
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Output of Get Shutdown State, 1 byte.
doc-ref: CXL r3.1 8.2.9.9.3.4 Get Shutdown State (4203h)
seq:
  - id: dirty
    type: b1
    doc: 1 without power now, the device would not be shut down in order.
  - id: state_reserved
    type: b7
    doc: Reserved, kept as read.
