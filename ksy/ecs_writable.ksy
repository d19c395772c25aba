meta:
  id: ecs_writable
  title: DDR5 ECS Control, writable attributes
  license: MIT
  ks-version: '0.11'
  imports:
    - ecs_fru_writable
  endian: le
  bit-endian: le
doc: What Set Feature takes of ECS, 1 byte and 2 for each media FRU.
doc-ref: CXL r3.1 8.2.9.9.11.2 DDR5 Error Check Scrub (ECS) Control Feature
seq:
  - id: log_entry_type
    type: b2
    doc: 0 for each DRAM, 1 for each media FRU.
  - id: log_reserved
    type: b6
    doc: Reserved, kept as read.
  - id: frus
    type: ecs_fru_writable
    repeat: eos
    doc: The media FRUs.
