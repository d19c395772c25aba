meta:
  id: mctp_control_response
  title: MCTP control message, response
  license: MIT
  ks-version: '0.11'
  imports:
    - mctp_control_header
  endian: le
  bit-endian: le
doc: What every response begins with, and all of an error, 4 bytes.
doc-ref: DSP0236 MCTP control message format, response
seq:
  - id: header
    type: mctp_control_header
    doc: Of the request, request bit cleared.
  - id: completion_code
    type: u1
    doc: 0 for success, else why not.
