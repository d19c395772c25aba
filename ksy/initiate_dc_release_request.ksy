meta:
  id: initiate_dc_release_request
  title: Initiate Dynamic Capacity Release, request
  license: MIT
  ks-version: '0.11'
  imports:
    - extent
  endian: le
  bit-endian: le
doc: Input of Initiate Dynamic Capacity Release, 32 bytes and 40 for each extent.
doc-ref: CXL r3.1 7.6.7.6.6 Initiate Dynamic Capacity Release (5605h)
seq:
  - id: host_id
    type: u2
    doc: Host that is to give the capacity back.
  - id: removal_policy
    type: b4
    doc: 0 tag-based, 1 prescriptive.
  - id: forced_removal
    type: b1
    doc: The host loses access at once, without being asked.
  - id: sanitize_on_release
    type: b1
    doc: The capacity is to be sanitized.
  - id: flags_reserved
    type: b2
    doc: Reserved, kept as read.
  - id: reserved3
    size: 1
    doc: Reserved, kept as read.
  - id: length
    type: u8
    doc: Capacity to release in bytes, where the policy leaves the extents to the device.
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
    doc: What to release, for the prescriptive policy.
