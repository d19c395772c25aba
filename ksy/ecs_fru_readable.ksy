meta:
  id: ecs_fru_readable
  title: DDR5 ECS Control of a media FRU, readable attributes
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: What Get Feature has of a media FRU, 4 bytes.
doc-ref: CXL r3.1 8.2.9.9.11.2 DDR5 Error Check Scrub (ECS) Control Feature
seq:
  - id: realtime_reporting
    type: b1
    doc: Errors are reported as they are found.
  - id: capabilities_reserved
    type: b7
    doc: Reserved, kept as read.
  - id: threshold
    type: b3
    doc: 3 for 256 errors, 4 for 1024, 5 for 4096.
  - id: counts_codewords
    type: b1
    doc: Codewords are counted, not rows.
  - id: configuration_reserved
    type: b12
    doc: Reserved, kept as read.
  - id: reserved3
    size: 1
    doc: Reserved, kept as read.
