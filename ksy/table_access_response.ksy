meta:
  id: table_access_response
  title: CXL Table Access, response
  license: MIT
  ks-version: '0.11'
  imports:
    - doe_header
  endian: le
  bit-endian: le
doc: An entry of a table, 12 bytes and the entry.
doc-ref: CXL r3.1 8.1.11.1 Read Entry, response
seq:
  - id: header
    type: doe_header
    doc: Vendor 1E98h, type 2.
  - id: table_response_code
    type: u1
    doc: 0, an entry.
  - id: table_type
    type: u1
    doc: 0, the CDAT.
  - id: entry_handle
    type: u2
    doc: Handle of the next entry; FFFFh after the last.
  - id: entry
    size-eos: true
    doc: The entry; of the CDAT, its header or a structure.
