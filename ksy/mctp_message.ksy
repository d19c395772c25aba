meta:
  id: mctp_message
  title: MCTP message
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: |
  A whole message: its type, then what the type defines.
doc-ref: 'DSP0236 MCTP packet fields: message type'
seq:
  - id: message_type
    type: b7
    doc: 0 control, 7 CXL Fabric Manager API, 8 CXL CCI.
  - id: integrity_check
    type: b1
    doc: An integrity check ends the body.
  - id: body
    size-eos: true
    doc: Defined by the type.
