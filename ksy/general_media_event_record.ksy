meta:
  id: general_media_event_record
  title: General Media Event Record
  license: MIT
  ks-version: '0.11'
  imports:
    - event_record_header
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
    doc: 0 media ECC error, 1 invalid address, 2 data path error; CXL r3.1 has more.
  - id: transaction_type
    type: u1
    doc: |
      What the device was doing; 0 unknown, 1 host read, 2 host write, 3 host scan media, 4 host
      inject poison, 5 internal media scrub, 6 internal media management.
  - id: validity_flags
    type: u2
    doc: Bit 0 channel, 1 rank, 2 device, 3 component_identifier hold a value.
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
    doc: Names the component in a form of the vendor.
  - id: reserved82
    size: 46
    doc: Kept as read; reserved in CXL r3.0, r3.1 has fields in its first 5 bytes.
