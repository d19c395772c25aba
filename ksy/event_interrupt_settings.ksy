meta:
  id: event_interrupt_settings
  title: Event interrupt settings
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: How one event log interrupts, 1 byte.
doc-ref: CXL r3.1 8.2.9.2.4 Event Interrupt Settings
seq:
  - id: mode
    type: b2
    doc: 0 none, 1 MSI or MSI-X, 2 firmware interrupt.
  - id: settings_reserved
    type: b2
    doc: Reserved, kept as read.
  - id: message_number
    type: b4
    doc: Interrupt message number.
