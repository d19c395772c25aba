meta:
  id: get_log_capabilities_response
  title: Get Log Capabilities, response
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Output of Get Log Capabilities, 4 bytes of flags.
doc-ref: CXL r3.1 8.2.9.5.3 Get Log Capabilities (0402h)
seq:
  - id: clear_supported
    type: b1
    doc: Clear Log works on the log.
  - id: populate_supported
    type: b1
    doc: Populate Log works on the log.
  - id: auto_populate_supported
    type: b1
    doc: The device populates the log by itself.
  - id: persistent_across_cold_reset
    type: b1
    doc: What the log holds outlives a cold reset.
  - id: flags_reserved
    type: b28
    doc: Reserved, kept as read.
