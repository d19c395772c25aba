meta:
  id: dc_configuration_tail
  title: Dynamic Capacity configuration tail
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: The 16 bytes directly after the last returned region.
doc-ref: CXL r3.1 8.2.9.9.9.1 Get Dynamic Capacity Configuration, tail
seq:
  - id: extents_supported
    type: u4
    doc: Extents that the device can track.
  - id: extents_available
    type: u4
    doc: Extents not in use.
  - id: tags_supported
    type: u4
    doc: Tags that the device can track.
  - id: tags_available
    type: u4
    doc: Tags not in use.
