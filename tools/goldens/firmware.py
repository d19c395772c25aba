"""Firmware: 0200h to 0202h. The default device has two slots, and its firmware in the first."""

from .cases import (ABORT, BACKGROUND, COLD_RESET, CONFIGURATION, Command, INVALID_INPUT, INVALID_SLOT, LIBCXLMI,
                    SECTIONS, STARTED, SUCCESS, too_short)
from .layouts import LAYOUTS, Layout, Listing, Raw, Text, flags

SECTIONS |= {
    0x0200: "8.2.9.3.1 Get FW Info",
    0x0201: "8.2.9.3.2 Transfer FW",
    0x0202: "8.2.9.3.3 Activate FW",
}

LAYOUTS |= {
    "get_fw_info_response": Layout(80, (
        ("slots_supported", 0, "u8"),
        *flags(1, 1, ("active_slot", 0, 3), ("staged_slot", 3, 3), ("slot_reserved", 6, 2)),
        *flags(2, 1, ("online_activation_supported", 0, 1), ("capabilities_reserved", 1, 7)),
        ("reserved3", 3, Raw(13)),
        ("slot1_revision", 16, Text(16)),
        ("slot2_revision", 32, Text(16)),
        ("slot3_revision", 48, Text(16)),
        ("slot4_revision", 64, Text(16)),
    )),
    "transfer_fw_request": Layout(128, (
        ("action", 0, "u8"),
        ("slot", 1, "u8"),
        ("reserved2", 2, Raw(2)),
        ("offset", 4, "u32"),
        ("reserved8", 8, Raw(64)),
        ("reserved72", 72, Raw(56)),
    ), listing=("data", Listing("byte", None))),
    "activate_fw_request": Layout(2, (
        ("action", 0, "u8"),
        ("slot", 1, "u8"),
    )),
}

FULL, INITIATE, CONTINUE, END, ABORTED = range(5)


def firmware(out):
    c = Command(out, 0x0200, "get_fw_info", 0xB8, response="get_fw_info_response", origin=LIBCXLMI)
    c.requests({}, SUCCESS)
    typical = {"slots_supported": 2, "active_slot": 1, "staged_slot": 2, "slot_reserved": 0,
               "online_activation_supported": True, "capabilities_reserved": 0, "reserved3": "00" * 13,
               "slot1_revision": "CXLWIRE 0.1", "slot2_revision": "CXLWIRE 0.2", "slot3_revision": "",
               "slot4_revision": ""}
    c.responses(typical)
    c.response("four_slots", typical | {"slots_supported": 4, "active_slot": 4, "staged_slot": 0,
                                        "slot3_revision": "16 characters...", "slot4_revision": "X"})

    c = Command(out, 0x0201, "transfer_fw", 0xB9, "transfer_fw_request", origin=LIBCXLMI,
                effects=(BACKGROUND, ABORT))

    def part(action, slot, offset, data):
        return {"action": action, "slot": slot, "reserved2": "0000", "offset": offset, "reserved8": "00" * 64,
                "reserved72": "00" * 56, "data": data.hex()}

    image = b"CXLWIRE 0.2".ljust(128, b"\x00") + bytes(range(256))
    c.requests(part(FULL, 2, 0, image), STARTED, minimum=INVALID_SLOT,
               most=part(0xFF, 0xFF, 0xFFFFFFFF, b"\xff" * 1920), maximum=INVALID_INPUT)
    c.request("full_at_an_offset", part(FULL, 2, 7, image), STARTED,
              "written by hand: the offset of a whole package is ignored")
    c.request("initiate", part(INITIATE, 2, 0, image), STARTED)
    c.request("initiate_at_an_offset", part(INITIATE, 2, 1, image), INVALID_INPUT)
    c.request("continue_nothing", part(CONTINUE, 2, 3, image), INVALID_INPUT)
    c.request("end_nothing", part(END, 2, 3, image), INVALID_INPUT)
    c.request("abort_nothing", part(ABORTED, 0, 0, b""), SUCCESS)
    c.request("action_5", part(5, 2, 0, image), INVALID_INPUT)
    c.request("active_slot", part(FULL, 1, 0, image), INVALID_SLOT)
    c.request("unknown_slot", part(FULL, 3, 0, image), INVALID_SLOT)
    c.bad_request("action_alone", bytes(1), too_short(c.request_layout, 1), why="the action alone")
    c.responses({})
    c.failure("invalid_slot", INVALID_SLOT)

    c = Command(out, 0x0202, "activate_fw", 0xBA, "activate_fw_request", origin=LIBCXLMI,
                effects=(COLD_RESET, CONFIGURATION))
    c.requests({"action": 0, "slot": 2}, INVALID_SLOT)
    c.request("active_slot", {"action": 0, "slot": 1}, INVALID_SLOT)
    c.responses({})
    c.failure("invalid_slot", INVALID_SLOT)
