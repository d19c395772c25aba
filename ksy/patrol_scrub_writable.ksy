meta:
  id: patrol_scrub_writable
  title: Device Patrol Scrub Control, writable attributes
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: What Set Feature takes of patrol scrub, 2 bytes.
doc-ref: CXL r3.1 8.2.9.9.11.1 Device Patrol Scrub Control Feature
seq:
  - id: cycle_hours
    type: u1
    doc: Scrub cycle in hours.
  - id: enabled
    type: b1
    doc: The device is to scrub.
  - id: flags_reserved
    type: b7
    doc: Reserved, kept as read.
