meta:
  id: doe_discovery_request
  title: DOE Discovery, request
  license: MIT
  ks-version: '0.11'
  imports:
    - doe_header
  endian: le
  bit-endian: le
doc: Asks what type of object is at an index, 12 bytes.
doc-ref: PCIe r6.0 6.30.1.1 DOE Discovery, request
seq:
  - id: header
    type: doe_header
    doc: Vendor 1, type 0.
  - id: index
    type: u1
    doc: 0 first, then what the response says.
  - id: reserved9
    size: 3
    doc: Reserved, kept as read.
