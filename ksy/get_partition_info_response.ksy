meta:
  id: get_partition_info_response
  title: Get Partition Info, response
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Output of Get Partition Info, 32 bytes.
doc-ref: CXL r3.1 8.2.9.9.2.1 Get Partition Info (4100h)
seq:
  - id: active_volatile_capacity
    type: u8
    doc: Volatile capacity now, in units of 256 MiB.
  - id: active_persistent_capacity
    type: u8
    doc: Persistent capacity now, in units of 256 MiB.
  - id: next_volatile_capacity
    type: u8
    doc: Volatile capacity after the next reset, in units of 256 MiB; both are 0 if they stay.
  - id: next_persistent_capacity
    type: u8
    doc: Persistent capacity after the next reset, in units of 256 MiB; both are 0 if they stay.
