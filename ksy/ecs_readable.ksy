meta:
  id: ecs_readable
  title: DDR5 ECS Control, readable attributes
  license: MIT
  ks-version: '0.11'
  imports:
    - ecs_fru_readable
  endian: le
  bit-endian: le
doc: What Get Feature has of ECS, 1 byte and 4 for each media FRU.
doc-ref: CXL r3.1 8.2.9.9.11.2 DDR5 Error Check Scrub (ECS) Control Feature
seq:
  - id: log_entry_type
    type: b2
    doc: 0 for each DRAM, 1 for each media FRU.
  - id: log_reserved
    type: b6
    doc: Reserved, kept as read.
  - id: frus
    type: ecs_fru_readable
    repeat: eos
    doc: The media FRUs.
