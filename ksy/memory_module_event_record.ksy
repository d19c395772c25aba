meta:
  id: memory_module_event_record
  title: Memory Module Event Record
  license: MIT
  ks-version: '0.11'
  imports:
    - event_record_header
    - get_health_info_response
  endian: le
  bit-endian: le
doc: |
  Tells of a change of the health of the device, 128 bytes. Identifier
  fe927475-dd59-4339-a586-79bab113b774.
doc-ref: CXL r3.1 8.2.9.2.1.3 Memory Module Event Record
seq:
  - id: header
    type: event_record_header
    doc: Common to all records.
  - id: device_event_type
    type: u1
    doc: |
      0 health status, 1 media status, 2 life used or 3 temperature changed, 4 data path error, 5
      LSA error.
  - id: health
    type: get_health_info_response
    doc: Health at the time of the event, in the layout of Get Health Info.
  - id: reserved67
    size: 61
    doc: Kept as read; reserved in CXL r3.0, r3.1 has fields in its first 19 bytes.
