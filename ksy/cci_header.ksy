meta:
  id: cci_header
  title: CCI message header
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: The 12 bytes in front of every CCI message.
doc-ref: CXL r3.1 Figure 7-19 CCI Message Header
seq:
  - id: category
    type: b4
    doc: 0 request, 1 response.
  - id: category_reserved
    type: b4
    doc: Reserved, kept as read.
  - id: message_tag
    type: u1
    doc: Chosen by the requester; the response repeats it.
  - id: reserved2
    size: 1
    doc: Reserved, kept as read.
  - id: opcode
    type: u2
    doc: Low byte the command, high byte the command set.
  - id: payload_length
    type: b21
    doc: Bytes that follow this header.
  - id: length_reserved
    type: b2
    doc: Reserved, kept as read.
  - id: background_operation
    type: b1
    doc: The command goes on in the background.
  - id: return_code
    type: u2
    doc: Outcome of the command in a response; 0 in a request.
  - id: vendor_status
    type: u2
    doc: Vendor-specific extended status; a receiver of requests ignores it.
