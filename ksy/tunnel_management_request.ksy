meta:
  id: tunnel_management_request
  title: Tunnel Management Command, request
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Input of Tunnel Management Command, 4 bytes, then the CCI message to pass on.
doc-ref: CXL r3.1 7.6.7.3.1 Tunnel Management Command (5300h)
seq:
  - id: port_or_ld_id
    type: u1
    doc: Port or logical device that the command is for.
  - id: target_type
    type: u1
    doc: 0 for a port or a logical device.
  - id: command_size
    type: u2
    doc: Bytes that follow.
  - id: command
    size: command_size
    doc: A CCI message, header and payload; cci_message reads it.
