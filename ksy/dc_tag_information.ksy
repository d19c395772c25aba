meta:
  id: dc_tag_information
  title: Dynamic Capacity tag information
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: One tag of Dynamic Capacity List Tags, 84 bytes.
doc-ref: CXL r3.1 7.6.7.6.9 Dynamic Capacity Tag Information
seq:
  - id: tag
    size: 16
    doc: Opaque; written out as text it reads first byte first, like a UUID.
  - id: flags
    type: u1
    doc: Bit mask.
  - id: reserved17
    size: 3
    doc: Reserved, kept as read.
  - id: reference_bitmap
    size: 32
    doc: Bit n of byte m set where host 8 m + n holds capacity with the tag.
  - id: pending_bitmap
    size: 32
    doc: Bit n of byte m set where capacity with the tag is offered to host 8 m + n.
