meta:
  id: cel_entry
  title: Command Effects Log entry
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: One supported command and what it affects, 4 bytes.
doc-ref: CXL r3.1 8.2.9.5.2.1 Command Effects Log Entry
seq:
  - id: opcode
    type: u2
    doc: Low byte the command, high byte the command set.
  - id: configuration_change_after_cold_reset
    type: b1
    doc: Takes effect at the next cold reset.
  - id: immediate_configuration_change
    type: b1
    doc: Configuration changes at once.
  - id: immediate_data_change
    type: b1
    doc: Memory contents change at once.
  - id: immediate_policy_change
    type: b1
    doc: Policy changes at once.
  - id: immediate_log_change
    type: b1
    doc: A log changes at once.
  - id: security_state_change
    type: b1
    doc: Security state changes at once.
  - id: background_operation
    type: b1
    doc: Runs in the background.
  - id: secondary_mailbox_supported
    type: b1
    doc: Works on the secondary mailbox too.
  - id: request_abort_background_operation_supported
    type: b1
    doc: Its background operation can be aborted.
  - id: extended_effects_valid
    type: b1
    doc: The two bits that follow hold values.
  - id: configuration_change_after_conventional_reset
    type: b1
    doc: Takes effect at the next conventional reset.
  - id: configuration_change_after_cxl_reset
    type: b1
    doc: Takes effect at the next CXL reset.
  - id: effects_reserved
    type: b4
    doc: Reserved, kept as read.
