meta:
  id: dram_event_record
  title: DRAM Event Record
  license: MIT
  ks-version: '0.11'
  imports:
    - event_record_header
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
      0 media ECC error, 1 scrub media ECC error, 2 invalid address, 3 data path error; CXL r3.1 has
      more.
  - id: transaction_type
    type: u1
    doc: |
      What the device was doing; 0 unknown, 1 host read, 2 host write, 3 host scan media, 4 host
      inject poison, 5 internal media scrub, 6 internal media management.
  - id: validity_flags
    type: u2
    doc: |
      Bit 0 channel, 1 rank, 2 nibble_mask, 3 bank_group, 4 bank, 5 row, 6 column, 7 correction_mask
      hold a value.
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
  - id: reserved105
    size: 23
    doc: Kept as read; reserved in CXL r3.0, r3.1 has fields in its first 22 bytes.
