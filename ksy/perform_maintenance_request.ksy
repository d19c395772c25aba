meta:
  id: perform_maintenance_request
  title: Perform Maintenance, request
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Input of Perform Maintenance, 2 bytes, then the parameters of the operation.
doc-ref: CXL r3.1 8.2.9.7.1 Perform Maintenance (0600h)
seq:
  - id: operation_class
    type: u1
    doc: 0 none, 1 PPR, 2 memory sparing.
  - id: operation_subclass
    type: u1
    doc: PPR 0 soft, 1 hard; sparing 0 cacheline, 1 row, 2 bank, 3 rank.
  - id: parameters
    size-eos: true
    doc: What the operation takes.
