meta:
  id: get_security_state_response
  title: Get Security State, response
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Output of Get Security State, 4 bytes.
doc-ref: CXL r3.1 8.2.9.9.6.1 Get Security State (4500h)
seq:
  - id: user_passphrase_set
    type: b1
    doc: 1 there is a user passphrase.
  - id: master_passphrase_set
    type: b1
    doc: 1 there is a master passphrase.
  - id: locked
    type: b1
    doc: 1 persistent memory is locked.
  - id: frozen
    type: b1
    doc: 1 nothing changes before a cold reset.
  - id: user_attempts_at_limit
    type: b1
    doc: 1 no user passphrase is taken before a cold reset.
  - id: master_attempts_at_limit
    type: b1
    doc: 1 no master passphrase is taken before a cold reset.
  - id: state_reserved
    type: b26
    doc: Reserved, kept as read.
