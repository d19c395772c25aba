meta:
  id: ld_allocation
  title: LD allocation
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Memory of a logical device, 16 bytes.
doc-ref: CXL r3.1 7.6.7.4.2 Get LD Allocations (5401h), LD Allocation
seq:
  - id: range1_multiplier
    type: u8
    doc: Range 1, in units of the granularity.
  - id: range2_multiplier
    type: u8
    doc: Range 2, in units of the granularity.
