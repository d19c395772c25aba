meta:
  id: mctp_get_endpoint_id_response
  title: Get Endpoint ID, response
  license: MIT
  ks-version: '0.11'
  imports:
    - mctp_control_header
  endian: le
  bit-endian: le
doc: The EID and what kind it is of, 7 bytes.
doc-ref: DSP0236 12.4 Get Endpoint ID (02h)
seq:
  - id: header
    type: mctp_control_header
    doc: Command 2.
  - id: completion_code
    type: u1
    doc: 0 for success, else why not.
  - id: endpoint_id
    type: u1
    doc: The EID, 0 for none.
  - id: endpoint_id_type
    type: b2
    doc: 0 dynamic, 1 to 3 static.
  - id: id_type_reserved
    type: b2
    doc: Reserved, kept as read.
  - id: endpoint_type
    type: b2
    doc: 0 simple endpoint, 1 bus owner or bridge.
  - id: type_reserved
    type: b2
    doc: Reserved, kept as read.
  - id: medium_specific
    type: u1
    doc: Of the medium's binding.
