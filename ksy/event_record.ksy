meta:
  id: event_record
  title: Common event record
  license: MIT
  ks-version: '0.11'
  imports:
    - event_record_header
    - dram_event_record
    - dynamic_capacity_event_record
    - general_media_event_record
    - memory_module_event_record
    - memory_sparing_event_record
  endian: le
  bit-endian: le
doc: |
  An event record of any kind, 128 bytes. Where the identifier is that of a kind with a layout of its
  own, the instance of that kind reads the same bytes as one.
doc-ref: CXL r3.1 8.2.9.2.1 Common Event Record
seq:
  - id: header
    type: event_record_header
    doc: Common to all records.
  - id: data
    size: 80
    doc: Layout depends on the identifier.
instances:
  general_media:
    pos: 0
    type: general_media_event_record
    # fbcd0a77-c260-417f-85a9-088b1621eba6
    if: |
      header.event_record_identifier == [
        0xfb, 0xcd, 0x0a, 0x77, 0xc2, 0x60, 0x41, 0x7f,
        0x85, 0xa9, 0x08, 0x8b, 0x16, 0x21, 0xeb, 0xa6
      ]
    doc: The whole record, header included, if it is a General Media Event Record.
  dram:
    pos: 0
    type: dram_event_record
    # 601dcbb3-9c06-4eab-b8af-4e9bfb5c9624
    if: |
      header.event_record_identifier == [
        0x60, 0x1d, 0xcb, 0xb3, 0x9c, 0x06, 0x4e, 0xab,
        0xb8, 0xaf, 0x4e, 0x9b, 0xfb, 0x5c, 0x96, 0x24
      ]
    doc: The whole record, header included, if it is a DRAM Event Record.
  memory_module:
    pos: 0
    type: memory_module_event_record
    # fe927475-dd59-4339-a586-79bab113b774
    if: |
      header.event_record_identifier == [
        0xfe, 0x92, 0x74, 0x75, 0xdd, 0x59, 0x43, 0x39,
        0xa5, 0x86, 0x79, 0xba, 0xb1, 0x13, 0xb7, 0x74
      ]
    doc: The whole record, header included, if it is a Memory Module Event Record.
  memory_sparing:
    pos: 0
    type: memory_sparing_event_record
    # e71f3a40-2d29-4092-8a39-4d1c966c7c65
    if: |
      header.event_record_identifier == [
        0xe7, 0x1f, 0x3a, 0x40, 0x2d, 0x29, 0x40, 0x92,
        0x8a, 0x39, 0x4d, 0x1c, 0x96, 0x6c, 0x7c, 0x65
      ]
    doc: The whole record, header included, if it is a Memory Sparing Event Record.
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
