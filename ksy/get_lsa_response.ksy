meta:
  id: get_lsa_response
  title: Get LSA, response
  license: MIT
  ks-version: '0.11'
  endian: le
  bit-endian: le
doc: Output of Get LSA, as many bytes as were asked for.
doc-ref: CXL r3.1 8.2.9.9.2.3 Get LSA (4102h)
seq:
  - id: data
    size-eos: true
    doc: The part of the Label Storage Area that was asked for.
