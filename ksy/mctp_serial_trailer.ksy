meta:
  id: mctp_serial_trailer
  title: MCTP serial frame, trailer
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: The 3 bytes that end a frame; none of them is escaped.
doc-ref: DSP0253 Packet framing
seq:
  - id: fcs_high
    type: u1
    doc: Frame check sequence, the high byte comes first.
  - id: fcs_low
    type: u1
    doc: Its low byte.
  - id: framing_flag
    type: u1
    doc: 7Eh.
