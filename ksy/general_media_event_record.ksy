meta:
  id: general_media_event_record
  title: General Media Event Record
  license: MIT
  ks-version: '0.11'
  imports:
    - event_record_header
    - pldm_component_identifier
  endian: le
  bit-endian: le
doc: Tells of an error in the media, 128 bytes. Identifier fbcd0a77-c260-417f-85a9-088b1621eba6.
doc-ref: CXL r3.1 8.2.9.2.1.1 General Media Event Record
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
      0 media ECC error, 1 invalid address, 2 data path error, 3 TE state violation, 4 scrub media ECC
      error, 5 counter of corrected errors expired, 6 CKID violation.
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
  - id: device_valid
    type: b1
    doc: device holds a value.
  - id: component_identifier_valid
    type: b1
    doc: component_identifier holds a value.
  - id: component_identifier_is_pldm
    type: b1
    doc: component_identifier, if it holds a value, is laid out as PLDM has it.
  - id: validity_reserved
    type: b11
    doc: Reserved, kept as read.
  - id: channel
    type: u1
    doc: Channel of the address.
  - id: rank
    type: u1
    doc: Rank of the address.
  - id: device
    type: b24
    doc: Bit mask of the devices of the rank.
  - id: component_identifier
    size: 16
    doc: Names the component, in a form of the vendor or in PLDM's.
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
  - id: reserved87
    size: 41
    doc: Kept as read.
instances:
  pldm_component_identifier:
    pos: 66
    type: pldm_component_identifier
    if: component_identifier_valid and component_identifier_is_pldm
    doc: component_identifier once more, where the validity flags say that it is PLDM's.
