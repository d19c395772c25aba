meta:
  id: tunnel_management_response
  title: Tunnel Management Command, response
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Output of Tunnel Management Command, 4 bytes, then the CCI message that came back.
doc-ref: CXL r3.1 7.6.7.3.1 Tunnel Management Command (5300h)
seq:
  - id: response_size
    type: u2
    doc: Bytes that follow.
  - id: reserved2
    size: 2
    doc: Reserved, kept as read.
  - id: response
    size: response_size
    doc: A CCI message, header and payload; cci_message reads it.
