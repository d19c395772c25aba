meta:
  id: get_log_response
  title: Get Log, response
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: |
  Output of Get Log: as many bytes as were asked for.
doc-ref: CXL r3.1 8.2.9.5.2 Get Log (0401h)
seq:
  - id: data
    size-eos: true
    doc: The part of the log that was asked for; the log decides its layout.
