meta:
  id: mctp_version
  title: MCTP version
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: A version as two BCD digits a byte, 4 bytes.
doc-ref: DSP0236 12.6 Version field encoding
seq:
  - id: major
    type: u1
    doc: Major version.
  - id: minor
    type: u1
    doc: Minor version.
  - id: update
    type: u1
    doc: Update version.
  - id: alpha
    type: u1
    doc: Letter of a draft.
