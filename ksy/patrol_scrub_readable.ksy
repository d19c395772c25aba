meta:
  id: patrol_scrub_readable
  title: Device Patrol Scrub Control, readable attributes
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: What Get Feature has of patrol scrub, 4 bytes.
doc-ref: CXL r3.1 8.2.9.9.11.1 Device Patrol Scrub Control Feature
seq:
  - id: cycle_changeable
    type: b1
    doc: The scrub cycle can be set.
  - id: realtime_reporting
    type: b1
    doc: Errors are reported as they are found.
  - id: capabilities_reserved
    type: b6
    doc: Reserved, kept as read.
  - id: cycle_hours
    type: u1
    doc: Scrub cycle in hours.
  - id: minimum_cycle_hours
    type: u1
    doc: Shortest scrub cycle in hours.
  - id: enabled
    type: b1
    doc: The device scrubs.
  - id: flags_reserved
    type: b7
    doc: Reserved, kept as read.
