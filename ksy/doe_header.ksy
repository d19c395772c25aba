meta:
  id: doe_header
  title: DOE Data Object Header
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: First 8 bytes of each data object of a Data Object Exchange mailbox.
doc-ref: PCIe r6.0 6.30.1 DOE Data Object Header
seq:
  - id: vendor_id
    type: u2
    doc: Vendor that defines the type, 1 for PCI-SIG, 1E98h for CXL.
  - id: data_object_type
    type: u1
    doc: Type of the object.
  - id: reserved3
    size: 1
    doc: Reserved, kept as read.
  - id: length
    type: b18
    doc: Length of the whole object in dwords, this header included; 0 for 2^18.
  - id: length_reserved
    type: b14
    doc: Reserved, kept as read.
