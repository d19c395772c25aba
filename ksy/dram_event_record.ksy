meta:
  id: dram_event_record
  title: DRAM Event Record
  license: MIT
  ks-version: '0.11'
  imports:
    - event_record_header
    - pldm_component_identifier
  endian: le
  bit-endian: le
doc: Tells of an error in DRAM, 128 bytes. Identifier 601dcbb3-9c06-4eab-b8af-4e9bfb5c9624.
doc-ref: CXL r3.1 8.2.9.2.1.2 DRAM Event Record
seq:
  - id: header
    type: event_record_header
    doc: Common to all records.
  - id: physical_address
    type: u8
    doc: Device physical address in bits 63:6; bit 0 volatile, bit 1 not repairable.
  - id: memory_event_descriptor
    type: u1
    doc: Bit mask; bit 0 uncorrectable, bit 1 threshold passed, bit 2 poison list overflow.
  - id: memory_event_type
    type: u1
    doc: |
      0 media ECC error, 1 scrub media ECC error, 2 invalid address, 3 data path error, 4 TE state violation, 5
      counter of corrected errors expired, 6 CKID violation.
  - id: transaction_type
    type: u1
    doc: |
      What the device was doing; 0 unknown, 1 host read, 2 host write, 3 host scan media, 4 host
      inject poison, 5 internal media scrub, 6 internal media management, 7 internal media error check
      scrub, 8 media initialization.
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
  - id: correction_mask_valid
    type: b1
    doc: correction_mask holds a value.
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
    type: b5
    doc: Reserved, kept as read.
  - id: channel
    type: u1
    doc: Channel of the address.
  - id: rank
    type: u1
    doc: Rank of the address.
  - id: nibble_mask
    type: b24
    doc: Bit mask of the nibbles in error on the memory bus.
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
  - id: correction_mask
    size: 32
    doc: Four masks of 64 bits, the bits in error of the nibbles in error.
  - id: component_identifier
    size: 16
    doc: Names the component, in a form of the vendor or in PLDM's.
  - id: sub_channel
    type: u1
    doc: Sub-channel of the address.
  - id: corrected_errors_in_several_components
    type: b1
    doc: Corrected memory errors were in more than one component of the media.
  - id: corrected_error_threshold_exceeded
    type: b1
    doc: The programmable threshold of corrected memory errors was exceeded.
  - id: corrected_error_flags_reserved
    type: b6
    doc: Reserved, kept as read.
  - id: corrected_error_count
    type: b24
    doc: Corrected memory errors, counted up to the event.
  - id: memory_event_sub_type
    type: u1
    doc: |
      0 not reported, 1 internal data path error, training of the media link's 2 commands, 3 control or 4 data failed,
      5 CRC error of the media link.
  - id: reserved127
    size: 1
    doc: Kept as read.
instances:
  pldm_component_identifier:
    pos: 105
    type: pldm_component_identifier
    if: component_identifier_valid and component_identifier_is_pldm
    doc: component_identifier once more, where the validity flags say that it is PLDM's.
