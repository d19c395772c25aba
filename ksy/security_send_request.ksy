meta:
  id: security_send_request
  title: Security Send, request
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Input of Security Send, 8 bytes, then what the protocol defines.
doc-ref: CXL r3.1 8.2.9.9.7.1 Security Send (4600h)
seq:
  - id: security_protocol
    type: u1
    doc: Number of the security protocol, 0 is information about protocols.
  - id: sp_specific
    type: u2
    doc: Means what the protocol defines.
  - id: reserved3
    size: 5
    doc: Reserved, kept as read.
  - id: data
    size-eos: true
    doc: Data of the protocol; its length is what the payload has left.
