meta:
  id: event_record
  title: Common event record
  license: MIT
  ks-version: '0.11'
  imports:
    - event_record_header
    - dynamic_capacity_event_record
  endian: le
  bit-endian: le
doc: |
  An event record of any kind, 128 bytes. Where the identifier is that of the Dynamic Capacity Event
  Record, `dynamic_capacity` reads the same bytes as one.
doc-ref: CXL r3.1 8.2.9.2.1 Common Event Record
seq:
  - id: header
    type: event_record_header
    doc: Common to all records.
  - id: data
    size: 80
    doc: Layout depends on the identifier.
instances:
  dynamic_capacity:
    pos: 0
    type: dynamic_capacity_event_record
    # ca95afa7-f183-4018-8c2f-95268e101a2a
    if: |
      header.event_record_identifier == [
        0xca, 0x95, 0xaf, 0xa7, 0xf1, 0x83, 0x40, 0x18,
        0x8c, 0x2f, 0x95, 0x26, 0x8e, 0x10, 0x1a, 0x2a
      ]
    doc: The whole record, header included, if it is a Dynamic Capacity Event Record.
