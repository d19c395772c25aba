meta:
  id: mctp_get_vendor_message_support_response
  title: Get Vendor Defined Message Support, response
  license: MIT
  ks-version: '0.11'
  imports:
    - mctp_control_header
  endian: le
  bit-endian: le
doc: A vendor's identifier and version, behind 6 bytes.
doc-ref: DSP0236 12.8 Get Vendor Defined Message Support (06h)
seq:
  - id: header
    type: mctp_control_header
    doc: Command 6.
  - id: completion_code
    type: u1
    doc: 0 for success, else why not.
  - id: vendor_id_set_selector
    type: u1
    doc: The next one, FFh after the last.
  - id: vendor_id_format
    type: u1
    doc: 0 PCI, 1 IANA.
  - id: vendor_id
    size-eos: true
    doc: Identifier, then 2 bytes of version.
