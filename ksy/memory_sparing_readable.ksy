meta:
  id: memory_sparing_readable
  title: Memory sparing, readable attributes
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: What Get Feature has of a memory sparing feature, 19 bytes.
doc-ref: CXL r3.1 8.2.9.7.2.3 Memory Sparing Features Discovery and Configuration
seq:
  - id: max_latency
    type: u1
    doc: Longest time of an operation, 5 for 100 ms.
  - id: device_initiated_capable
    type: b1
    doc: The device could start operations.
  - id: capabilities_reserved
    type: b15
    doc: Reserved, kept as read.
  - id: device_initiated
    type: b1
    doc: The device starts operations.
  - id: mode_reserved
    type: b15
    doc: Reserved, kept as read.
  - id: operation_class
    type: u1
    doc: Class for Perform Maintenance.
  - id: operation_subclass
    type: u1
    doc: Subclass for Perform Maintenance.
  - id: reserved7
    size: 10
    doc: Reserved, kept as read.
  - id: unsafe_in_use
    type: b1
    doc: Not safe while the memory is in use.
  - id: hard_sparing_supported
    type: b1
    doc: Hard sparing works.
  - id: soft_sparing_supported
    type: b1
    doc: Soft sparing works.
  - id: restrictions_reserved
    type: b13
    doc: Reserved, kept as read.
