meta:
  id: remove_dc_reference_request
  title: Dynamic Capacity Remove Reference, request
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Input of Dynamic Capacity Remove Reference, 16 bytes.
doc-ref: CXL r3.1 7.6.7.6.8 Dynamic Capacity Remove Reference (5607h)
seq:
  - id: tag
    size: 16
    doc: |
      Capacity with this tag is free again once no host holds it. Opaque; written out as text it
      reads first byte first, like a UUID.
