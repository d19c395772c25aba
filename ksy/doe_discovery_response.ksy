meta:
  id: doe_discovery_response
  title: DOE Discovery, response
  license: MIT
  ks-version: '0.11'
  imports:
    - doe_header
  endian: le
  bit-endian: le
doc: The type of object at an index, 12 bytes.
doc-ref: PCIe r6.0 6.30.1.1 DOE Discovery, response
seq:
  - id: header
    type: doe_header
    doc: Vendor 1, type 0.
  - id: vendor_id
    type: u2
    doc: Vendor of the type at the index; FFFFh for none.
  - id: data_object_type
    type: u1
    doc: The type at the index.
  - id: next_index
    type: u1
    doc: Index to ask for next, 0 after the last.
