meta:
  id: command_effects_log
  title: Command Effects Log
  license: MIT
  ks-version: '0.11'
  imports:
    - cel_entry
  endian: le
  bit-endian: le
doc: |
  Log 0da9c0b5-bf41-4b78-8f79-96b1623b3f17, read with Get Log: 4 bytes for each command.
doc-ref: CXL r3.1 8.2.9.5.2.1 Command Effects Log
seq:
  - id: entries
    type: cel_entry
    repeat: eos
    doc: One for each supported command.
