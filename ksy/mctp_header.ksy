meta:
  id: mctp_header
  title: MCTP transport header
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: First 4 bytes of every MCTP packet.
doc-ref: DSP0236 MCTP transport header
seq:
  - id: header_version
    type: b4
    doc: 1.
  - id: version_reserved
    type: b4
    doc: Reserved, kept as read.
  - id: destination_eid
    type: u1
    doc: Endpoint that the packet is for.
  - id: source_eid
    type: u1
    doc: Endpoint that sends it.
  - id: message_tag
    type: b3
    doc: Chosen by the tag owner; the response repeats it.
  - id: tag_owner
    type: b1
    doc: The sender chose the tag.
  - id: packet_sequence
    type: b2
    doc: Counts the packets of a message, modulo 4.
  - id: end_of_message
    type: b1
    doc: Last packet of a message.
  - id: start_of_message
    type: b1
    doc: First packet of a message.
