meta:
  id: get_fw_info_response
  title: Get FW Info, response
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Output of Get FW Info, 80 bytes.
doc-ref: CXL r3.1 8.2.9.3.1 Get FW Info (0200h)
seq:
  - id: slots_supported
    type: u1
    doc: Slots that the device has, at most 4.
  - id: active_slot
    type: b3
    doc: Slot of the firmware that runs, from 1 on.
  - id: staged_slot
    type: b3
    doc: Slot of the firmware that runs after the next cold reset, or 0.
  - id: slot_reserved
    type: b2
    doc: Reserved, kept as read.
  - id: online_activation_supported
    type: b1
    doc: Firmware can be activated without a reset.
  - id: capabilities_reserved
    type: b7
    doc: Reserved, kept as read.
  - id: reserved3
    size: 13
    doc: Reserved, kept as read.
  - id: slot1_revision
    type: str
    size: 16
    pad-right: 0
    encoding: ISO-8859-1
    doc: Revision in slot 1, ASCII, padded with zeros.
  - id: slot2_revision
    type: str
    size: 16
    pad-right: 0
    encoding: ISO-8859-1
    doc: Revision in slot 2, ASCII, padded with zeros.
  - id: slot3_revision
    type: str
    size: 16
    pad-right: 0
    encoding: ISO-8859-1
    doc: Revision in slot 3, ASCII, padded with zeros.
  - id: slot4_revision
    type: str
    size: 16
    pad-right: 0
    encoding: ISO-8859-1
    doc: Revision in slot 4, ASCII, padded with zeros.
