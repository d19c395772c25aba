meta:
  id: background_operation_status_response
  title: Background Operation Status, response
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Output of Background Operation Status, 8 bytes.
doc-ref: CXL r3.1 8.2.9.1.2 Background Operation Status (0002h)
seq:
  - id: in_progress
    type: b1
    doc: A background operation runs.
  - id: percentage_complete
    type: b7
    doc: How far it is, 0 to 100.
  - id: reserved1
    size: 1
    doc: Reserved, kept as read.
  - id: opcode
    type: u2
    doc: |
      The command that runs, or ran last, in the background; low byte the command, high byte the
      command set.
  - id: return_code
    type: u2
    doc: How it ended.
  - id: vendor_status
    type: u2
    doc: Vendor-specific extended status.
