"""Objects of the DOE mailbox and the CDAT, bare; replies are the default device's."""

from .cases import MIB, REGION_0, REGION_1, REVISION, add_structure, bad_structure, structure, too_short
from .layouts import decode, encode, largest, reserved_set, zero


def doe_header(vendor, kind, dwords):
    return {"vendor_id": f"0x{vendor:04x}", "data_object_type": kind, "reserved3": "00", "length": dwords,
            "length_reserved": 0}


def cdat_structure(kind, length):
    return {"type": kind, "reserved1": "00", "length": length}


def dsmas(handle, base, length, **changes):
    return zero("dsmas") | {"header": cdat_structure(0, 24), "dsmad_handle": handle, "base_dpa": f"{base:#x}",
                            "length": length} | changes


def dslbis(handle, data_type, unit, entry):
    return zero("dslbis") | {"header": cdat_structure(1, 24), "handle": handle, "data_type": data_type,
                             "entry_base_unit": unit, "entry0": entry}


def default_cdat():
    """The table of the default device: its header, then a DSMAS and four DSLBIS for each range of memory."""
    performance = ((1, 10000, 15), (2, 10000, 25), (4, 1000, 16), (5, 1000, 16))
    structures = []
    for handle, base, length in ((0, 0, 256 * MIB), (1, REGION_0, 1 << 30), (2, REGION_1, 1 << 30)):
        structures.append(encode("dsmas", dsmas(handle, base, length)))
        structures += [encode("dslbis", dslbis(handle, *values)) for values in performance]
    header = zero("cdat_header") | {"length": 16 + sum(map(len, structures)), "revision": 2}
    total = sum(encode("cdat_header", header)) + sum(map(sum, structures))
    return [encode("cdat_header", header | {"checksum": -total % 256}), *structures]


def data_objects(out):
    doe, discovery, access = "PCIe r6.0 6.30.1 DOE Data Object Header", "PCIe r6.0 6.30.1.1 DOE Discovery, ", (
        REVISION + "8.1.11.1 Read Entry, ")
    typical = doe_header(0x1E98, 2, 3)
    structure(out, "doe_header", doe, typical)
    add_structure(out, "doe_header", "longest", doe + ": 0 is 2^18 dwords", typical | {"length": 0})
    structure(out, "doe_discovery_request", discovery + "request", {
        "header": doe_header(1, 0, 3), "index": 1, "reserved9": "000000"})
    layout = "doe_discovery_response"
    structure(out, layout, discovery + "response", {
        "header": doe_header(1, 0, 3), "vendor_id": "0x1e98", "data_object_type": 2, "next_index": 0})
    add_structure(out, layout, "first", discovery + "response: discovery itself, more to come", {
        "header": doe_header(1, 0, 3), "vendor_id": "0x0001", "data_object_type": 0, "next_index": 1})
    add_structure(out, layout, "none", discovery + "response: nothing at the index", {
        "header": doe_header(1, 0, 3), "vendor_id": "0xffff", "data_object_type": 255, "next_index": 0})

    request = {"header": typical, "table_request_code": 0, "table_type": 0, "entry_handle": "0x0001"}
    structure(out, "table_access_request", access + "request", request)
    layout, table = "table_access_response", default_cdat()

    def response(handle):
        after = handle + 1 if handle + 1 < len(table) else 0xFFFF
        return {"header": doe_header(0x1E98, 2, 3 + len(table[handle]) // 4), "table_response_code": 0,
                "table_type": 0, "entry_handle": f"0x{after:04x}", "entry": table[handle].hex()}

    # A list of bytes to the end: nothing is too long.
    typical = response(1)
    add_structure(out, layout, "typical", access + "response: the DSMAS of the default device's volatile capacity",
                  typical)
    add_structure(out, layout, "header", access + "response: the header of its CDAT", response(0))
    add_structure(out, layout, "last", access + "response: the last structure", response(len(table) - 1))
    add_structure(out, layout, "minimum", access + "response", zero(layout))
    add_structure(out, layout, "maximum", access + "response", largest(layout, typical | {"entry": "ff" * 2036}))
    add_structure(out, layout, "reserved_bits_set", "written by hand: the case typical, every reserved bit set",
                  reserved_set(layout, typical))
    bad_structure(out, layout, "short", encode(layout, typical)[:11], too_short(layout, 11), "one byte short")

    cdat = "CDAT 1.03 "
    structure(out, "cdat_header", cdat + "Table 1 Coherent Device Attribute Table: the default device's",
              decode("cdat_header", table[0]))
    structure(out, "cdat_structure_header", cdat + "Table 2 CDAT Structure", cdat_structure(5, 0x0102))
    source = cdat + "Table 3 Device Scoped Memory Affinity Structure"
    structure(out, "dsmas", source, dsmas(0x7F, REGION_1, 1 << 30, sharable=True, read_only=True))
    for name in ("non_volatile", "sharable", "hardware_managed_coherency", "interconnect_specific_management",
                 "read_only"):
        add_structure(out, "dsmas", f"{name}_alone", source, dsmas(1, REGION_0, 1 << 30, **{name: True}))
    source = cdat + "Table 5 Device Scoped Latency and Bandwidth Information Structure"
    structure(out, "dslbis", source, dslbis(0x7F, 1, 10000, 15) | {
        "memory_hierarchy": 1, "entry1": 0x0102, "entry2": 0x0304})
    for data_type in range(7):
        add_structure(out, "dslbis", f"data_type_{data_type}",
                      source if data_type < 6 else "written by hand: no such data type",
                      dslbis(1, data_type, 10000, 15))
