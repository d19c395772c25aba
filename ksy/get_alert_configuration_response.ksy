meta:
  id: get_alert_configuration_response
  title: Get Alert Configuration, response
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: |
  Output of Get Alert Configuration, 16 bytes. Valid Alerts are 1 byte, Programmable Alerts another.
doc-ref: CXL r3.1 8.2.9.9.3.2 Get Alert Configuration (4201h)
seq:
  - id: life_used_warning_valid
    type: b1
    doc: The life used warning threshold holds a value.
  - id: over_temperature_warning_valid
    type: b1
    doc: The over temperature warning threshold holds a value.
  - id: under_temperature_warning_valid
    type: b1
    doc: The under temperature warning threshold holds a value.
  - id: corrected_volatile_warning_valid
    type: b1
    doc: The corrected volatile warning threshold holds a value.
  - id: corrected_persistent_warning_valid
    type: b1
    doc: The corrected persistent warning threshold holds a value.
  - id: valid_reserved
    type: b3
    doc: Reserved, kept as read.
  - id: life_used_warning_programmable
    type: b1
    doc: The host can set the life used warning threshold.
  - id: over_temperature_warning_programmable
    type: b1
    doc: The host can set the over temperature warning threshold.
  - id: under_temperature_warning_programmable
    type: b1
    doc: The host can set the under temperature warning threshold.
  - id: corrected_volatile_warning_programmable
    type: b1
    doc: The host can set the corrected volatile warning threshold.
  - id: corrected_persistent_warning_programmable
    type: b1
    doc: The host can set the corrected persistent warning threshold.
  - id: programmable_reserved
    type: b3
    doc: Reserved, kept as read.
  - id: life_used_critical_threshold
    type: u1
    doc: Alert at this wear, in percent.
  - id: life_used_warning_threshold
    type: u1
    doc: Warn at this wear, in percent.
  - id: over_temperature_critical_threshold
    type: s2
    doc: Alert above this device temperature, in degrees Celsius, signed.
  - id: under_temperature_critical_threshold
    type: s2
    doc: Alert below this device temperature, in degrees Celsius, signed.
  - id: over_temperature_warning_threshold
    type: s2
    doc: Warn above this device temperature, in degrees Celsius, signed.
  - id: under_temperature_warning_threshold
    type: s2
    doc: Warn below this device temperature, in degrees Celsius, signed.
  - id: corrected_volatile_warning_threshold
    type: u2
    doc: Warn from so many errors corrected in volatile memory.
  - id: corrected_persistent_warning_threshold
    type: u2
    doc: Warn from so many errors corrected in persistent memory.
