"""Security protocols: 4600h and 4601h. The device has security protocol information alone, of public SCSI manuals."""

from .cases import Command, INVALID_INPUT, LIBCXLMI, SECTIONS, SUCCESS
from .layouts import LAYOUTS, Layout, Listing, Raw

SECTIONS |= {
    0x4600: "8.2.9.9.7.1 Security Send",
    0x4601: "8.2.9.9.7.2 Security Receive",
}

WHICH = (("security_protocol", 0, "u8"), ("sp_specific", 1, "u16"), ("reserved3", 3, Raw(5)))
DATA = ("data", Listing("byte", None))

LAYOUTS |= {
    "security_send_request": Layout(8, WHICH, listing=DATA),
    "security_receive_request": Layout(8, WHICH),
    "security_receive_response": Layout(0, (), listing=DATA),
}

INFORMATION, TCG, ATA_SECURITY = 0x00, 0x01, 0xEF


def which(protocol, specific, **data):
    return {"security_protocol": protocol, "sp_specific": specific, "reserved3": "00" * 5} | data


def security_protocols(out):
    c = Command(out, 0x4600, "security_send", 0x56, "security_send_request", origin=LIBCXLMI)
    c.requests(which(TCG, 0x07FE, data=bytes(range(64)).hex()), INVALID_INPUT,
               most=which(0xFF, 0xFFFF, data="ff" * 2040))
    c.request("information", which(INFORMATION, 0, data="00"), INVALID_INPUT)
    c.request("no_data", which(ATA_SECURITY, 1, data=""), INVALID_INPUT)
    c.responses({})
    c.failure("invalid_input", INVALID_INPUT)

    c = Command(out, 0x4601, "security_receive", 0x57, "security_receive_request", "security_receive_response",
                origin=LIBCXLMI)
    c.requests(which(INFORMATION, 1), SUCCESS, maximum=INVALID_INPUT)
    c.request("protocols", which(INFORMATION, 0), SUCCESS)
    c.request("compliance", which(INFORMATION, 2), INVALID_INPUT)
    c.request("discovery", which(TCG, 1), INVALID_INPUT)
    c.request("ata_security", which(ATA_SECURITY, 0), INVALID_INPUT)
    c.responses({"data": "0000000000000004000102ef"}, {"data": "ff" * 2048})
    c.response("default_device", {"data": "000000000000000100"})
    c.response("no_certificate", {"data": "00000000"})
    c.failure("invalid_input", INVALID_INPUT)
