meta:
  id: get_ld_allocations_response
  title: Get LD Allocations, response
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
  imports:
    - ld_allocation
doc: Output of Get LD Allocations, 4 bytes and 16 for each logical device.
doc-ref: CXL r3.1 7.6.7.4.2 Get LD Allocations (5401h)
seq:
  - id: ld_count
    type: u1
    doc: Logical devices of the device.
  - id: memory_granularity
    type: u1
    doc: Unit, 2^n times 256 MiB.
  - id: start_ld_id
    type: u1
    doc: The first logical device that follows.
  - id: allocation_count
    type: u1
    doc: How many follow.
  - id: allocations
    type: ld_allocation
    repeat: expr
    repeat-expr: allocation_count
    doc: Their memory.
