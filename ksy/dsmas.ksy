meta:
  id: dsmas
  title: Device Scoped Memory Affinity Structure
  license: MIT
  ks-version: '0.11'
  imports:
    - cdat_structure_header
  endian: le
  bit-endian: le
doc: A range of device addresses and its attributes, 24 bytes.
doc-ref: CDAT 1.03 Table 3 Device Scoped Memory Affinity Structure
seq:
  - id: header
    type: cdat_structure_header
    doc: Type 0, length 24.
  - id: dsmad_handle
    type: u1
    doc: Names the range to other structures.
  - id: flags_low_reserved
    type: b2
    doc: Reserved, kept as read.
  - id: non_volatile
    type: b1
    doc: Memory keeps its content without power.
  - id: sharable
    type: b1
    doc: Several hosts may share capacity.
  - id: hardware_managed_coherency
    type: b1
    doc: Hardware keeps the hosts' caches coherent.
  - id: interconnect_specific_management
    type: b1
    doc: Dynamic capacity is managed by means of the interconnect.
  - id: read_only
    type: b1
    doc: Hosts may read only.
  - id: flags_high_reserved
    type: b1
    doc: Reserved, kept as read.
  - id: reserved6
    size: 2
    doc: Reserved, kept as read.
  - id: base_dpa
    type: u8
    doc: First device physical address, in bytes.
  - id: length
    type: u8
    doc: Length in bytes.
