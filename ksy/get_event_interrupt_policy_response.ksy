meta:
  id: get_event_interrupt_policy_response
  title: Get Event Interrupt Policy, response
  license: MIT
  ks-version: '0.11'
  imports:
    - event_interrupt_settings
  endian: le
  bit-endian: le
doc: Output of Get Event Interrupt Policy, 5 bytes.
doc-ref: CXL r3.1 8.2.9.2.4 Get Event Interrupt Policy (0102h)
seq:
  - id: informational
    type: event_interrupt_settings
    doc: Informational event log.
  - id: warning
    type: event_interrupt_settings
    doc: Warning event log.
  - id: failure
    type: event_interrupt_settings
    doc: Failure event log.
  - id: fatal
    type: event_interrupt_settings
    doc: Fatal event log.
  - id: dynamic_capacity
    type: event_interrupt_settings
    doc: Dynamic Capacity event log.
