"""MCTP: packets, frames on a serial line, control messages.

Facts from DSP0236 and DSP0253 as Linux's drivers/net/mctp/mctp-serial.c, include/net/mctp.h and libmctp state them.
"""

from .cases import add_structure, bad_structure, inconsistent, structure, too_short
from .layouts import (HEXADECIMAL, INTEGERS, LAYOUTS, Layout, Listing, Struct, encode, flags, largest, reserved_set,
                      zero)

INTEGERS |= {"x8": 1}
HEXADECIMAL |= {"x8": 2}

CONTROL = ("header", 0, Struct("mctp_control_header"))
COMPLETION = ("completion_code", 3, "u8")
CONTROL_HEADER = (
    *flags(0, 1, ("message_type", 0, 7), ("integrity_check", 7, 1)),
    *flags(1, 1, ("instance_id", 0, 5), ("instance_reserved", 5, 1), ("datagram", 6, 1), ("request", 7, 1)),
    ("command_code", 2, "u8"),
)

LAYOUTS |= {
    "mctp_header": Layout(4, (
        *flags(0, 1, ("header_version", 0, 4), ("version_reserved", 4, 4)),
        ("destination_eid", 1, "u8"),
        ("source_eid", 2, "u8"),
        *flags(3, 1, ("message_tag", 0, 3), ("tag_owner", 3, 1), ("packet_sequence", 4, 2), ("end_of_message", 6, 1),
               ("start_of_message", 7, 1)),
    )),
    "mctp_packet": Layout(4, (("header", 0, Struct("mctp_header")),), listing=("payload", Listing("byte", None))),
    "mctp_message": Layout(1, flags(0, 1, ("message_type", 0, 7), ("integrity_check", 7, 1)),
                           listing=("body", Listing("byte", None))),
    "mctp_serial_trailer": Layout(3, (("fcs_high", 0, "x8"), ("fcs_low", 1, "x8"), ("framing_flag", 2, "x8"))),
    "mctp_serial": Layout(3, (
        ("framing_flag", 0, "x8"),
        ("serial_revision", 1, "u8"),
        ("byte_count", 2, "u8"),
    ), listing=("packet", Listing("byte", "byte_count")), tail=("tail", "mctp_serial_trailer")),
    "mctp_control_header": Layout(3, CONTROL_HEADER),
    "mctp_control_response": Layout(4, (CONTROL, COMPLETION)),
    "mctp_set_endpoint_id_request": Layout(5, (
        CONTROL,
        *flags(3, 1, ("operation", 0, 2), ("operation_reserved", 2, 6)),
        ("endpoint_id", 4, "u8"),
    )),
    "mctp_set_endpoint_id_response": Layout(7, (
        CONTROL,
        COMPLETION,
        *flags(4, 1, ("allocation_status", 0, 2), ("allocation_reserved", 2, 2), ("assignment_status", 4, 2),
               ("assignment_reserved", 6, 2)),
        ("endpoint_id", 5, "u8"),
        ("eid_pool_size", 6, "u8"),
    )),
    "mctp_get_endpoint_id_response": Layout(7, (
        CONTROL,
        COMPLETION,
        ("endpoint_id", 4, "u8"),
        *flags(5, 1, ("endpoint_id_type", 0, 2), ("id_type_reserved", 2, 2), ("endpoint_type", 4, 2),
               ("type_reserved", 6, 2)),
        ("medium_specific", 6, "x8"),
    )),
    "mctp_get_endpoint_uuid_response": Layout(20, (CONTROL, COMPLETION, ("uuid", 4, "uuid"))),
    "mctp_get_version_support_request": Layout(4, (CONTROL, ("message_type_number", 3, "x8"))),
    "mctp_version": Layout(4, (("major", 0, "x8"), ("minor", 1, "x8"), ("update", 2, "x8"), ("alpha", 3, "x8"))),
    "mctp_get_version_support_response": Layout(5, (CONTROL, COMPLETION, ("version_count", 4, "u8")),
                                                listing=("versions", Listing("mctp_version", "version_count"))),
    "mctp_get_message_type_support_response": Layout(5, (CONTROL, COMPLETION, ("type_count", 4, "u8")),
                                                     listing=("types", Listing("byte", "type_count"))),
    "mctp_get_vendor_message_support_request": Layout(4, (CONTROL, ("vendor_id_set_selector", 3, "u8"))),
    "mctp_get_vendor_message_support_response": Layout(6, (
        CONTROL,
        COMPLETION,
        ("vendor_id_set_selector", 4, "x8"),
        ("vendor_id_format", 5, "u8"),
    ), listing=("vendor_id", Listing("byte", None))),
}

PACKET, FRAME, FORMAT = "DSP0236 MCTP packet fields", "DSP0253 Packet framing", "DSP0236 MCTP control message format"
# libcxlmi's Identify through Linux's mctp-serial.c, from EID 8 to 9, as it came over the line; nothing is escaped.
IDENTIFY_FRAME = bytes.fromhex("7e 01 11 01 09 08 c8 08 00 00 00 01 00 00 00 00 00 00 cd ab af 09 7e")
IDENTIFY_MESSAGE = IDENTIFY_FRAME[7:20]


def fcs(data):
    """CRC-16 of RFC 1662, not inverted at the end."""
    crc = 0xFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x8408 if crc & 1 else 0)
    return crc


def header(destination, source, tag, owner=True, sequence=0, start=True, end=True):
    return {"header_version": 1, "version_reserved": 0, "destination_eid": destination, "source_eid": source,
            "message_tag": tag, "tag_owner": owner, "packet_sequence": sequence, "end_of_message": end,
            "start_of_message": start}


def packet(head, payload):
    return {"header": head, "payload": payload.hex()}


def frame(carried):
    """A frame, its packet not escaped."""
    data = encode("mctp_packet", carried)
    check = fcs(bytes((1, len(data))) + data)
    return {"framing_flag": "0x7e", "serial_revision": 1, "byte_count": len(data), "packet": data.hex(),
            "tail": {"fcs_high": f"0x{check >> 8:02x}", "fcs_low": f"0x{check & 255:02x}", "framing_flag": "0x7e"}}


def control(command, request=True, instance=0):
    return {"message_type": 0, "integrity_check": False, "instance_id": instance, "instance_reserved": False,
            "datagram": False, "request": request, "command_code": command}


def answer(command, code=0):
    return {"header": control(command, request=False), "completion_code": code}


def listed(out, layout, source, typical, count=None):
    """As `structure`, for a layout whose list ends it or says how long it is."""
    add_structure(out, layout, "typical", source, typical)
    add_structure(out, layout, "minimum", source, zero(layout))
    add_structure(out, layout, "maximum", source, largest(layout, typical))
    if reserved_set(layout, typical) != typical:
        add_structure(out, layout, "reserved_bits_set", "written by hand: the case typical, every reserved bit set",
                      reserved_set(layout, typical))
    data, fixed = encode(layout, typical), LAYOUTS[layout].size - 1
    bad_structure(out, layout, "short", data[:fixed], too_short(layout, fixed), "one byte short of the fixed part")
    if count is not None:
        bad_structure(out, layout, "short_list", data[:-1], inconsistent(layout), "one byte short")
        bad_structure(out, layout, "long", data + b"\xee", inconsistent(layout), "one byte more")


def packets(out):
    request = header(9, 8, 0)
    structure(out, "mctp_header", "DSP0236 MCTP transport header: a request in one packet", request)
    response = header(8, 9, 5, owner=False, start=False, end=False)
    for sequence in range(4):
        add_structure(out, "mctp_header", f"middle_{sequence}", PACKET + ": a packet between first and last",
                      response | {"packet_sequence": sequence})
    listed(out, "mctp_packet", PACKET + ": Identify from EID 8 to 9, as libcxlmi says it",
           packet(request, IDENTIFY_MESSAGE))
    add_structure(out, "mctp_packet", "baseline_unit", PACKET + ": as much as every endpoint takes",
                  packet(header(9, 8, 7, end=False), bytes((8, *range(63)))))
    listed(out, "mctp_message", PACKET + ": Identify, as libcxlmi says it",
           {"message_type": 8, "integrity_check": False, "body": IDENTIFY_MESSAGE[1:].hex()})
    add_structure(out, "mctp_message", "fabric_manager_api", PACKET + ": Get DCD Info (5600h)",
                  {"message_type": 7, "integrity_check": False, "body": "000700005600000000000000"})

    identify = frame(packet(request, IDENTIFY_MESSAGE))
    assert encode("mctp_serial", identify) == IDENTIFY_FRAME
    listed(out, "mctp_serial", FRAME + ": Identify from EID 8 to 9, libcxlmi's through Linux's mctp-serial.c", identify,
           count="byte_count")
    add_structure(out, "mctp_serial", "escaped", FRAME + ": bytes that are escaped on the line",
                  frame(packet(request, b"\x08" + b"\x7d\x7e\x5d\x5e" * 3)))
    add_structure(out, "mctp_serial", "wrong_fcs", "written by hand: the layout takes what a receiver drops",
                  identify | {"tail": identify["tail"] | {"fcs_low": "0x0a"}})
    structure(out, "mctp_serial_trailer", FRAME, identify["tail"])


def control_messages(out):
    structure(out, "mctp_control_header", FORMAT, control(5, instance=17))
    for name, command in (("get_endpoint_id", 2), ("get_endpoint_uuid", 3)):
        add_structure(out, "mctp_control_header", name, FORMAT + ": a request that is nothing but its header",
                      control(command))
    structure(out, "mctp_control_response", FORMAT + ": unsupported command", answer(9, 5))

    source = "DSP0236 12.3 Set Endpoint ID (01h)"
    structure(out, "mctp_set_endpoint_id_request", source,
              {"header": control(1), "operation": 0, "operation_reserved": 0, "endpoint_id": 29})
    structure(out, "mctp_set_endpoint_id_response", source, answer(1) | {
        "allocation_status": 0, "allocation_reserved": 0, "assignment_status": 0, "assignment_reserved": 0,
        "endpoint_id": 29, "eid_pool_size": 0})
    structure(out, "mctp_get_endpoint_id_response", "DSP0236 12.4 Get Endpoint ID (02h)", answer(2) | {
        "endpoint_id": 9, "endpoint_id_type": 0, "id_type_reserved": 0, "endpoint_type": 0, "type_reserved": 0,
        "medium_specific": "0x00"})
    structure(out, "mctp_get_endpoint_uuid_response", "DSP0236 12.5 Get Endpoint UUID (03h)",
              answer(3) | {"uuid": "5be13ce4-7e8d-4dd2-a5a3-3e5bfa5a5f01"})

    source = "DSP0236 12.6 Get MCTP Version Support (04h)"
    structure(out, "mctp_get_version_support_request", source, {"header": control(4), "message_type_number": "0xff"})
    version = {"major": "0xf1", "minor": "0xf3", "update": "0xf1", "alpha": "0x00"}
    structure(out, "mctp_version", "DSP0236 12.6 Version field encoding: 1.3.1", version)
    listed(out, "mctp_get_version_support_response", source,
           answer(4) | {"version_count": 2, "versions": [version | {"minor": "0xf2", "update": "0xff"}, version]},
           count="version_count")
    listed(out, "mctp_get_message_type_support_response", "DSP0236 12.7 Get Message Type Support (05h)",
           answer(5) | {"type_count": 2, "types": "0708"}, count="type_count")

    source = "DSP0236 12.8 Get Vendor Defined Message Support (06h)"
    structure(out, "mctp_get_vendor_message_support_request", source,
              {"header": control(6), "vendor_id_set_selector": 0})
    listed(out, "mctp_get_vendor_message_support_response", source + ": PCI-SIG's identifier",
           answer(6) | {"vendor_id_set_selector": "0xff", "vendor_id_format": 0, "vendor_id": "1e980001"})
