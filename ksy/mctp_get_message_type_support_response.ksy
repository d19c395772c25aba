meta:
  id: mctp_get_message_type_support_response
  title: Get Message Type Support, response
  license: MIT
  ks-version: '0.11'
  imports:
    - mctp_control_header
  endian: le
  bit-endian: le
doc: The message types, 5 bytes and 1 for each.
doc-ref: DSP0236 12.7 Get Message Type Support (05h)
seq:
  - id: header
    type: mctp_control_header
    doc: Command 5.
  - id: completion_code
    type: u1
    doc: 0 for success, else why not.
  - id: type_count
    type: u1
    doc: Types that follow.
  - id: types
    size: type_count
    doc: A message type each.
