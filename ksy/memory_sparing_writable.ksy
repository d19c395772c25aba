meta:
  id: memory_sparing_writable
  title: Memory sparing, writable attributes
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: What Set Feature takes of a memory sparing feature, 2 bytes.
doc-ref: CXL r3.1 8.2.9.7.2.3 Memory Sparing Features Discovery and Configuration
seq:
  - id: device_initiated
    type: b1
    doc: The device is to start operations.
  - id: mode_reserved
    type: b15
    doc: Reserved, kept as read.
