meta:
  id: mctp_get_endpoint_uuid_response
  title: Get Endpoint UUID, response
  license: MIT
  ks-version: '0.11'
  imports:
    - mctp_control_header
  endian: le
  bit-endian: le
doc: The UUID, 20 bytes.
doc-ref: DSP0236 12.5 Get Endpoint UUID (03h)
seq:
  - id: header
    type: mctp_control_header
    doc: Command 3.
  - id: completion_code
    type: u1
    doc: 0 for success, else why not.
  - id: uuid
    size: 16
    doc: First byte first.
