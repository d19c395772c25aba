meta:
  id: activate_fw_request
  title: Activate FW, request
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Input of Activate FW, 2 bytes.
doc-ref: CXL r3.1 8.2.9.3.3 Activate FW (0202h)
seq:
  - id: action
    type: u1
    doc: 0 at once, 1 at the next cold reset.
  - id: slot
    type: u1
    doc: The slot with the firmware, from 1 on.
