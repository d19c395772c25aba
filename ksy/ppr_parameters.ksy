meta:
  id: ppr_parameters
  title: sPPR and hPPR, parameters of the operation
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: What Perform Maintenance takes of sPPR and hPPR, 12 bytes.
doc-ref: CXL r3.1 8.2.9.7.1.2 sPPR and 8.2.9.7.1.3 hPPR Maintenance Operation
seq:
  - id: query_resources
    type: b1
    doc: Only asks whether there are resources.
  - id: flags_reserved
    type: b7
    doc: Reserved, kept as read.
  - id: dpa
    type: u8
    doc: What to repair.
  - id: nibble_mask
    type: b24
    doc: Nibbles of the memory bus.
