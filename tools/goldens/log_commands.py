"""What is done with logs beside reading them: 0402h to 0405h. The default device has three, two of them empty."""

from .cases import (ABORT, BACKGROUND, CEL, Command, INVALID_INPUT, INVALID_LOG, LIBCXLMI, LOG, SECTIONS, STARTED,
                    SUCCESS)
from .layouts import LAYOUTS, Layout, Listing, Raw, flags

VENDOR_DEBUG = "5e1819d9-11a9-400c-811f-d60719403d86"
STATE_DUMP = "b3fab4cf-01b6-4332-943e-5e9962f23567"
NO_LOG = "f0f1f2f3-f4f5-f6f7-f8f9-fafbfcfdfeff"

SECTIONS |= {
    0x0402: "8.2.9.5.3 Get Log Capabilities",
    0x0403: "8.2.9.5.4 Clear Log",
    0x0404: "8.2.9.5.5 Populate Log",
    0x0405: "8.2.9.5.6 Get Supported Logs Sub-List",
}

LAYOUTS |= {f"{name}_request": Layout(16, (("log_identifier", 0, "uuid"),))
            for name in ("get_log_capabilities", "clear_log", "populate_log")}
LAYOUTS |= {
    "get_log_capabilities_response": Layout(4, flags(
        0, 4, ("clear_supported", 0, 1), ("populate_supported", 1, 1), ("auto_populate_supported", 2, 1),
        ("persistent_across_cold_reset", 3, 1), ("flags_reserved", 4, 28))),
    "get_supported_logs_sub_list_request": Layout(2, (
        ("max_count", 0, "u8"),
        ("start_index", 1, "u8"),
    )),
    "get_supported_logs_sub_list_response": Layout(8, (
        ("log_count", 0, "u8"),
        ("reserved1", 1, Raw(1)),
        ("total_log_count", 2, "u16"),
        ("start_index", 4, "u8"),
        ("reserved5", 5, Raw(3)),
    ), listing=("logs", Listing("supported_log", "log_count"))),
}


def log_commands(out):
    def log(identifier):
        return {"log_identifier": identifier}

    c = Command(out, 0x0402, "get_log_capabilities", 0xD2, "get_log_capabilities_request",
                "get_log_capabilities_response", origin=LIBCXLMI)
    c.requests(log(CEL), SUCCESS, minimum=INVALID_LOG)
    c.request("vendor_debug", log(VENDOR_DEBUG), SUCCESS)
    c.request("state_dump", log(STATE_DUMP), SUCCESS)
    c.responses({"clear_supported": True, "populate_supported": True, "auto_populate_supported": False,
                 "persistent_across_cold_reset": True, "flags_reserved": 0})

    for opcode, name, tag, effects, answer in ((0x0403, "clear_log", 0xD3, (LOG,), SUCCESS),
                                               (0x0404, "populate_log", 0xD4, (LOG, BACKGROUND, ABORT), STARTED)):
        c = Command(out, opcode, name, tag, f"{name}_request", origin=LIBCXLMI, effects=effects)
        c.requests(log(VENDOR_DEBUG), answer, minimum=INVALID_LOG)
        c.request("state_dump", log(STATE_DUMP), answer)
        c.request("effects_log", log(CEL), INVALID_LOG)
        c.request("unknown_log", log(NO_LOG), INVALID_LOG)
        c.responses({})
        c.failure("invalid_log", INVALID_LOG)

    c = Command(out, 0x0405, "get_supported_logs_sub_list", 0xD5, "get_supported_logs_sub_list_request",
                "get_supported_logs_sub_list_response", origin=LIBCXLMI)
    c.requests({"max_count": 16, "start_index": 0}, SUCCESS, maximum=INVALID_INPUT)
    c.request("the_last", {"max_count": 1, "start_index": 2}, SUCCESS)
    c.request("past_the_last", {"max_count": 1, "start_index": 3}, INVALID_INPUT)

    def listed(*entries, total, start=0):
        return {"log_count": len(entries), "reserved1": "00", "total_log_count": total, "start_index": start,
                "reserved5": "000000",
                "logs": [{"log_identifier": identifier, "log_size": size} for identifier, size in entries]}

    most = [(f"{n:08x}-0123-4567-89ab-cdef00112233", 0) for n in range(102)]
    c.responses(listed((VENDOR_DEBUG, 0x01020304), (STATE_DUMP, 0x05060708), total=3, start=1),
                listed(*most, total=102))
    c.failure("invalid_input", INVALID_INPUT)
