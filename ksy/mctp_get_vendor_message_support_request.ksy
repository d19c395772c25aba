meta:
  id: mctp_get_vendor_message_support_request
  title: Get Vendor Defined Message Support, request
  license: MIT
  ks-version: '0.11'
  imports:
    - mctp_control_header
  endian: le
  bit-endian: le
doc: Asks for a vendor's identifier, 4 bytes.
doc-ref: DSP0236 12.8 Get Vendor Defined Message Support (06h)
seq:
  - id: header
    type: mctp_control_header
    doc: Command 6.
  - id: vendor_id_set_selector
    type: u1
    doc: Which of them, from 0 on.
