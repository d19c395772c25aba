meta:
  id: security_receive_response
  title: Security Receive, response
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Output of Security Receive, the bytes that the protocol answers with.
doc-ref: CXL r3.1 8.2.9.9.7.2 Security Receive (4601h)
seq:
  - id: data
    size-eos: true
    doc: Data of the protocol.
