meta:
  id: ppr_writable
  title: sPPR and hPPR, writable attributes
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: What Set Feature takes of sPPR and hPPR, 3 bytes.
doc-ref: CXL r3.1 8.2.9.7.2.1 sPPR and 8.2.9.7.2.2 hPPR Feature Discovery and Configuration
seq:
  - id: device_initiated
    type: b1
    doc: The device is to start operations.
  - id: mode_reserved
    type: b15
    doc: Reserved, kept as read.
  - id: sparing_records
    type: b1
    doc: There are to be Memory Sparing Event Records.
  - id: device_initiated_at_boot
    type: b1
    doc: The device is to start operations at boot.
  - id: repair_mode_reserved
    type: b6
    doc: Reserved, kept as read.
