meta:
  id: mctp_get_version_support_request
  title: Get MCTP Version Support, request
  license: MIT
  ks-version: '0.11'
  imports:
    - mctp_control_header
  endian: le
  bit-endian: le
doc: Asks for versions, 4 bytes.
doc-ref: DSP0236 12.6 Get MCTP Version Support (04h)
seq:
  - id: header
    type: mctp_control_header
    doc: Command 4.
  - id: message_type_number
    type: u1
    doc: Message type, or FFh for MCTP itself.
