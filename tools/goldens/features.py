"""Features: 0500h to 0502h. The default device has nine: patrol scrub, ECS, a scratchpad, and those of maintenance."""

from .cases import (CODES, CONFIGURATION, Command, INVALID_INPUT, INVALID_LENGTH, LIBCXLMI, REVISION, SECTIONS, SUCCESS,
                    UNSUPPORTED, add_structure, bad_structure, structure, too_short, zero)
from .layouts import LAYOUTS, Layout, Listing, Raw, flags, largest, reserved_set

SECTIONS |= {
    0x0500: "8.2.9.6.1 Get Supported Features",
    0x0501: "8.2.9.6.2 Get Feature",
    0x0502: "8.2.9.6.3 Set Feature",
}
NO_VERSION, NO_SELECTION = "Unsupported Feature Version", "Unsupported Feature Selection Value"
OUT_OF_ORDER = "Feature Transfer Out of Order"
CODES |= {NO_VERSION: 0x19, NO_SELECTION: 0x1A, OUT_OF_ORDER: 0x1C}
LINUX = ", as Linux's drivers/cxl/core/edac.c has it"

PATROL_SCRUB = "96dad7d6-fde8-482b-a733-75774e06db8a"
ECS = "e5b13f22-2328-4a14-b8ba-b9691e893386"
SCRATCHPAD = "cb1261b9-d79a-4f37-9489-592791b6246d"
NO_FEATURE = "f0f1f2f3-f4f5-f6f7-f8f9-fafbfcfdfeff"

LAYOUTS |= {
    "supported_feature": Layout(48, (
        ("feature_identifier", 0, "uuid"),
        ("feature_index", 16, "u16"),
        ("get_size", 18, "u16"),
        ("set_size", 20, "u16"),
        *flags(22, 4, ("changeable", 0, 1), ("deepest_reset_persistence", 1, 3),
               ("persists_across_firmware_update", 4, 1), ("default_selection_supported", 5, 1),
               ("saved_selection_supported", 6, 1), ("flags_reserved", 7, 25)),
        ("get_version", 26, "u8"),
        ("set_version", 27, "u8"),
        ("set_effects", 28, "u16"),
        ("reserved30", 30, Raw(18)),
    )),
    "get_supported_features_request": Layout(8, (
        ("count", 0, "u32"),
        ("start_index", 4, "u16"),
        ("reserved6", 6, Raw(2)),
    )),
    "get_supported_features_response": Layout(8, (
        ("feature_count", 0, "u16"),
        ("total_feature_count", 2, "u16"),
        ("reserved4", 4, Raw(4)),
    ), listing=("features", Listing("supported_feature", "feature_count"))),
    "get_feature_request": Layout(21, (
        ("feature_identifier", 0, "uuid"),
        ("offset", 16, "u16"),
        ("count", 18, "u16"),
        ("selection", 20, "u8"),
    )),
    "get_feature_response": Layout(0, (), listing=("data", Listing("byte", None))),
    "set_feature_request": Layout(32, (
        ("feature_identifier", 0, "uuid"),
        *flags(16, 4, ("action", 0, 3), ("saved_across_reset", 3, 1), ("flags_reserved", 4, 28)),
        ("offset", 20, "u16"),
        ("version", 22, "u8"),
        ("reserved23", 23, Raw(9)),
    ), listing=("data", Listing("byte", None))),
    "patrol_scrub_readable": Layout(4, (
        *flags(0, 1, ("cycle_changeable", 0, 1), ("realtime_reporting", 1, 1), ("capabilities_reserved", 2, 6)),
        ("cycle_hours", 1, "u8"),
        ("minimum_cycle_hours", 2, "u8"),
        *flags(3, 1, ("enabled", 0, 1), ("flags_reserved", 1, 7)),
    )),
    "patrol_scrub_writable": Layout(2, (
        ("cycle_hours", 0, "u8"),
        *flags(1, 1, ("enabled", 0, 1), ("flags_reserved", 1, 7)),
    )),
    "ecs_fru_readable": Layout(4, (
        *flags(0, 1, ("realtime_reporting", 0, 1), ("capabilities_reserved", 1, 7)),
        *flags(1, 2, ("threshold", 0, 3), ("counts_codewords", 3, 1), ("configuration_reserved", 4, 12)),
        ("reserved3", 3, Raw(1)),
    )),
    "ecs_fru_writable": Layout(2, flags(
        0, 2, ("threshold", 0, 3), ("counts_codewords", 3, 1), ("reset_counter", 4, 1),
        ("configuration_reserved", 5, 11))),
    "ecs_readable": Layout(1, flags(0, 1, ("log_entry_type", 0, 2), ("log_reserved", 2, 6)),
                           listing=("frus", Listing("ecs_fru_readable", None))),
    "ecs_writable": Layout(1, flags(0, 1, ("log_entry_type", 0, 2), ("log_reserved", 2, 6)),
                           listing=("frus", Listing("ecs_fru_writable", None))),
}

FULL, INITIATE, CONTINUE, FINISH, ABORT = range(5)


def supported(identifier, index, get_size, set_size, persistence=0):
    return zero("supported_feature") | {
        "feature_identifier": identifier, "feature_index": index, "get_size": get_size, "set_size": set_size,
        "changeable": True, "deepest_reset_persistence": persistence, "persists_across_firmware_update": True,
        "default_selection_supported": True, "saved_selection_supported": True, "get_version": 1, "set_version": 1,
        "set_effects": 0x0202}


def features(out):
    c = Command(out, 0x0500, "get_supported_features", 0xD6, "get_supported_features_request",
                "get_supported_features_response", origin=LIBCXLMI)

    def some(count, start=0):
        return {"count": count, "start_index": start, "reserved6": "0000"}

    c.requests(some(440), SUCCESS, minimum=INVALID_INPUT, maximum=INVALID_INPUT)
    c.request("how_many", some(8), SUCCESS, "as Linux's drivers/cxl/core/features.c asks first")
    c.request("the_last", some(2048, 8), SUCCESS)
    c.request("past_the_last", some(2048, 9), INVALID_INPUT)
    c.request("7_bytes", some(7), INVALID_INPUT)

    def listed(*entries, total):
        return {"feature_count": len(entries), "total_feature_count": total, "reserved4": "00" * 4,
                "features": list(entries)}

    most = [supported(f"{n:08x}-0123-4567-89ab-cdef00112233", n, 0, 0) for n in range(42)]
    c.responses(listed(supported(PATROL_SCRUB, 0, 4, 2), supported(ECS, 1, 13, 7),
                       supported(SCRATCHPAD, 2, 4096, 4096, persistence=3), total=3), listed(*most, total=42))
    c.failure("invalid_input", INVALID_INPUT)

    c = Command(out, 0x0501, "get_feature", 0xD7, "get_feature_request", "get_feature_response", origin=LIBCXLMI)

    def part(offset, count, identifier=SCRATCHPAD, selection=0):
        return {"feature_identifier": identifier, "offset": offset, "count": count, "selection": selection}

    c.requests(part(0, 4, PATROL_SCRUB), SUCCESS, minimum=UNSUPPORTED, maximum=NO_SELECTION)
    c.request("default", part(1, 12, ECS, 1), SUCCESS)
    c.request("saved", part(2048, 2048, selection=2), SUCCESS)
    c.request("selection_3", part(0, 4, selection=3), NO_SELECTION)
    c.request("more_than_there_is", part(3, 2048, PATROL_SCRUB), SUCCESS)
    c.request("past_the_end", part(4, 1, PATROL_SCRUB), INVALID_INPUT)
    c.request("more_than_fits", part(0, 2049), INVALID_INPUT)
    c.request("unknown_feature", part(0, 4, NO_FEATURE), UNSUPPORTED)
    c.responses({"data": "030c0100"}, {"data": "ff" * 2048})
    c.failure("selection_not_supported", NO_SELECTION)

    c = Command(out, 0x0502, "set_feature", 0xD8, "set_feature_request", origin=LIBCXLMI, effects=(CONFIGURATION,))

    def data(action, offset, data, identifier=SCRATCHPAD, saved=False, version=1):
        return {"feature_identifier": identifier, "action": action, "saved_across_reset": saved, "flags_reserved": 0,
                "offset": offset, "version": version, "reserved23": "00" * 9, "data": data}

    c.requests(data(FULL, 0, "1801", PATROL_SCRUB, saved=True), SUCCESS, minimum=UNSUPPORTED,
               most=data(7, 0xFFFF, "ff" * 2016, NO_FEATURE, saved=True, version=255), maximum=UNSUPPORTED)
    c.request("ecs", data(FULL, 0, "01030004000d00", ECS), SUCCESS)
    c.request("one_byte", data(FULL, 1, "01", PATROL_SCRUB), SUCCESS)
    c.request("initiate", data(INITIATE, 0, "5a" * 2016), SUCCESS)
    c.request("continue_nothing", data(CONTINUE, 0, "5a"), OUT_OF_ORDER)
    c.request("finish_nothing", data(FINISH, 0, "5a"), OUT_OF_ORDER)
    c.request("abort_nothing", data(ABORT, 0, ""), SUCCESS)
    c.request("action_5", data(5, 0, "5a"), INVALID_INPUT)
    c.request("version_2", data(FULL, 0, "1801", PATROL_SCRUB, version=2), NO_VERSION)
    c.request("no_data", data(FULL, 0, ""), INVALID_LENGTH)
    c.request("past_the_end", data(FULL, 4095, "5a5a"), INVALID_LENGTH)
    c.request("cycle_of_0_hours", data(FULL, 0, "0001", PATROL_SCRUB), INVALID_INPUT)
    c.request("threshold_6", data(FULL, 0, "01030006000300", ECS), INVALID_INPUT)
    c.request("log_entry_type_2", data(FULL, 0, "02", ECS), INVALID_INPUT)
    c.request("unknown_feature", data(FULL, 0, "5a", NO_FEATURE), UNSUPPORTED)
    c.responses({})
    c.failure("unsupported_version", NO_VERSION)


def feature_data(out):
    structure(out, "supported_feature", f"{REVISION}8.2.9.6.1 Supported Feature Entry{LIBCXLMI}",
              supported(SCRATCHPAD, 2, 4096, 4096, persistence=3))

    scrub = REVISION + "8.2.9.9.11.1 Device Patrol Scrub Control Feature" + LINUX
    structure(out, "patrol_scrub_readable", scrub, {
        "cycle_changeable": True, "realtime_reporting": True, "capabilities_reserved": 0, "cycle_hours": 12,
        "minimum_cycle_hours": 1, "enabled": False, "flags_reserved": 0})
    structure(out, "patrol_scrub_writable", scrub, {"cycle_hours": 24, "enabled": True, "flags_reserved": 0})

    ecs = REVISION + "8.2.9.9.11.2 DDR5 Error Check Scrub (ECS) Control Feature" + LINUX
    readable = {"realtime_reporting": True, "capabilities_reserved": 0, "threshold": 3, "counts_codewords": False,
                "configuration_reserved": 0, "reserved3": "00"}
    writable = {"threshold": 5, "counts_codewords": True, "reset_counter": True, "configuration_reserved": 0}
    structure(out, "ecs_fru_readable", ecs, readable)
    structure(out, "ecs_fru_writable", ecs, writable)
    for layout, fru in (("ecs_readable", readable), ("ecs_writable", writable)):
        typical = {"log_entry_type": 1, "log_reserved": 0, "frus": [fru] * 3}
        add_structure(out, layout, "typical", ecs, typical)
        add_structure(out, layout, "minimum", ecs, zero(layout))
        add_structure(out, layout, "maximum", ecs, largest(layout, typical))
        add_structure(out, layout, "reserved_bits_set",
                      "written by hand: the typical case, every reserved bit set", reserved_set(layout, typical))
        bad_structure(out, layout, "empty", b"", too_short(layout, 0), "nothing at all")
