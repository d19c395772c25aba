"""Poison and scans: 4300h to 4305h. The default device lists 256 ranges; none of its memory is poisoned, and none of
its dynamic capacity, 10000000h to 90000000h, is any host's."""

from .cases import (ABORT, BACKGROUND, Command, DATA, INVALID_INPUT, INVALID_PA, LIBCXLMI, LOG, NEW_YEAR_2026,
                    REGION_0, REGIONS_END, REVISION, SECTIONS, STARTED, SUCCESS, UNSUPPORTED, structure)
from .layouts import LAYOUTS, Layout, Listing, Raw, flags, zero

SECTIONS |= {
    0x4300: "8.2.9.9.4.1 Get Poison List",
    0x4301: "8.2.9.9.4.2 Inject Poison",
    0x4302: "8.2.9.9.4.3 Clear Poison",
    0x4303: "8.2.9.9.4.4 Get Scan Media Capabilities",
    0x4304: "8.2.9.9.4.5 Scan Media",
    0x4305: "8.2.9.9.4.6 Get Scan Media Results",
}

RANGE = (("address", 0, "dpa"), ("length", 8, "u64"))

LAYOUTS |= {
    "media_error_record": Layout(16, (
        *flags(0, 8, ("source", 0, 3), ("address_reserved", 3, 3), ("address", 6, 58)),
        ("length", 8, "u32"),
        ("reserved12", 12, Raw(4)),
    )),
    "get_poison_list_request": Layout(16, RANGE),
    "get_poison_list_response": Layout(32, (
        *flags(0, 1, ("more", 0, 1), ("overflow", 1, 1), ("scan_in_progress", 2, 1), ("flags_reserved", 3, 5)),
        ("reserved1", 1, Raw(1)),
        ("overflow_timestamp", 2, "u64"),
        ("record_count", 10, "u16"),
        ("reserved12", 12, Raw(20)),
    ), listing=("records", Listing("media_error_record", "record_count"))),
    "inject_poison_request": Layout(8, (("address", 0, "dpa"),)),
    "clear_poison_request": Layout(72, (("address", 0, "dpa"), ("data", 8, Raw(64)))),
    "get_scan_media_capabilities_request": Layout(16, RANGE),
    "get_scan_media_capabilities_response": Layout(4, (("estimated_time", 0, "u32"),)),
    "scan_media_request": Layout(17, (
        *RANGE,
        *flags(16, 1, ("no_event_log", 0, 1), ("flags_reserved", 1, 7)),
    )),
    "get_scan_media_results_response": Layout(32, (
        ("restart_address", 0, "dpa"),
        ("restart_length", 8, "u64"),
        *flags(16, 1, ("more", 0, 1), ("stopped_prematurely", 1, 1), ("flags_reserved", 2, 6)),
        ("reserved17", 17, Raw(1)),
        ("record_count", 18, "u16"),
        ("reserved20", 20, Raw(12)),
    ), listing=("records", Listing("media_error_record", "record_count"))),
}

END_IN_LINES = REGIONS_END // 64


def record(address, length, source):
    return {"source": source, "address_reserved": 0, "address": address // 64, "length": length // 64,
            "reserved12": "00000000"}


FOUND = (record(0x1000, 64, 3), record(0x2000, 128, 2), record(REGION_0, 4096, 1), record(0x5555540, 64, 7))


def ranges(c, further=None):
    """What every request for a range answers."""
    more = further or {}
    typical = {"address": "0x0", "length": 0x400000} | more
    c.requests(typical, STARTED if further else SUCCESS, maximum=INVALID_INPUT)
    c.request("all", {"address": "0x0", "length": END_IN_LINES} | more, STARTED if further else SUCCESS)
    c.request("past_end", {"address": "0x40", "length": END_IN_LINES} | more, INVALID_PA)
    c.request("begins_past_end", {"address": f"{REGIONS_END + 64:#x}", "length": 0} | more, INVALID_PA)
    c.request("wraps", {"address": "0x40", "length": 0x03FFFFFFFFFFFFFF} | more, INVALID_PA,
              "written by hand: address + 64 x length is 0 modulo 2^64")
    c.request("misaligned", {"address": "0x20", "length": 1} | more, INVALID_INPUT)


def media(out):
    structure(out, "media_error_record", REVISION + "8.2.9.9.4.1 Media Error Record", record(0x123456780, 128, 3))

    c = Command(out, 0x4300, "get_poison_list", 0xF8, "get_poison_list_request", "get_poison_list_response",
                origin=LIBCXLMI)
    ranges(c)
    typical = zero(c.response_layout) | {"record_count": len(FOUND), "records": list(FOUND)}
    most = zero(c.response_layout) | {"record_count": 126, "records": [record(0, 0, 0)] * 126}
    c.responses(typical, most)
    c.response("more_and_overflow", typical | {
        "more": True, "overflow": True, "overflow_timestamp": NEW_YEAR_2026, "scan_in_progress": True})
    c.failure("invalid_physical_address", INVALID_PA)

    c = Command(out, 0x4301, "inject_poison", 0xF9, "inject_poison_request", origin=LIBCXLMI, effects=(DATA, LOG))
    c.requests({"address": "0x1000"}, SUCCESS, maximum=INVALID_INPUT)
    c.request("not_the_hosts", {"address": f"{REGION_0:#x}"}, INVALID_PA)
    c.request("past_end", {"address": f"{REGIONS_END:#x}"}, INVALID_PA)
    c.request("misaligned", {"address": "0x1020"}, INVALID_INPUT)
    c.responses({})
    c.failure("invalid_physical_address", INVALID_PA)

    c = Command(out, 0x4302, "clear_poison", 0xFA, "clear_poison_request", origin=LIBCXLMI, effects=(DATA,))
    line = {"data": bytes(range(64)).hex()}
    c.requests({"address": "0x1000"} | line, SUCCESS, maximum=INVALID_INPUT)
    c.request("not_the_hosts", {"address": f"{REGION_0:#x}"} | line, INVALID_PA)
    c.request("misaligned", {"address": "0x1020"} | line, INVALID_INPUT)
    c.responses({})
    c.failure("invalid_physical_address", INVALID_PA)

    c = Command(out, 0x4303, "get_scan_media_capabilities", 0xFB, "get_scan_media_capabilities_request",
                "get_scan_media_capabilities_response", origin=LIBCXLMI)
    ranges(c)
    c.responses({"estimated_time": 1500})
    c.failure("invalid_physical_address", INVALID_PA)

    c = Command(out, 0x4304, "scan_media", 0xFC, "scan_media_request", origin=LIBCXLMI,
                effects=(LOG, BACKGROUND, ABORT))
    ranges(c, {"no_event_log": True, "flags_reserved": 0})
    c.responses({})
    c.failure("invalid_physical_address", INVALID_PA)

    c = Command(out, 0x4305, "get_scan_media_results", 0xFD, response="get_scan_media_results_response",
                origin=LIBCXLMI)
    c.requests({}, UNSUPPORTED)
    c.responses(typical := zero(c.response_layout) | {"record_count": len(FOUND), "records": list(FOUND)},
                zero(c.response_layout) | {"record_count": 126, "records": [record(0, 0, 0)] * 126})
    c.response("stopped", typical | {"more": True, "stopped_prematurely": True, "restart_address": "0x10000000",
                                     "restart_length": 0x10000})
    c.failure("unsupported", UNSUPPORTED)
