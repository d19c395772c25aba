meta:
  id: get_multi_headed_info_request
  title: Get Multi-Headed Info, request
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Input of Get Multi-Headed Info, 2 bytes.
doc-ref: CXL r3.1 7.6.7.5.1 Get Multi-Headed Info (5500h)
seq:
  - id: start_ld_id
    type: u1
    doc: The first logical device wanted.
  - id: ld_map_list_limit
    type: u1
    doc: How many are wanted at most.
