meta:
  id: media_error_record
  title: Media Error Record
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Poisoned memory, 16 bytes.
doc-ref: CXL r3.1 8.2.9.9.4.1 Media Error Record
seq:
  - id: source
    type: b3
    doc: 0 unknown, 1 external, 2 internal, 3 injected, 7 vendor specific.
  - id: address_reserved
    type: b3
    doc: Reserved, kept as read.
  - id: address
    type: b58
    doc: First address in units of 64 bytes.
  - id: length
    type: u4
    doc: Length in units of 64 bytes.
  - id: reserved12
    size: 4
    doc: Reserved, kept as read.
