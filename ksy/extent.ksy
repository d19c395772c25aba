meta:
  id: extent
  title: Dynamic Capacity Extent
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: A run of dynamic capacity, 40 bytes.
doc-ref: CXL r3.1 Table 8-51 Dynamic Capacity Extent
seq:
  - id: start_dpa
    type: u8
    doc: First device physical address, in bytes.
  - id: length
    type: u8
    doc: Length in bytes.
  - id: tag
    size: 16
    doc: Opaque; written out as text it reads first byte first, like a UUID.
  - id: shared_extent_sequence
    type: u2
    doc: Place of the extent within its tag if shared, else 0.
  - id: reserved34
    size: 6
    doc: Reserved, kept as read.
