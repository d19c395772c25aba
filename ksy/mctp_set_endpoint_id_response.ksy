meta:
  id: mctp_set_endpoint_id_response
  title: Set Endpoint ID, response
  license: MIT
  ks-version: '0.11'
  imports:
    - mctp_control_header
  endian: le
  bit-endian: le
doc: Which EID the endpoint has now, 7 bytes.
doc-ref: DSP0236 12.3 Set Endpoint ID (01h)
seq:
  - id: header
    type: mctp_control_header
    doc: Command 1.
  - id: completion_code
    type: u1
    doc: 0 for success, else why not.
  - id: allocation_status
    type: b2
    doc: 0 for no pool of EIDs.
  - id: allocation_reserved
    type: b2
    doc: Reserved, kept as read.
  - id: assignment_status
    type: b2
    doc: 0 accepted, 1 rejected.
  - id: assignment_reserved
    type: b2
    doc: Reserved, kept as read.
  - id: endpoint_id
    type: u1
    doc: The EID.
  - id: eid_pool_size
    type: u1
    doc: EIDs that it wants to give away.
