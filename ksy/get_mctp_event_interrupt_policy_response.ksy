meta:
  id: get_mctp_event_interrupt_policy_response
  title: Get MCTP Event Interrupt Policy, response
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Output of Get MCTP Event Interrupt Policy, 2 bytes.
doc-ref: CXL r3.1 8.2.9.2.6 Get MCTP Event Interrupt Policy (0104h)
seq:
  - id: informational
    type: b1
    doc: Notify of records in the Informational event log.
  - id: warning
    type: b1
    doc: Notify of records in the Warning event log.
  - id: failure
    type: b1
    doc: Notify of records in the Failure event log.
  - id: fatal
    type: b1
    doc: Notify of records in the Fatal event log.
  - id: dynamic_capacity
    type: b1
    doc: Notify of records in the Dynamic Capacity event log.
  - id: events_reserved
    type: b10
    doc: Reserved, kept as read.
  - id: background_operation_completed
    type: b1
    doc: Notify of the end of a background operation.
