meta:
  id: ecs_fru_writable
  title: DDR5 ECS Control of a media FRU, writable attributes
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: What Set Feature takes of a media FRU, 2 bytes.
doc-ref: CXL r3.1 8.2.9.9.11.2 DDR5 Error Check Scrub (ECS) Control Feature
seq:
  - id: threshold
    type: b3
    doc: 3 for 256 errors, 4 for 1024, 5 for 4096.
  - id: counts_codewords
    type: b1
    doc: Codewords are to be counted, not rows.
  - id: reset_counter
    type: b1
    doc: The counter starts anew.
  - id: configuration_reserved
    type: b11
    doc: Reserved, kept as read.
