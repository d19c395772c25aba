meta:
  id: media_operations_discovery
  title: Discovery of Media Operations
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: What discovery is asked, 4 bytes.
doc-ref: CXL r3.1 8.2.9.9.5.3 Media Operations (4402h)
seq:
  - id: start_index
    type: u2
    doc: The first operation to tell of.
  - id: operation_count
    type: u2
    doc: Operations to tell of, at most.
