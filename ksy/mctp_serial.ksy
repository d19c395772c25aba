meta:
  id: mctp_serial
  title: MCTP serial frame
  license: MIT
  ks-version: '0.11'
  imports:
    - mctp_serial_trailer
  endian: le
  bit-endian: le
doc: A frame on a serial line, once the escaped bytes of its packet are what they were.
doc-ref: DSP0253 Packet framing
seq:
  - id: framing_flag
    type: u1
    doc: 7Eh.
  - id: serial_revision
    type: u1
    doc: 1.
  - id: byte_count
    type: u1
    doc: Bytes of the packet.
  - id: packet
    size: byte_count
    doc: mctp_packet reads it.
  - id: tail
    type: mctp_serial_trailer
    doc: Directly after the packet.
