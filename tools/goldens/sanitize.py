"""Sanitizing: 4400h to 4402h. All memory of the default device that a host has is the static capacity."""

from .cases import (ABORT, BACKGROUND, Command, DATA, INVALID_INPUT, INVALID_LENGTH, INVALID_STATE, LIBCXLMI,
                    MEDIA_DISABLED, REGION_0, REVISION, SECTIONS, SECURITY, STARTED, SUCCESS, UNSUPPORTED, encode,
                    structure)
from .layouts import LAYOUTS, Layout, Listing, Raw

SECTIONS |= {
    0x4400: "8.2.9.9.5.1 Sanitize",
    0x4401: "8.2.9.9.5.2 Secure Erase",
    0x4402: "8.2.9.9.5.3 Media Operations",
}

LAYOUTS |= {
    "media_operation": Layout(2, (("operation_class", 0, "u8"), ("subclass", 1, "u8"))),
    "media_range": Layout(16, (("start_dpa", 0, "dpa"), ("length", 8, "u64"))),
    "media_operations_discovery": Layout(4, (("start_index", 0, "u16"), ("operation_count", 2, "u16"))),
    "media_operations_request": Layout(8, (
        ("operation_class", 0, "u8"),
        ("subclass", 1, "u8"),
        ("reserved2", 2, Raw(2)),
        ("range_count", 4, "u32"),
    ), listing=("arguments", Listing("byte", None))),
    "media_operations_response": Layout(12, (
        ("range_granularity", 0, "u64"),
        ("total_operation_count", 8, "u16"),
        ("operation_count", 10, "u16"),
    ), listing=("operations", Listing("media_operation", "operation_count"))),
}

GENERAL, SANITIZE = 0, 1
OPERATIONS = [{"operation_class": SANITIZE, "subclass": 0}, {"operation_class": SANITIZE, "subclass": 1}]


def media_range(start, length):
    return {"start_dpa": f"{start:#x}", "length": length}


def wanted(kind, subclass, *ranges, arguments=b"", count=None):
    data = arguments or b"".join(encode("media_range", one) for one in ranges)
    return {"operation_class": kind, "subclass": subclass, "reserved2": "0000",
            "range_count": len(ranges) if count is None else count, "arguments": data.hex()}


def discovery(start, count):
    return wanted(GENERAL, 0, arguments=encode(
        "media_operations_discovery", {"start_index": start, "operation_count": count}))


def sanitize(out):
    source = f"{REVISION}{SECTIONS[0x4402]} (4402h)"
    structure(out, "media_operation", source, OPERATIONS[1])
    structure(out, "media_range", source, media_range(REGION_0, 4096))
    structure(out, "media_operations_discovery", source, {"start_index": 1, "operation_count": 2})

    c = Command(out, 0x4400, "sanitize", 0x44, origin=LIBCXLMI, effects=(DATA, SECURITY, BACKGROUND, ABORT))
    c.requests({}, STARTED)
    c.responses({})
    c.failure("invalid_security_state", INVALID_STATE)

    c = Command(out, 0x4401, "secure_erase", 0x45, origin=LIBCXLMI, effects=(DATA, SECURITY))
    c.requests({}, SUCCESS)
    c.responses({})
    c.failure("media_disabled", MEDIA_DISABLED)

    c = Command(out, 0x4402, "media_operations", 0x46, "media_operations_request", "media_operations_response",
                origin=LIBCXLMI, effects=(DATA, BACKGROUND))
    typical = wanted(SANITIZE, 0, media_range(0, 4096), media_range(0x10000, 64))
    c.requests(typical, STARTED, minimum=INVALID_LENGTH, maximum=UNSUPPORTED)
    c.request("zero", wanted(SANITIZE, 1, media_range(0x1000, 64)), STARTED)
    c.request("no_range", wanted(SANITIZE, 0), STARTED)
    c.request("discovery", discovery(0, 0xFFFF), SUCCESS)
    c.request("discovery_of_one", discovery(1, 1), SUCCESS)
    c.request("discovery_past_the_last", discovery(2, 1), INVALID_INPUT)
    c.request("discovery_with_ranges", discovery(0, 1) | {"range_count": 1}, INVALID_INPUT)
    c.request("unknown_subclass", wanted(SANITIZE, 2, media_range(0, 64)), UNSUPPORTED)
    c.request("misaligned", wanted(SANITIZE, 0, media_range(0x20, 64)), INVALID_INPUT)
    c.request("empty_range", wanted(SANITIZE, 0, media_range(0, 0)), INVALID_INPUT)
    c.request("not_the_hosts", wanted(SANITIZE, 0, media_range(0, 64), media_range(REGION_0, 64)), INVALID_INPUT)
    c.request("wraps", wanted(SANITIZE, 0, media_range(64, 2 ** 64 - 64)), INVALID_INPUT)
    c.request("fewer_ranges", wanted(SANITIZE, 0, media_range(0, 64), count=2), INVALID_LENGTH)
    c.responses({"range_granularity": 64, "total_operation_count": 2, "operation_count": 2,
                 "operations": OPERATIONS})
    c.failure("unsupported", UNSUPPORTED)
