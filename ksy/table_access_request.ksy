meta:
  id: table_access_request
  title: CXL Table Access, request
  license: MIT
  ks-version: '0.11'
  imports:
    - doe_header
  endian: le
  bit-endian: le
doc: Reads an entry of a table, 12 bytes.
doc-ref: CXL r3.1 8.1.11.1 Read Entry, request
seq:
  - id: header
    type: doe_header
    doc: Vendor 1E98h, type 2.
  - id: table_request_code
    type: u1
    doc: 0, read an entry.
  - id: table_type
    type: u1
    doc: 0, the CDAT.
  - id: entry_handle
    type: u2
    doc: 0 for the header of the table, then what the response says.
