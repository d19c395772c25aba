meta:
  id: pldm_component_identifier
  title: PLDM component identifier
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: A component identifier whose record says that it is laid out as PLDM has it, 16 bytes.
doc-ref: CXL r3.1 Table 8-44 Component Identifier Format
seq:
  - id: entity_identifier_valid
    type: b1
    doc: entity_identifier holds a value.
  - id: resource_identifier_valid
    type: b1
    doc: resource_identifier holds a value.
  - id: flags_reserved
    type: b6
    doc: Reserved, kept as read.
  - id: entity_identifier
    type: b48
    doc: PLDM's name of the entity.
  - id: resource_identifier
    type: u4
    doc: PLDM's name of the resource.
  - id: reserved11
    size: 5
    doc: Kept as read.
