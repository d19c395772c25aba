meta:
  id: memory_sparing_event_record
  title: Memory Sparing Event Record
  license: MIT
  ks-version: '0.11'
  imports:
    - event_record_header
    - pldm_component_identifier
  endian: le
  bit-endian: le
doc: |
  Tells of memory that was or can be replaced by spare memory, 128 bytes. Identifier
  e71f3a40-2d29-4092-8a39-4d1c966c7c65.
doc-ref: CXL r3.1 8.2.9.2.1.4 Memory Sparing Event Record
seq:
  - id: header
    type: event_record_header
    doc: Common to all records.
  - id: maintenance_operation_class
    type: u1
    doc: Class of the maintenance operation.
  - id: maintenance_operation_subclass
    type: u1
    doc: Subclass of the maintenance operation.
  - id: query_resources
    type: b1
    doc: Spare resources were only asked for.
  - id: hard_sparing
    type: b1
    doc: Hard sparing, else soft sparing.
  - id: device_initiated
    type: b1
    doc: The device began the operation.
  - id: flags_reserved
    type: b5
    doc: Reserved, kept as read.
  - id: result
    type: u1
    doc: Outcome of the operation.
  - id: channel_valid
    type: b1
    doc: channel holds a value.
  - id: rank_valid
    type: b1
    doc: rank holds a value.
  - id: nibble_mask_valid
    type: b1
    doc: nibble_mask holds a value.
  - id: bank_group_valid
    type: b1
    doc: bank_group holds a value.
  - id: bank_valid
    type: b1
    doc: bank holds a value.
  - id: row_valid
    type: b1
    doc: row holds a value.
  - id: column_valid
    type: b1
    doc: column holds a value.
  - id: component_identifier_valid
    type: b1
    doc: component_identifier holds a value.
  - id: component_identifier_is_pldm
    type: b1
    doc: component_identifier, if it holds a value, is laid out as PLDM has it.
  - id: sub_channel_valid
    type: b1
    doc: sub_channel holds a value.
  - id: validity_reserved
    type: b6
    doc: Reserved, kept as read.
  - id: reserved54
    size: 6
    doc: Kept as read.
  - id: spare_resources_available
    type: u2
    doc: Spare resources that are left.
  - id: channel
    type: u1
    doc: Channel of the address.
  - id: rank
    type: u1
    doc: Rank of the address.
  - id: nibble_mask
    type: b24
    doc: Bit mask of the nibbles concerned.
  - id: bank_group
    type: u1
    doc: Bank group of the address.
  - id: bank
    type: u1
    doc: Bank of the address.
  - id: row
    type: b24
    doc: Row of the address.
  - id: column
    type: u2
    doc: Column of the address.
  - id: component_identifier
    size: 16
    doc: Names the component, in a form of the vendor or in PLDM's.
  - id: sub_channel
    type: u1
    doc: Sub-channel of the address.
  - id: reserved91
    size: 37
    doc: Kept as read.
instances:
  pldm_component_identifier:
    pos: 74
    type: pldm_component_identifier
    if: component_identifier_valid and component_identifier_is_pldm
    doc: component_identifier once more, where the validity flags say that it is PLDM's.
