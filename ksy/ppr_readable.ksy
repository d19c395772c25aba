meta:
  id: ppr_readable
  title: sPPR and hPPR, readable attributes
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: What Get Feature has of sPPR and hPPR, 20 bytes.
doc-ref: CXL r3.1 8.2.9.7.2.1 sPPR and 8.2.9.7.2.2 hPPR Feature Discovery and Configuration
seq:
  - id: max_latency
    type: u1
    doc: Longest time of an operation, 5 for 100 ms.
  - id: device_initiated_capable
    type: b1
    doc: The device could start operations.
  - id: capabilities_reserved
    type: b15
    doc: Reserved, kept as read.
  - id: device_initiated
    type: b1
    doc: The device starts operations.
  - id: mode_reserved
    type: b15
    doc: Reserved, kept as read.
  - id: operation_class
    type: u1
    doc: Class for Perform Maintenance.
  - id: operation_subclass
    type: u1
    doc: Subclass for Perform Maintenance.
  - id: reserved7
    size: 9
    doc: Reserved, kept as read.
  - id: dpa_supported
    type: b1
    doc: Perform Maintenance takes a DPA.
  - id: nibble_mask_supported
    type: b1
    doc: Perform Maintenance takes a nibble mask.
  - id: sparing_records_capable
    type: b1
    doc: There can be Memory Sparing Event Records.
  - id: device_initiated_at_boot_capable
    type: b1
    doc: The device could start operations at boot.
  - id: flags_reserved
    type: b4
    doc: Reserved, kept as read.
  - id: media_inaccessible
    type: b1
    doc: Media cannot be accessed meanwhile.
  - id: restrictions_reserved1
    type: b1
    doc: Reserved, kept as read.
  - id: data_lost
    type: b1
    doc: Data is not retained.
  - id: restrictions_reserved
    type: b13
    doc: Reserved, kept as read.
  - id: sparing_records
    type: b1
    doc: There are Memory Sparing Event Records.
  - id: device_initiated_at_boot
    type: b1
    doc: The device starts operations at boot.
  - id: repair_mode_reserved
    type: b6
    doc: Reserved, kept as read.
