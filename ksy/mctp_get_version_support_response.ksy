meta:
  id: mctp_get_version_support_response
  title: Get MCTP Version Support, response
  license: MIT
  ks-version: '0.11'
  imports:
    - mctp_control_header
    - mctp_version
  endian: le
  bit-endian: le
doc: The versions, 5 bytes and 4 for each.
doc-ref: DSP0236 12.6 Get MCTP Version Support (04h)
seq:
  - id: header
    type: mctp_control_header
    doc: Command 4.
  - id: completion_code
    type: u1
    doc: 0 for success, else why not.
  - id: version_count
    type: u1
    doc: Versions that follow.
  - id: versions
    type: mctp_version
    repeat: expr
    repeat-expr: version_count
    doc: The oldest first.
