meta:
  id: get_health_info_response
  title: Get Health Info, response
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Output of Get Health Info, 18 bytes.
doc-ref: CXL r3.1 8.2.9.9.3.1 Get Health Info (4200h)
seq:
  - id: health_status
    type: u1
    doc: Bit mask of what is wrong with the device.
  - id: media_status
    type: u1
    doc: State of the media.
  - id: additional_status
    type: u1
    doc: State of life used, temperature and corrected errors.
  - id: life_used
    type: u1
    doc: Wear in percent.
  - id: device_temperature
    type: s2
    doc: Degrees Celsius, signed.
  - id: dirty_shutdown_count
    type: u4
    doc: Shutdowns that may have lost data.
  - id: corrected_volatile_error_count
    type: u4
    doc: Errors corrected in volatile memory.
  - id: corrected_persistent_error_count
    type: u4
    doc: Errors corrected in persistent memory.
