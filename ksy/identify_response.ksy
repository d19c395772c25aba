meta:
  id: identify_response
  title: Identify, response
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Output of Identify, 18 bytes.
doc-ref: CXL r3.1 8.2.9.1.1 Identify (0001h)
seq:
  - id: pcie_vendor_id
    type: u2
    doc: PCIe vendor ID.
  - id: pcie_device_id
    type: u2
    doc: PCIe device ID.
  - id: pcie_subsystem_vendor_id
    type: u2
    doc: PCIe subsystem vendor ID.
  - id: pcie_subsystem_id
    type: u2
    doc: PCIe subsystem ID.
  - id: serial_number
    type: u8
    doc: Device serial number.
  - id: maximum_message_size
    type: u1
    doc: Largest message, as n of 2^n bytes.
  - id: component_type
    type: u1
    doc: 3 is a Type 3 device.
