meta:
  id: memory_module_event_record
  title: Memory Module Event Record
  license: MIT
  ks-version: '0.11'
  imports:
    - event_record_header
    - get_health_info_response
    - pldm_component_identifier
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
      LSA error, 6 unrecoverable error of the internal sideband bus, 7 error of a memory media FRU, 8 power
      management fault.
  - id: health
    type: get_health_info_response
    doc: Health at the time of the event, in the layout of Get Health Info.
  - id: component_identifier_valid
    type: b1
    doc: component_identifier holds a value.
  - id: component_identifier_is_pldm
    type: b1
    doc: component_identifier, if it holds a value, is laid out as PLDM has it.
  - id: validity_reserved
    type: b14
    doc: Reserved, kept as read.
  - id: component_identifier
    size: 16
    doc: Names the component, in a form of the vendor or in PLDM's.
  - id: device_event_sub_type
    type: u1
    doc: |
      0 not reported, 1 invalid or 2 unsupported configuration data, 3 unsupported memory media FRU.
  - id: reserved86
    size: 42
    doc: Kept as read.
instances:
  pldm_component_identifier:
    pos: 69
    type: pldm_component_identifier
    if: component_identifier_valid and component_identifier_is_pldm
    doc: component_identifier once more, where the validity flags say that it is PLDM's.
