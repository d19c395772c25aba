meta:
  id: device_head
  title: Head info
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Port and link of a head, 9 bytes.
doc-ref: CXL r3.1 7.6.7.5.2 Get Head Info (5501h), Head Info
seq:
  - id: port_number
    type: u1
    doc: Port of the head.
  - id: maximum_link_width
    type: u1
    doc: As in PCIe Link Capabilities.
  - id: negotiated_link_width
    type: u1
    doc: As in PCIe Link Status.
  - id: supported_link_speeds
    type: u1
    doc: As in PCIe Link Capabilities 2, a bit mask.
  - id: maximum_link_speed
    type: u1
    doc: As in PCIe Link Capabilities.
  - id: current_link_speed
    type: u1
    doc: As in PCIe Link Status.
  - id: ltssm_state
    type: u1
    doc: State of the link, 4 for L0.
  - id: first_negotiated_lane
    type: u1
    doc: The first lane in use.
  - id: link_state_flags
    type: u1
    doc: Bit 0 lanes are reversed, bit 1 the port is in reset.
