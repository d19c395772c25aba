meta:
  id: set_event_interrupt_policy_request
  title: Set Event Interrupt Policy, request
  license: MIT
  ks-version: '0.11'
  imports:
    - event_interrupt_settings
  endian: le
  bit-endian: le
doc: Input of Set Event Interrupt Policy, 5 bytes, or 4 from a host that does not know Dynamic Capacity.
doc-ref: CXL r3.1 8.2.9.2.5 Set Event Interrupt Policy (0103h)
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
    if: not _io.eof
    doc: Dynamic Capacity event log; absent from a 4-byte payload.
