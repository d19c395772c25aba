meta:
  id: get_multi_headed_info_response
  title: Get Multi-Headed Info, response
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Output of Get Multi-Headed Info, 8 bytes and one for each logical device.
doc-ref: CXL r3.1 7.6.7.5.1 Get Multi-Headed Info (5500h)
seq:
  - id: ld_count
    type: u1
    doc: Logical devices of the device.
  - id: head_count
    type: u1
    doc: Heads of the device.
  - id: reserved2
    size: 2
    doc: Reserved, kept as read.
  - id: start_ld_id
    type: u1
    doc: The first logical device that follows.
  - id: ld_map_length
    type: u1
    doc: How many follow.
  - id: reserved6
    size: 2
    doc: Reserved, kept as read.
  - id: ld_map
    size: ld_map_length
    doc: The head of each.
