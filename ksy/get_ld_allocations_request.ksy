meta:
  id: get_ld_allocations_request
  title: Get LD Allocations, request
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Input of Get LD Allocations, 2 bytes.
doc-ref: CXL r3.1 7.6.7.4.2 Get LD Allocations (5401h)
seq:
  - id: start_ld_id
    type: u1
    doc: The first logical device wanted.
  - id: allocation_list_limit
    type: u1
    doc: How many are wanted at most.
