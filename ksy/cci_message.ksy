meta:
  id: cci_message
  title: CCI message
  license: MIT
  ks-version: '0.11'
  imports:
    - cci_header
  endian: le
  bit-endian: le
doc: |
  One message as it travels on the stream: header, then a payload whose layout depends on the opcode
  and the category.
doc-ref: CXL r3.1 Figure 7-19 CCI Message Header
seq:
  - id: header
    type: cci_header
    doc: Says how long the payload is.
  - id: payload
    size: header.payload_length
    doc: Raw bytes; the layout named after the opcode reads them.
