meta:
  id: dslbis
  title: Device Scoped Latency and Bandwidth Information Structure
  license: MIT
  ks-version: '0.11'
  imports:
    - cdat_structure_header
  endian: le
  bit-endian: le
doc: Latency or bandwidth of a range, 24 bytes.
doc-ref: CDAT 1.03 Table 5 Device Scoped Latency and Bandwidth Information Structure
seq:
  - id: header
    type: cdat_structure_header
    doc: Type 1, length 24.
  - id: handle
    type: u1
    doc: Handle of a DSMAS.
  - id: memory_hierarchy
    type: b4
    doc: 0, the memory; 1 to 3, levels of memory side cache.
  - id: flags_reserved
    type: b4
    doc: Reserved, kept as read.
  - id: data_type
    type: u1
    doc: 0 access latency, 1 read latency, 2 write latency, 3 to 5 the same of bandwidth.
  - id: reserved7
    size: 1
    doc: Reserved, kept as read.
  - id: entry_base_unit
    type: u8
    doc: Picoseconds, or megabytes per second, that 1 in an entry means.
  - id: entry0
    type: u2
    doc: Latency or bandwidth, in base units.
  - id: entry1
    type: u2
    doc: As entry0, where it is no memory.
  - id: entry2
    type: u2
    doc: As entry0, where it is no memory.
  - id: reserved22
    size: 2
    doc: Reserved, kept as read.
