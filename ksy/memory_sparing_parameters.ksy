meta:
  id: memory_sparing_parameters
  title: Memory sparing, parameters of the operation
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: What Perform Maintenance takes of memory sparing, 14 bytes.
doc-ref: CXL r3.1 8.2.9.7.1.4 Memory Sparing Maintenance Operation
seq:
  - id: query_resources
    type: b1
    doc: Only asks whether there are resources.
  - id: hard_sparing
    type: b1
    doc: Hard, not soft, sparing.
  - id: sub_channel_valid
    type: b1
    doc: Sub-channel is valid.
  - id: nibble_mask_valid
    type: b1
    doc: Nibble mask is valid.
  - id: flags_reserved
    type: b4
    doc: Reserved, kept as read.
  - id: channel
    type: u1
    doc: Channel.
  - id: rank
    type: u1
    doc: Rank.
  - id: nibble_mask
    type: b24
    doc: Nibbles of the memory bus.
  - id: bank_group
    type: u1
    doc: Bank group.
  - id: bank
    type: u1
    doc: Bank.
  - id: row
    type: b24
    doc: Row.
  - id: column
    type: u2
    doc: Column.
  - id: sub_channel
    type: u1
    doc: Sub-channel.
