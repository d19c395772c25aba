meta:
  id: set_alert_configuration_request
  title: Set Alert Configuration, request
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: |
  Input of Set Alert Configuration, 12 bytes. Valid Alert Actions are 1 byte, Enable Alert Actions
  another.
doc-ref: CXL r3.1 8.2.9.9.3.3 Set Alert Configuration (4202h)
seq:
  - id: life_used_warning_valid
    type: b1
    doc: The request changes the life used warning.
  - id: over_temperature_warning_valid
    type: b1
    doc: The request changes the over temperature warning.
  - id: under_temperature_warning_valid
    type: b1
    doc: The request changes the under temperature warning.
  - id: corrected_volatile_warning_valid
    type: b1
    doc: The request changes the corrected volatile warning.
  - id: corrected_persistent_warning_valid
    type: b1
    doc: The request changes the corrected persistent warning.
  - id: valid_reserved
    type: b3
    doc: Reserved, kept as read.
  - id: life_used_warning_enabled
    type: b1
    doc: The life used warning is to be on.
  - id: over_temperature_warning_enabled
    type: b1
    doc: The over temperature warning is to be on.
  - id: under_temperature_warning_enabled
    type: b1
    doc: The under temperature warning is to be on.
  - id: corrected_volatile_warning_enabled
    type: b1
    doc: The corrected volatile warning is to be on.
  - id: corrected_persistent_warning_enabled
    type: b1
    doc: The corrected persistent warning is to be on.
  - id: enabled_reserved
    type: b3
    doc: Reserved, kept as read.
  - id: life_used_warning_threshold
    type: u1
    doc: Warn at this wear, in percent.
  - id: reserved3
    size: 1
    doc: Reserved, kept as read.
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
