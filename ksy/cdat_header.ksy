meta:
  id: cdat_header
  title: CDAT Header
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: First 16 bytes of the Coherent Device Attribute Table.
doc-ref: CDAT 1.03 Table 1 Coherent Device Attribute Table
seq:
  - id: length
    type: u4
    doc: Bytes of the whole table.
  - id: revision
    type: u1
    doc: Revision of the table.
  - id: checksum
    type: u1
    doc: The bytes of the whole table add up to 0 modulo 256.
  - id: reserved6
    size: 6
    doc: Reserved, kept as read.
  - id: sequence
    type: u4
    doc: Changes with the table.
