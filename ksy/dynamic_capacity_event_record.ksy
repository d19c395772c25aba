meta:
  id: dynamic_capacity_event_record
  title: Dynamic Capacity Event Record
  license: MIT
  ks-version: '0.11'
  imports:
    - event_record_header
    - extent
  endian: le
  bit-endian: le
doc: |
  Tells the host, or the Fabric Manager, of a change of capacity, 128 bytes. Identifier
  ca95afa7-f183-4018-8c2f-95268e101a2a.
doc-ref: CXL r3.1 Table 8-50 Dynamic Capacity Event Record
seq:
  - id: header
    type: event_record_header
    doc: Common to all records.
  - id: event_type
    type: u1
    doc: |
      0 add, 1 release, 2 forced release, 3 region configuration updated, 4 add capacity
      response, 5 capacity released; 4 and 5 go to the Fabric Manager only.
  - id: extents_available_valid
    type: b1
    doc: extents_available holds a value.
  - id: tags_available_valid
    type: b1
    doc: tags_available holds a value.
  - id: validity_reserved
    type: b6
    doc: Reserved, kept as read.
  - id: host_id
    type: u2
    doc: Host of a Fabric Manager record; 0 towards hosts.
  - id: updated_region_index
    type: u1
    doc: Region of an event of type 3.
  - id: more
    type: b1
    doc: Another record of the same group follows.
  - id: flags_reserved
    type: b7
    doc: Reserved, kept as read.
  - id: reserved54
    size: 2
    doc: Reserved, kept as read.
  - id: extent
    type: extent
    doc: The capacity concerned.
  - id: reserved96
    size: 24
    doc: Reserved, kept as read.
  - id: extents_available
    type: u4
    doc: Extents that the device can still track.
  - id: tags_available
    type: u4
    doc: Tags that the device can still track.
