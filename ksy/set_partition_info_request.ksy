meta:
  id: set_partition_info_request
  title: Set Partition Info, request
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Input of Set Partition Info, 9 bytes, or 10 as Linux sends it.
doc-ref: CXL r3.1 8.2.9.9.2.2 Set Partition Info (4101h)
seq:
  - id: volatile_capacity
    type: u8
    doc: How much of the partitionable capacity is to be volatile, in units of 256 MiB.
  - id: immediate
    type: b1
    doc: 1 at once, not after a reset.
  - id: flags_reserved
    type: b7
    doc: Reserved, kept as read.
  - id: reserved9
    size: 1
    if: not _io.eof
    doc: A byte that Linux sends and that may be missing, kept as read.
