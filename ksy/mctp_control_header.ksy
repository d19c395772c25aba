meta:
  id: mctp_control_header
  title: MCTP control message, header
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: First 3 bytes of every control message, its type included.
doc-ref: DSP0236 MCTP control message format
seq:
  - id: message_type
    type: b7
    doc: 0.
  - id: integrity_check
    type: b1
    doc: 0.
  - id: instance_id
    type: b5
    doc: Chosen by the requester; the response repeats it.
  - id: instance_reserved
    type: b1
    doc: Reserved, kept as read.
  - id: datagram
    type: b1
    doc: A request without a response.
  - id: request
    type: b1
    doc: 1 in a request, 0 in a response.
  - id: command_code
    type: u1
    doc: Which command.
