meta:
  id: mctp_packet
  title: MCTP packet
  license: MIT
  ks-version: '0.11'
  imports:
    - mctp_header
  endian: le
  bit-endian: le
doc: A header of 4 bytes, then all of a message or a part of it.
doc-ref: DSP0236 MCTP packet fields
seq:
  - id: header
    type: mctp_header
    doc: Whose packet it is.
  - id: payload
    size-eos: true
    doc: A message, or a part of one.
