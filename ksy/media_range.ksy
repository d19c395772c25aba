meta:
  id: media_range
  title: Range of Media Operations
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: A range to sanitize or to fill with zeros, 16 bytes.
doc-ref: CXL r3.1 8.2.9.9.5.3 Media Operations (4402h)
seq:
  - id: start_dpa
    type: u8
    doc: First device physical address.
  - id: length
    type: u8
    doc: Length in bytes.
