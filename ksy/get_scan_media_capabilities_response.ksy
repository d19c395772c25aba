meta:
  id: get_scan_media_capabilities_response
  title: Get Scan Media Capabilities, response
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Output of Get Scan Media Capabilities, 4 bytes.
doc-ref: CXL r3.1 8.2.9.9.4.4 Get Scan Media Capabilities (4303h)
seq:
  - id: estimated_time
    type: u4
    doc: How long a scan would take, in milliseconds.
