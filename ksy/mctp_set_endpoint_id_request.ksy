meta:
  id: mctp_set_endpoint_id_request
  title: Set Endpoint ID, request
  license: MIT
  ks-version: '0.11'
  imports:
    - mctp_control_header
  endian: le
  bit-endian: le
doc: Gives the endpoint an EID, 5 bytes.
doc-ref: DSP0236 12.3 Set Endpoint ID (01h)
seq:
  - id: header
    type: mctp_control_header
    doc: Command 1.
  - id: operation
    type: b2
    doc: 0 set, 1 force, 2 reset, 3 set discovered flag.
  - id: operation_reserved
    type: b6
    doc: Reserved, kept as read.
  - id: endpoint_id
    type: u1
    doc: The EID.
