meta:
  id: cdat_structure_header
  title: CDAT Structure Header
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: First 4 bytes of each structure of the CDAT.
doc-ref: CDAT 1.03 Table 2 CDAT Structure
seq:
  - id: type
    type: u1
    doc: 0 DSMAS, 1 DSLBIS, 2 DSMSCIS, 3 DSIS, 4 DSEMTS, 5 SSLBIS.
  - id: reserved1
    size: 1
    doc: Reserved, kept as read.
  - id: length
    type: u2
    doc: Bytes of the structure, this header included.
