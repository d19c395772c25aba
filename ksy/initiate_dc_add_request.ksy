meta:
  id: initiate_dc_add_request
  title: Initiate Dynamic Capacity Add, request
  license: MIT
  ks-version: '0.11'
  imports:
    - extent
  endian: le
  bit-endian: le
doc: Input of Initiate Dynamic Capacity Add, 32 bytes and 40 for each extent.
doc-ref: CXL r3.1 7.6.7.6.5 Initiate Dynamic Capacity Add (5604h)
seq:
  - id: host_id
    type: u2
    doc: Host that is to get the capacity.
  - id: selection_policy
    type: u1
    doc: 0 free, 1 contiguous, 2 prescriptive, 3 enable shared access.
  - id: region
    type: u1
    doc: Index of the region that the capacity comes from.
  - id: length
    type: u8
    doc: Capacity to add in bytes, where the policy leaves the extents to the device.
  - id: tag
    size: 16
    doc: |
      Tag of the capacity, all zero for none. Opaque; written out as text it reads first byte first,
      like a UUID.
  - id: count
    type: u4
    doc: Extents that follow.
  - id: extents
    type: extent
    repeat: expr
    repeat-expr: count
    doc: What to add, for the prescriptive policy.
