meta:
  id: set_response_message_limit_request
  title: Set Response Message Limit, request
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Input of Set Response Message Limit, 1 byte.
doc-ref: CXL r3.1 8.2.9.1.4 Set Response Message Limit (0004h)
seq:
  - id: limit
    type: u1
    doc: Limit asked for, as n of 2^n bytes.
