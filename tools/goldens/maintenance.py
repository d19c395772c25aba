"""Maintenance: 0600h, and the features of it. All spare resources of the default device are left."""

from .cases import (ABORT, BACKGROUND, Command, EXHAUSTED, INVALID_INPUT, INVALID_LENGTH, INVALID_PA, LOG, REVISION,
                    SECTIONS, STARTED, SUCCESS, structure)
from .layouts import LAYOUTS, Layout, Listing, Raw, encode, flags

SECTIONS |= {0x0600: "8.2.9.7.1 Perform Maintenance"}
LINUX = ", as Linux's drivers/cxl/core/edac.c has it"
QEMU = ", as QEMU's include/hw/cxl/cxl_device.h has it"


def operation(reserved):
    """What the readable attributes of all these features begin with."""
    return (
        ("max_latency", 0, "u8"),
        *flags(1, 2, ("device_initiated_capable", 0, 1), ("capabilities_reserved", 1, 15)),
        *flags(3, 2, ("device_initiated", 0, 1), ("mode_reserved", 1, 15)),
        ("operation_class", 5, "u8"),
        ("operation_subclass", 6, "u8"),
        ("reserved7", 7, Raw(reserved)),
    )


LAYOUTS |= {
    "ppr_readable": Layout(20, (
        *operation(9),
        *flags(16, 1, ("dpa_supported", 0, 1), ("nibble_mask_supported", 1, 1), ("sparing_records_capable", 2, 1),
               ("device_initiated_at_boot_capable", 3, 1), ("flags_reserved", 4, 4)),
        *flags(17, 2, ("media_inaccessible", 0, 1), ("restrictions_reserved1", 1, 1), ("data_lost", 2, 1),
               ("restrictions_reserved", 3, 13)),
        *flags(19, 1, ("sparing_records", 0, 1), ("device_initiated_at_boot", 1, 1), ("repair_mode_reserved", 2, 6)),
    )),
    "ppr_writable": Layout(3, (
        *flags(0, 2, ("device_initiated", 0, 1), ("mode_reserved", 1, 15)),
        *flags(2, 1, ("sparing_records", 0, 1), ("device_initiated_at_boot", 1, 1), ("repair_mode_reserved", 2, 6)),
    )),
    "memory_sparing_readable": Layout(19, (
        *operation(10),
        *flags(17, 2, ("unsafe_in_use", 0, 1), ("hard_sparing_supported", 1, 1), ("soft_sparing_supported", 2, 1),
               ("restrictions_reserved", 3, 13)),
    )),
    "memory_sparing_writable": Layout(2, flags(0, 2, ("device_initiated", 0, 1), ("mode_reserved", 1, 15))),
    "perform_maintenance_request": Layout(2, (
        ("operation_class", 0, "u8"),
        ("operation_subclass", 1, "u8"),
    ), listing=("parameters", Listing("byte", None))),
    "ppr_parameters": Layout(12, (
        *flags(0, 1, ("query_resources", 0, 1), ("flags_reserved", 1, 7)),
        ("dpa", 1, "dpa"),
        ("nibble_mask", 9, "u24"),
    )),
    "memory_sparing_parameters": Layout(14, (
        *flags(0, 1, ("query_resources", 0, 1), ("hard_sparing", 1, 1), ("sub_channel_valid", 2, 1),
               ("nibble_mask_valid", 3, 1), ("flags_reserved", 4, 4)),
        ("channel", 1, "u8"),
        ("rank", 2, "u8"),
        ("nibble_mask", 3, "u24"),
        ("bank_group", 6, "u8"),
        ("bank", 7, "u8"),
        ("row", 8, "u24"),
        ("column", 11, "u16"),
        ("sub_channel", 13, "u8"),
    )),
}

NONE, PPR, SPARING = range(3)
PPR_TYPICAL = {"query_resources": False, "flags_reserved": 0, "dpa": "0x6543240", "nibble_mask": 0x0A59C}
SPARING_TYPICAL = {"query_resources": False, "hard_sparing": True, "sub_channel_valid": True, "nibble_mask_valid": True,
                   "flags_reserved": 0, "channel": 1, "rank": 2, "nibble_mask": 0x050403, "bank_group": 6, "bank": 7,
                   "row": 0x0A0908, "column": 0x0C0B, "sub_channel": 13}


def maintenance(out):
    c = Command(out, 0x0600, "perform_maintenance", 0xD9, "perform_maintenance_request", origin=LINUX,
                effects=(LOG, BACKGROUND, ABORT))

    def operation(kind, subclass, parameters):
        return {"operation_class": kind, "operation_subclass": subclass, "parameters": parameters.hex()}

    def ppr(**changes):
        return encode("ppr_parameters", PPR_TYPICAL | changes)

    def sparing(**changes):
        return encode("memory_sparing_parameters", SPARING_TYPICAL | changes)

    c.requests(operation(PPR, 0, ppr()), STARTED, minimum=SUCCESS,
               most=operation(0xFF, 0xFF, b"\xff" * 2046), maximum=INVALID_INPUT)
    c.request("hard_ppr", operation(PPR, 1, ppr(nibble_mask=0)), STARTED)
    c.request("query_ppr", operation(PPR, 0, ppr(query_resources=True)), SUCCESS)
    c.request("ppr_past_the_memory", operation(PPR, 0, ppr(dpa="0xffffffffffffffff")), INVALID_PA)
    c.request("ppr_not_the_hosts", operation(PPR, 0, ppr(dpa="0x10000000", query_resources=True)), INVALID_PA)
    c.request("ppr_2", operation(PPR, 2, ppr()), INVALID_INPUT)
    c.request("ppr_short", operation(PPR, 0, ppr()[:11]), INVALID_LENGTH)
    c.request("ppr_long", operation(PPR, 0, ppr() + b"\x00"), INVALID_LENGTH)
    for subclass, name in enumerate(("cacheline", "row", "bank", "rank")):
        c.request(f"{name}_sparing", operation(SPARING, subclass, sparing(hard_sparing=subclass > 1)), STARTED)
    c.request("query_sparing", operation(SPARING, 0, sparing(query_resources=True)), SUCCESS)
    c.request("sparing_4", operation(SPARING, 4, sparing()), INVALID_INPUT)
    c.request("sparing_short", operation(SPARING, 0, sparing()[:13]), INVALID_LENGTH)
    c.responses({})
    c.failure("resources_exhausted", EXHAUSTED)


def maintenance_data(out):
    repair = REVISION + "8.2.9.7.2.1 sPPR and 8.2.9.7.2.2 hPPR Feature Discovery and Configuration" + QEMU
    begins = {"max_latency": 5, "device_initiated_capable": False, "capabilities_reserved": 0,
              "device_initiated": False, "mode_reserved": 0}
    structure(out, "ppr_readable", repair, begins | {
        "operation_class": 1, "operation_subclass": 1, "reserved7": "00" * 9, "dpa_supported": True,
        "nibble_mask_supported": True, "sparing_records_capable": True, "device_initiated_at_boot_capable": False,
        "flags_reserved": 0, "media_inaccessible": False, "restrictions_reserved1": False, "data_lost": False,
        "restrictions_reserved": 0, "sparing_records": True, "device_initiated_at_boot": False,
        "repair_mode_reserved": 0})
    structure(out, "ppr_writable", repair, {"device_initiated": False, "mode_reserved": 0, "sparing_records": True,
                                            "device_initiated_at_boot": False, "repair_mode_reserved": 0})
    spare = REVISION + "8.2.9.7.2.3 Memory Sparing Features Discovery and Configuration" + LINUX
    structure(out, "memory_sparing_readable", spare, begins | {
        "operation_class": 2, "operation_subclass": 3, "reserved7": "00" * 10, "unsafe_in_use": False,
        "hard_sparing_supported": True, "soft_sparing_supported": True, "restrictions_reserved": 0})
    structure(out, "memory_sparing_writable", spare, {"device_initiated": True, "mode_reserved": 0})
    structure(out, "ppr_parameters",
              REVISION + "8.2.9.7.1.2 sPPR and 8.2.9.7.1.3 hPPR Maintenance Operation" + LINUX, PPR_TYPICAL)
    structure(out, "memory_sparing_parameters", REVISION + "8.2.9.7.1.4 Memory Sparing Maintenance Operation" + LINUX,
              SPARING_TYPICAL)
