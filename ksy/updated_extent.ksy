meta:
  id: updated_extent
  title: Updated Extent
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: An extent as a host names it when it accepts or releases one, 24 bytes.
doc-ref: CXL r3.1 8.2.9.9.9.3 Updated Extent
seq:
  - id: start_dpa
    type: u8
    doc: First device physical address, in bytes.
  - id: length
    type: u8
    doc: Length in bytes.
  - id: reserved16
    size: 8
    doc: Reserved, kept as read.
