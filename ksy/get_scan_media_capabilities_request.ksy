meta:
  id: get_scan_media_capabilities_request
  title: Get Scan Media Capabilities, request
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Input of Get Scan Media Capabilities, 16 bytes.
doc-ref: CXL r3.1 8.2.9.9.4.4 Get Scan Media Capabilities (4303h)
seq:
  - id: address
    type: u8
    doc: First address, a multiple of 64.
  - id: length
    type: u8
    doc: Length in units of 64 bytes.
