meta:
  id: transfer_fw_request
  title: Transfer FW, request
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Input of Transfer FW, 128 bytes, then the data of the part.
doc-ref: CXL r3.1 8.2.9.3.2 Transfer FW (0201h)
seq:
  - id: action
    type: u1
    doc: 0 whole package, 1 first part, 2 a part in between, 3 last part, 4 nothing more.
  - id: slot
    type: u1
    doc: The slot that the package is for, from 1 on.
  - id: reserved2
    size: 2
    doc: Reserved, kept as read.
  - id: offset
    type: u4
    doc: Where the part begins in the package, in units of 128 bytes.
  - id: reserved8
    size: 64
    doc: The first 64 of 120 reserved bytes, kept as read.
  - id: reserved72
    size: 56
    doc: The last 56 of 120 reserved bytes, kept as read.
  - id: data
    size-eos: true
    doc: The part; its length is what the payload has left.
