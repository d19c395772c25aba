meta:
  id: get_response_message_limit_response
  title: Get Response Message Limit, response
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Output of Get Response Message Limit, 1 byte.
doc-ref: CXL r3.1 8.2.9.1.3 Get Response Message Limit (0003h)
seq:
  - id: limit
    type: u1
    doc: Limit in force, as n of 2^n bytes.
