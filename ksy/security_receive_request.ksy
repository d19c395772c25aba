meta:
  id: security_receive_request
  title: Security Receive, request
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Input of Security Receive, 8 bytes.
doc-ref: CXL r3.1 8.2.9.9.7.2 Security Receive (4601h)
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
