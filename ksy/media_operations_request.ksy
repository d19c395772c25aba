meta:
  id: media_operations_request
  title: Media Operations, request
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Input of Media Operations, 8 bytes, then what the operation is about.
doc-ref: CXL r3.1 8.2.9.9.5.3 Media Operations (4402h)
seq:
  - id: operation_class
    type: u1
    doc: 0 general, 1 sanitize.
  - id: subclass
    type: u1
    doc: Which operation of the class.
  - id: reserved2
    size: 2
    doc: Reserved, kept as read.
  - id: range_count
    type: u4
    doc: Ranges that follow, 16 bytes each; 0 for discovery.
  - id: arguments
    size-eos: true
    doc: Ranges, or what discovery is asked.
