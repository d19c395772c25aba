meta:
  id: add_dc_reference_request
  title: Dynamic Capacity Add Reference, request
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Input of Dynamic Capacity Add Reference, 16 bytes.
doc-ref: CXL r3.1 7.6.7.6.7 Dynamic Capacity Add Reference (5606h)
seq:
  - id: tag
    size: 16
    doc: |
      Capacity with this tag stays allocated when the last host releases it. Opaque; written out as
      text it reads first byte first, like a UUID.
