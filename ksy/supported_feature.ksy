meta:
  id: supported_feature
  title: Supported feature
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: One feature of Get Supported Features, 48 bytes.
doc-ref: CXL r3.1 8.2.9.6.1 Supported Feature Entry
seq:
  - id: feature_identifier
    size: 16
    doc: UUID of the feature, in textual order, first byte first.
  - id: feature_index
    type: u2
    doc: Index of the feature.
  - id: get_size
    type: u2
    doc: Bytes that Get Feature has.
  - id: set_size
    type: u2
    doc: Bytes that Set Feature takes.
  - id: changeable
    type: b1
    doc: Set Feature works.
  - id: deepest_reset_persistence
    type: b3
    doc: 0 none, 1 CXL reset, 2 hot reset, 3 warm reset, 4 cold reset.
  - id: persists_across_firmware_update
    type: b1
    doc: Values outlive new firmware.
  - id: default_selection_supported
    type: b1
    doc: Get Feature has the default value.
  - id: saved_selection_supported
    type: b1
    doc: Get Feature has the saved value.
  - id: flags_reserved
    type: b25
    doc: Reserved, kept as read.
  - id: get_version
    type: u1
    doc: Version of the bytes that Get Feature has.
  - id: set_version
    type: u1
    doc: Version of the bytes that Set Feature takes.
  - id: set_effects
    type: u2
    doc: Effects of Set Feature, as in the Command Effects Log.
  - id: reserved30
    size: 18
    doc: Reserved, kept as read.
