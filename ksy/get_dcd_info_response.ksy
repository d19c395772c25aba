meta:
  id: get_dcd_info_response
  title: Get DCD Info, response
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Output of Get DCD Info, 84 bytes.
doc-ref: CXL r3.1 7.6.7.6.1 Get DCD Info (5600h)
seq:
  - id: host_count
    type: u1
    doc: Hosts that the device serves.
  - id: region_count
    type: u1
    doc: Regions that each host can have.
  - id: reserved2
    size: 2
    doc: Reserved, kept as read.
  - id: add_free
    type: b1
    doc: Selection policy free is supported.
  - id: add_contiguous
    type: b1
    doc: Selection policy contiguous is supported.
  - id: add_prescriptive
    type: b1
    doc: Selection policy prescriptive is supported.
  - id: add_enable_shared_access
    type: b1
    doc: Selection policy enable shared access is supported.
  - id: add_policies_reserved
    type: b12
    doc: Reserved, kept as read.
  - id: reserved6
    size: 2
    doc: Reserved, kept as read.
  - id: removal_tag_based
    type: b1
    doc: Removal policy tag-based is supported.
  - id: removal_prescriptive
    type: b1
    doc: Removal policy prescriptive is supported.
  - id: removal_policies_reserved
    type: b14
    doc: Reserved, kept as read.
  - id: sanitize_on_release_configurable_mask
    type: u1
    doc: Bit n set where sanitize on release of region n can be configured.
  - id: reserved11
    size: 1
    doc: Reserved, kept as read.
  - id: total_capacity
    type: u8
    doc: Dynamic capacity of the device, in units of 256 MiB.
  - id: region0_block_sizes
    type: u8
    doc: Block sizes that region 0 supports, bit k set for 2^k bytes.
  - id: region1_block_sizes
    type: u8
    doc: Block sizes that region 1 supports, bit k set for 2^k bytes.
  - id: region2_block_sizes
    type: u8
    doc: Block sizes that region 2 supports, bit k set for 2^k bytes.
  - id: region3_block_sizes
    type: u8
    doc: Block sizes that region 3 supports, bit k set for 2^k bytes.
  - id: region4_block_sizes
    type: u8
    doc: Block sizes that region 4 supports, bit k set for 2^k bytes.
  - id: region5_block_sizes
    type: u8
    doc: Block sizes that region 5 supports, bit k set for 2^k bytes.
  - id: region6_block_sizes
    type: u8
    doc: Block sizes that region 6 supports, bit k set for 2^k bytes.
  - id: region7_block_sizes
    type: u8
    doc: Block sizes that region 7 supports, bit k set for 2^k bytes.
