meta:
  id: set_ld_allocations_response
  title: Set LD Allocations, response
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
  imports:
    - ld_allocation
doc: Output of Set LD Allocations, 4 bytes and 16 for each logical device.
doc-ref: CXL r3.1 7.6.7.4.3 Set LD Allocations (5402h)
seq:
  - id: ld_count
    type: u1
    doc: How many logical devices follow.
  - id: start_ld_id
    type: u1
    doc: The first of them.
  - id: reserved2
    size: 2
    doc: Reserved, kept as read.
  - id: allocations
    type: ld_allocation
    repeat: expr
    repeat-expr: ld_count
    doc: Their memory.
