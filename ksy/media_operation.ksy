meta:
  id: media_operation
  title: Media operation
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: An operation of Media Operations, 2 bytes.
doc-ref: CXL r3.1 8.2.9.9.5.3 Media Operations (4402h)
seq:
  - id: operation_class
    type: u1
    doc: 0 general, 1 sanitize.
  - id: subclass
    type: u1
    doc: Of class 0 0 tells of the others; of class 1 0 sanitizes, 1 writes zeros.
