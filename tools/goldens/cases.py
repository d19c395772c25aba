"""Every golden: which bytes, what they mean, what the codec and a freshly started default device say to them.

The default device: 256 MiB volatile at DPA 0, regions of 1 GiB at 10000000h and 50000000h with 2 MiB blocks, neither
sharable, 512 extents, 64 tags, 2048 payload bytes, one host, labels of 128 KiB, all zero; nothing pending, nothing accepted,
every log empty. 53xxh to 56xxh go to the Fabric Manager's CCI, everything else to the host's; 54xxh and 55xxh to that
of a device with two hosts and a region 1 that is sharable, which is otherwise the same
(fixtures/devices/two-hosts-shared.json).
"""

from dataclasses import dataclass

from .layouts import (Bits, DRAM, DYNAMIC_CAPACITY, GENERAL_MEDIA, LAYOUTS, MEMORY_MODULE, MEMORY_SPARING, WARNINGS,
                      count_field, decode, encode, first_missing, is_reserved, largest, reserved_set, zero)
from .recorded import recorded

SUCCESS, INVALID_INPUT, UNSUPPORTED = "Success", "Invalid Input", "Unsupported"
INVALID_HANDLE, INVALID_PA = "Invalid Handle", "Invalid Physical Address"
INVALID_LENGTH, INVALID_LOG, INVALID_LIST = "Invalid Payload Length", "Invalid Log", "Invalid Extent List"
EXHAUSTED, NO_ABORT = "Resources Exhausted", "Request Abort Background Operation Not Supported"
STARTED, INVALID_SLOT = "Background Command Started", "Invalid Slot"
INVALID_STATE, WRONG_PASSPHRASE = "Invalid Security State", "Incorrect Passphrase"
MEDIA_DISABLED = "Media Disabled"
CODES = {SUCCESS: 0x00, STARTED: 0x01, INVALID_INPUT: 0x02, UNSUPPORTED: 0x03, MEDIA_DISABLED: 0x07, INVALID_SLOT: 0x0B,
         INVALID_HANDLE: 0x0E, INVALID_PA: 0x0F, INVALID_STATE: 0x13, WRONG_PASSPHRASE: 0x14,
         INVALID_LENGTH: 0x16, INVALID_LOG: 0x17, EXHAUSTED: 0x1D, INVALID_LIST: 0x1E, NO_ABORT: 0x20}

# Effects in the Command Effects Log.
CONFIGURATION, DATA = "immediate_configuration_change", "immediate_data_change"
POLICY, LOG = "immediate_policy_change", "immediate_log_change"
COLD_RESET, SECURITY = "configuration_change_after_cold_reset", "security_state_change"
BACKGROUND, ABORT = "background_operation", "request_abort_background_operation_supported"

MIB = 1 << 20
LABELS = 128 << 10
REGION_0, REGION_1, REGIONS_END = 0x10000000, 0x50000000, 0x90000000
TAG = "5be13ce4-7e8d-4dd2-a5a3-3e5bfa5a5f01"
NO_TAG = "00000000-0000-0000-0000-000000000000"
CEL = "0da9c0b5-bf41-4b78-8f79-96b1623b3f17"
PLDM = "03121314-1516-1718-191a-1b0000000000"
VENDORS_IDENTIFIER = "12131415-1617-1819-1a1b-1c1d1e1f2021"
UNKNOWN_TAG = "f0f1f2f3-f4f5-f6f7-f8f9-fafbfcfdfeff"
PHYSICAL_SWITCH = "77cf9271-9c02-470b-9fe4-bc7b75f2da97"
VIRTUAL_SWITCH = "40d26425-3396-4c4d-a5da-3d47263af425"
MLD_PORT = "8dc44363-0c96-4710-b7bf-04bb99534c3f"
NEW_YEAR_2026 = 1767225600000000000

# What states a layout. Sections are of this revision of the specification, as the public code that cites it has them.
REVISION = "CXL r3.1 "
LIBCXLMI = ", as libcxlmi's src/cxlmi/api-types.h has it"
LINUX = ", as Linux's include/cxl/event.h has it"
SECTIONS = {
    0x0001: "8.2.9.1.1 Identify",
    0x0002: "8.2.9.1.2 Background Operation Status",
    0x0003: "8.2.9.1.3 Get Response Message Limit",
    0x0004: "8.2.9.1.4 Set Response Message Limit",
    0x0005: "8.2.9.1.5 Request Abort Background Operation",
    0x0100: "8.2.9.2.2 Get Event Records",
    0x0101: "8.2.9.2.3 Clear Event Records",
    0x0102: "8.2.9.2.4 Get Event Interrupt Policy",
    0x0103: "8.2.9.2.5 Set Event Interrupt Policy",
    0x0104: "8.2.9.2.6 Get MCTP Event Interrupt Policy",
    0x0105: "8.2.9.2.7 Set MCTP Event Interrupt Policy",
    0x0106: "8.2.9.2.8 Event Notification",
    0x0300: "8.2.9.4.1 Get Timestamp",
    0x0301: "8.2.9.4.2 Set Timestamp",
    0x0400: "8.2.9.5.1 Get Supported Logs",
    0x0401: "8.2.9.5.2 Get Log",
    0x4000: "8.2.9.9.1.1 Identify Memory Device",
    0x4100: "8.2.9.9.2.1 Get Partition Info",
    0x4101: "8.2.9.9.2.2 Set Partition Info",
    0x4102: "8.2.9.9.2.3 Get LSA",
    0x4103: "8.2.9.9.2.4 Set LSA",
    0x4200: "8.2.9.9.3.1 Get Health Info",
    0x4201: "8.2.9.9.3.2 Get Alert Configuration",
    0x4202: "8.2.9.9.3.3 Set Alert Configuration",
    0x4203: "8.2.9.9.3.4 Get Shutdown State",
    0x4204: "8.2.9.9.3.5 Set Shutdown State",
    0x4800: "8.2.9.9.9.1 Get Dynamic Capacity Configuration",
    0x4801: "8.2.9.9.9.2 Get Dynamic Capacity Extent List",
    0x4802: "8.2.9.9.9.3 Add Dynamic Capacity Response",
    0x4803: "8.2.9.9.9.4 Release Dynamic Capacity",
    0x5300: "7.6.7.3.1 Tunnel Management Command",
    0x5600: "7.6.7.6.1 Get DCD Info",
    0x5601: "7.6.7.6.2 Get Host DC Region Configuration",
    0x5602: "7.6.7.6.3 Set DC Region Configuration",
    0x5603: "7.6.7.6.4 Get DC Region Extent Lists",
    0x5604: "7.6.7.6.5 Initiate Dynamic Capacity Add",
    0x5605: "7.6.7.6.6 Initiate Dynamic Capacity Release",
    0x5606: "7.6.7.6.7 Dynamic Capacity Add Reference",
    0x5607: "7.6.7.6.8 Dynamic Capacity Remove Reference",
    0x5608: "7.6.7.6.9 Dynamic Capacity List Tags",
}
HEADER = REVISION + "Figure 7-19 CCI Message Header"
COMMON_RECORD = REVISION + "8.2.9.2.1 Common Event Record"
COMMAND_EFFECTS_LOG = REVISION + "8.2.9.5.2.1 Command Effects Log"


@dataclass(frozen=True)
class Golden:
    """One .bin and its .json."""

    folder: str
    name: str
    layout: str
    source: str
    data: bytes
    fields: dict
    codec: object
    return_code: str | None = None

    @property
    def document(self):
        outcome = {"codec": self.codec}
        if self.return_code is not None:
            outcome["return_code"] = self.return_code
        return {"layout": self.layout, "source": self.source, "fields": self.fields, "outcome": outcome}


def refused(reason, field, offset):
    return {"refused": reason, "field": field, "offset": offset}


def too_short(layout, length):
    return refused("too_short", *first_missing(layout, length))


def too_long(layout):
    return refused("too_long", "end", LAYOUTS[layout].size)


def inconsistent(layout):
    return refused("inconsistent", *count_field(layout))


def has_reserved(name, base):
    return reserved_set(name, base) != base


def section(opcode):
    """Where the specification has a command: "CXL r3.1 8.2.9.5.2 Get Log (0401h)"."""
    return f"{REVISION}{SECTIONS[opcode]} ({opcode:04x}h)"


# Effects of the commands that the device carries, by opcode: what the goldens of the Command Effects Log are made of.
CARRIED = {}


class Command:
    """The goldens of one opcode: whole CCI messages."""

    def __init__(self, out, opcode, name, tag, request="empty", response="empty", origin="", effects=()):
        """`effects` is what the Command Effects Log says, by the names of its fields; None: it does not list it."""
        if effects is not None:
            CARRIED[opcode] = effects
        self.out, self.opcode, self.tag = out, opcode, tag
        self.folder = f"{opcode:04x}_{name}"
        self.request_layout, self.response_layout = request, response
        self.spec = section(opcode) + origin

    def header(self, category, length, **changes):
        return {"category": category, "category_reserved": 0, "message_tag": self.tag, "reserved2": "00",
                "opcode": f"0x{self.opcode:04x}", "payload_length": length, "length_reserved": 0,
                "background_operation": False, "return_code": 0, "vendor_status": 0} | changes

    def add(self, name, layout, source, category, payload, body, codec, answer=None, **header):
        fields = {"header": self.header(category, len(payload), **header), "payload": body}
        data = encode("cci_header", fields["header"]) + payload
        self.out.append(Golden(self.folder, name, layout, source, data, fields, codec, answer))

    def request(self, case, fields, answer, source=None, **header):
        self.add(f"request_{case}", self.request_layout, source or self.spec, 0,
                 encode(self.request_layout, fields), fields, "accepted", answer, **header)

    def response(self, case, fields, source=None, **header):
        self.add(f"response_{case}", self.response_layout, source or self.spec, 1,
                 encode(self.response_layout, fields), fields, "accepted", **header)

    def failure(self, case, answer):
        """A reply without payload that carries an error."""
        self.add(f"response_{case}", "empty", self.spec, 1, b"", {}, "accepted", return_code=CODES[answer])

    def bad_request(self, case, payload, codec, answer=INVALID_LENGTH, source=None, why=None):
        self.add(f"request_{case}", self.request_layout, source or f"written by hand: {why}", 0, payload,
                 payload.hex(), codec, answer)

    def bad_response(self, case, payload, codec, why):
        self.add(f"response_{case}", self.response_layout, f"written by hand: {why}", 1, payload, payload.hex(), codec)

    def qemu_request(self, case, seed, step, answer, codec="accepted"):
        file, payload = recorded(self.opcode, "req", seed, step)
        source = qemu(file, seed, step)
        if codec == "accepted":
            fields = decode(self.request_layout, payload)
            self.request(f"qemu_{case}", fields, answer, source)
        else:
            self.bad_request(f"qemu_{case}", payload, codec, answer, source)

    def qemu_response(self, case, seed, step):
        file, payload = recorded(self.opcode, "rsp", seed, step)
        self.response(f"qemu_{case}", decode(self.response_layout, payload), qemu(file, seed, step))

    # The cases that every opcode has.

    def requests(self, typical, answer, minimum=None, maximum=None, most=None, refusal=INVALID_LENGTH):
        """Typical, minimum, maximum, reserved bits, short, long, empty; answers for minimum and maximum."""
        layout = self.request_layout
        self.request("typical", typical, answer)
        self.request("reserved_bits_set", reserved_set(layout, typical), answer,
                     "written by hand: the typical request, every reserved bit of header and payload set",
                     category_reserved=15, reserved2="ff", length_reserved=3)
        data = encode(layout, typical)
        if layout == "empty":
            self.bad_request("long", b"\xee", too_long(layout), refusal, why="one byte where there is no payload")
            return
        self.request("minimum", zero(layout), minimum or answer)
        self.request("maximum", most or largest(layout, typical), maximum or answer)
        self.bad_request("empty", b"", too_short(layout, 0), refusal, why="no payload")
        if LAYOUTS[layout].listing:
            fixed = LAYOUTS[layout].size
            self.bad_request("short", data[:fixed - 1], too_short(layout, fixed - 1), refusal,
                             why="one byte short of the fixed part")
            # What takes all bytes to the end is never too long.
            if LAYOUTS[layout].listing[1].count:
                self.bad_request("long", data + b"\xee", inconsistent(layout), refusal,
                                 why="the typical payload and one byte more")
        else:
            length = len(data) - 1
            if LAYOUTS[layout].optional:
                length -= 1
            self.bad_request("short", data[:length], too_short(layout, length), refusal,
                             why=f"the first {length} bytes of the typical payload")
            self.bad_request("long", data + b"\xee", too_long(layout), refusal,
                             why="the typical payload and one byte more")

    def responses(self, typical, entries=None):
        """Typical, minimum, maximum, reserved bits, short, long, count mismatch."""
        layout = self.response_layout
        self.response("typical", typical)
        self.response("reserved_bits_set", reserved_set(layout, typical),
                      "written by hand: the typical response, every reserved bit of header and payload set",
                      category_reserved=15, reserved2="ff", length_reserved=3)
        if layout == "empty":
            self.bad_response("long", b"\xee", too_long(layout), "one byte where there is no payload")
            return
        self.response("minimum", zero(layout))
        self.response("maximum", largest(layout, entries if entries is not None else typical))
        if LAYOUTS[layout].size == 0:
            return
        data, fixed, listing = encode(layout, typical), LAYOUTS[layout].size, LAYOUTS[layout].listing
        self.bad_response("short", data[:fixed - 1], too_short(layout, fixed - 1),
                          f"the first {fixed - 1} bytes of the typical payload")
        if not listing:
            self.bad_response("long", data + b"\xee", too_long(layout), "the typical payload and one byte more")
            return
        self.bad_response("long", data + b"\xee", inconsistent(layout), "the typical payload and one byte more")
        field, _ = count_field(layout)
        for case, by in (("above", 1), ("below", -1)):
            changed = typical | {field: typical[field] + by}
            self.bad_response(f"count_mismatch_{case}", encode(layout, changed), inconsistent(layout),
                              f"the count is one {case} what follows")

    def request_counts(self, typical, *others):
        """Counts that disagree with what follows: one above, one below, and others as (case, count, why)."""
        field, _ = count_field(self.request_layout)
        for case, count, why in (("above", typical[field] + 1, "the count is one above what follows"),
                                 ("below", typical[field] - 1, "the count is one below what follows"), *others):
            self.bad_request(f"count_mismatch_{case}", encode(self.request_layout, typical | {field: count}),
                             inconsistent(self.request_layout), why=why)


def qemu(file, seed, step):
    return f"QEMU 11.1.3, {file} seed {seed} step {step}"


# Values.

def extent(start, length, tag=NO_TAG, sequence=0):
    return {"start_dpa": f"{start:#x}", "length": length, "tag": tag, "shared_extent_sequence": sequence,
            "reserved34": "00" * 6}


def updated(start, length):
    return {"start_dpa": f"{start:#x}", "length": length, "reserved16": "00" * 8}


def updates(*entries, more=False):
    return {"count": len(entries), "more": more, "flags_reserved": 0, "reserved5": "000000", "extents": list(entries)}


def record_header(identifier, handle, **changes):
    return zero("event_record_header") | {"event_record_identifier": identifier, "record_length": 128,
                                          "handle": handle} | changes


def dc_record(kind, handle, piece, **changes):
    """As the default device writes it with two extents of its 512 in use."""
    header = record_header(DYNAMIC_CAPACITY, handle)
    return zero("dynamic_capacity_event_record") | {
        "header": header, "event_type": kind, "extents_available_valid": True, "tags_available_valid": True,
        "extent": piece, "extents_available": 510, "tags_available": 64} | changes


def common_record(handle, identifier=PHYSICAL_SWITCH):
    """A common record, of a kind that has no layout of its own here; its own part counts 00h to 4Fh."""
    header = record_header(identifier, handle, severity=2, maintenance_needed=True, timestamp=NEW_YEAR_2026)
    return {"header": header, "data": bytes(range(80)).hex()}


def full_header(identifier, handle, severity):
    """A record's header of which no field is 0."""
    flags = {name: True for name, _, kind in LAYOUTS["event_record_header"].fields
             if isinstance(kind, Bits) and kind.width == 1}
    return record_header(identifier, handle, severity=severity, related_handle=0xA2A1, timestamp=NEW_YEAR_2026,
                         maintenance_operation_class=2, maintenance_operation_subclass=1, ld_id=0xA4A3, head_id=0xA5,
                         **flags)


def zero_fields(fields):
    """Names of what is 0 and not reserved."""
    return [name for name, value in fields.items() if not is_reserved(name)
            and (zero_fields(value) if isinstance(value, dict) else not str(value).strip("0-") or not value)]


def every_validity_flag(layout):
    return {name: True for name, _, _ in LAYOUTS[layout].fields
            if name.endswith("_valid") or name == "component_identifier_is_pldm"}


def media_record(handle):
    """A General Media record; no field is 0, every number differs from byte to byte."""
    layout = "general_media_event_record"
    header = full_header(GENERAL_MEDIA, handle, 2)
    return zero(layout) | every_validity_flag(layout) | {
        "header": header, "physical_address": 0x0706050403020140, "memory_event_descriptor": 1,
        "memory_event_type": 3, "transaction_type": 2, "channel": 13, "rank": 14,
        "device": 0x11100F, "component_identifier": PLDM, "corrected_errors_in_several_components": True,
        "corrected_error_threshold_exceeded": True, "corrected_error_count": 0x242322, "memory_event_sub_type": 4}


def dram_record(handle):
    """A DRAM record; no field is 0, every number differs from byte to byte."""
    layout = "dram_event_record"
    header = full_header(DRAM, handle, 3)
    return zero(layout) | every_validity_flag(layout) | {
        "header": header, "physical_address": 0x1706050403020142, "memory_event_descriptor": 2,
        "memory_event_type": 1, "transaction_type": 5, "channel": 29, "rank": 30,
        "nibble_mask": 0x21201F, "bank_group": 34, "bank": 35, "row": 0x262524, "column": 0x2827,
        "correction_mask": bytes(range(0x29, 0x49)).hex(), "component_identifier": PLDM, "sub_channel": 0x5A,
        "corrected_errors_in_several_components": True, "corrected_error_threshold_exceeded": True,
        "corrected_error_count": 0x5D5C5B, "memory_event_sub_type": 5}


def sparing_record(handle):
    """A Memory Sparing record; no field is 0, every number differs from byte to byte."""
    layout = "memory_sparing_event_record"
    header = full_header(MEMORY_SPARING, handle, 1)
    return zero(layout) | every_validity_flag(layout) | {
        "header": header, "maintenance_operation_class": 2, "maintenance_operation_subclass": 1,
        "query_resources": True, "hard_sparing": True, "device_initiated": True, "result": 0x1D,
        "spare_resources_available": 0x0403, "channel": 5, "rank": 6, "nibble_mask": 0x090807, "bank_group": 10,
        "bank": 11, "row": 0x0E0D0C, "column": 0x100F, "component_identifier": PLDM, "sub_channel": 0x21}


HEALTH = {"health_status": 1, "media_status": 2, "additional_status": 3, "life_used": 4, "device_temperature": 42,
          "dirty_shutdown_count": 0x05060708, "corrected_volatile_error_count": 0x090A0B0C,
          "corrected_persistent_error_count": 0x0D0E0F10}


def module_record(handle):
    """A Memory Module record; no field is 0."""
    layout = "memory_module_event_record"
    header = full_header(MEMORY_MODULE, handle, 1)
    return zero(layout) | every_validity_flag(layout) | {
        "header": header, "device_event_type": 3, "health": dict(HEALTH), "component_identifier": PLDM,
        "device_event_sub_type": 2}


def records(*entries, **changes):
    return zero("get_event_records_response") | {"record_count": len(entries), "records": list(entries)} | changes


def region(base, handle, sanitize=False):
    return zero("dc_region_configuration") | {
        "base_dpa": f"{base:#x}", "decode_length": 4, "length": 1 << 30, "block_size": 2 * MIB,
        "dsmad_handle": handle, "sanitize_on_release": sanitize}


TAIL = {"extents_supported": 512, "extents_available": 512, "tags_supported": 64, "tags_available": 64}


def configuration(available, *regions, tail=TAIL):
    return {"regions_available": available, "regions_returned": len(regions), "reserved2": "00" * 6,
            "regions": list(regions), "tail": dict(tail)}


def listed(total, generation, *extents):
    return {"returned": len(extents), "total": total, "generation": generation, "reserved12": "00000000",
            "extents": list(extents)}


def settings(mode, message):
    return {"mode": mode, "settings_reserved": 0, "message_number": message}


def policy(informational, warning, failure, fatal, dynamic_capacity=None):
    values = {"informational": informational, "warning": warning, "failure": failure, "fatal": fatal}
    return values if dynamic_capacity is None else values | {"dynamic_capacity": dynamic_capacity}


def cel_entry(opcode, *names):
    return zero("cel_entry") | {"opcode": f"0x{opcode:04x}"} | {name: True for name in names}


CEL_ENTRIES = [
    cel_entry(0x0001), cel_entry(0x0004, CONFIGURATION), cel_entry(0x0100), cel_entry(0x0101, LOG), cel_entry(0x0102),
    cel_entry(0x0103, POLICY), cel_entry(0x0300), cel_entry(0x0301, POLICY), cel_entry(0x4801),
    cel_entry(0x4802, CONFIGURATION),
]

ALL_ONES_EXTENT = largest("extent", extent(0, 0, TAG))


def warnings(suffix, *names):
    """The flags of 4201h and 4202h with one suffix."""
    return {f"{name}_{suffix}": name in names for name in WARNINGS} | {f"{suffix}_reserved": 0}


def host_region(base, **changes):
    return zero("host_dc_region_configuration") | {
        "base_dpa": f"{base:#x}", "decode_length": 4, "length": 1 << 30, "block_size": 2 * MIB} | changes


def host_configuration(host, available, *regions):
    return {"host_id": host, "regions_available": available, "regions_returned": len(regions),
            "regions": list(regions), "tail": dict(TAIL)}


def host_listed(host, start, total, generation, *extents):
    return zero("get_dc_region_extent_lists_response") | {
        "host_id": host, "start": start, "returned": len(extents), "total": total, "generation": generation,
        "extents": list(extents)}


FREE, CONTIGUOUS, PRESCRIPTIVE, ENABLE_SHARED_ACCESS = range(4)


def addition(policy, *extents, length=0, region=0, tag=NO_TAG, host=0):
    return {"host_id": host, "selection_policy": policy, "region": region, "length": length, "tag": tag,
            "count": len(extents), "extents": list(extents)}


TAG_BASED, PRESCRIPTIVE_RELEASE = range(2)


def removal(policy, *extents, **changes):
    return zero("initiate_dc_release_request") | {
        "removal_policy": policy, "count": len(extents), "extents": list(extents)} | changes


def tag_information(tag, flags=0, references=(), pending=()):
    def bitmap(hosts):
        return sum(1 << host for host in hosts).to_bytes(32, "little").hex()

    return {"tag": tag, "flags": flags, "reserved17": "000000", "reference_bitmap": bitmap(references),
            "pending_bitmap": bitmap(pending)}


def tags_listed(total, generation, *tags):
    return {"generation": generation, "total": total, "returned": len(tags), "validity_bitmap": 3,
            "reserved13": "000000", "tags": list(tags)}


def message(opcode, payload=b"", **changes):
    """A CCI message to tunnel."""
    return encode("cci_header", zero("cci_header") | {
        "message_tag": 0x5A, "opcode": f"0x{opcode:04x}", "payload_length": len(payload)} | changes) + payload


# Opcodes.

def information(out):
    c = Command(out, 0x0001, "identify", 0xA1, response="identify_response")
    c.requests({}, SUCCESS)
    c.request("vendor_status_abcd", {}, SUCCESS, c.spec + ": libcxlmi's vendor status",
              vendor_status=0xABCD)
    c.responses({"pcie_vendor_id": 0x1A2B, "pcie_device_id": 0x3C4D, "pcie_subsystem_vendor_id": 0x5E6F,
                 "pcie_subsystem_id": 0x7081, "serial_number": 0x0123456789ABCDEF, "maximum_message_size": 11,
                 "component_type": 3})
    c.failure("invalid_payload_length", INVALID_LENGTH)

    c = Command(out, 0x0002, "background_operation_status", 0xA2, response="background_operation_status_response",
                origin=LIBCXLMI)
    c.requests({}, SUCCESS)
    typical = {"in_progress": True, "percentage_complete": 42, "reserved1": "00", "opcode": "0x4400",
               "return_code": 0x0102, "vendor_status": 0x0304}
    c.responses(typical)
    c.response("completed", typical | {"in_progress": False, "percentage_complete": 100, "return_code": 0,
                                       "vendor_status": 0})

    c = Command(out, 0x0003, "get_response_message_limit", 0xA3, response="get_response_message_limit_response")
    c.requests({}, SUCCESS)
    c.responses({"limit": 11})

    c = Command(out, 0x0004, "set_response_message_limit", 0xA4, "set_response_message_limit_request",
                "set_response_message_limit_response")
    c.requests({"limit": 10}, SUCCESS, minimum=INVALID_INPUT, maximum=INVALID_INPUT)
    for limit, answer in ((7, INVALID_INPUT), (8, SUCCESS), (11, SUCCESS), (12, INVALID_INPUT)):
        c.request(f"limit_{limit}", {"limit": limit}, answer)
    c.responses({"limit": 10})
    c.failure("invalid_input", INVALID_INPUT)

    c = Command(out, 0x0005, "request_abort_background_operation", 0xA5)
    c.requests({}, NO_ABORT)
    c.responses({})
    c.failure("not_supported", NO_ABORT)


def event_logs(out):
    first, second = (dc_record(0, 1, extent(REGION_0, 128 * MIB), more=True),
                     dc_record(0, 2, extent(REGION_0 + 128 * MIB, 128 * MIB)))
    c = Command(out, 0x0100, "get_event_records", 0xB0, "get_event_records_request", "get_event_records_response")
    c.requests({"log": 4}, SUCCESS, maximum=INVALID_INPUT)
    c.request("unknown_log", {"log": 5}, INVALID_INPUT)
    every = (dc_record(0, 1, ALL_ONES_EXTENT), media_record(1), dram_record(1), module_record(1),
             common_record(1) | {"data": "ff" * 80})
    most = records(*every * 3)
    # Typical: the two records that the default device makes when it is offered two extents of 128 MiB.
    c.responses(records(first, second), most)
    c.response("release", records(dc_record(1, 3, extent(REGION_0 + 128 * MIB, 128 * MIB))))
    c.response("mixed", records(media_record(0x0102), dc_record(2, 0x0103, extent(REGION_1, 2 * MIB, TAG))))
    c.response("mixed_reserved_bits_set", reserved_set("get_event_records_response", records(
        media_record(0x0102), dc_record(2, 0x0103, extent(REGION_1, 2 * MIB, TAG)))))
    kinds = records(media_record(0x0201), dram_record(0x0202), module_record(0x0203), sparing_record(0x0204),
                    common_record(0x0205), dc_record(3, 0x0206, zero("extent"), updated_region_index=1))
    c.response("every_kind", kinds)
    c.response("every_kind_reserved_bits_set", reserved_set("get_event_records_response", kinds),
               "written by hand: the case every_kind, every reserved bit of the payload set")
    c.response("overflow", records(media_record(0x0708), overflow=True, overflow_error_count=0x0304,
                                   first_overflow_timestamp=NEW_YEAR_2026,
                                   last_overflow_timestamp=NEW_YEAR_2026 + 1000000001))
    c.response("more", records(first, more_event_records=True))
    c.bad_response("partial_record", encode("get_event_records_response", records(first))[:-1],
                   inconsistent("get_event_records_response"), "the last record lacks its last byte")
    c.failure("invalid_input", INVALID_INPUT)
    c.qemu_response("two_records", 100, 3)
    c.qemu_response("eight_records_overflow", 101, 39)

    c = Command(out, 0x0101, "clear_event_records", 0xB1, "clear_event_records_request", effects=(LOG,))

    def clear(log, *handles, clear_all=False):
        return {"log": log, "clear_all": clear_all, "flags_reserved": 0, "handle_count": len(handles),
                "reserved3": "000000", "handles": list(handles)}

    typical = clear(4, 1, 2)
    c.requests(typical, INVALID_HANDLE, minimum=SUCCESS, maximum=INVALID_INPUT,
               most=largest(c.request_layout, clear(4, *[0xFFFF] * 255)))
    c.request("maximum_handles", clear(4, *range(1, 256)), INVALID_HANDLE)
    c.request("no_handles", clear(4), SUCCESS)
    c.request("clear_all", clear(4, clear_all=True), INVALID_INPUT)
    c.request("unknown_log", clear(5, 1), INVALID_INPUT)
    c.request_counts(typical)
    c.bad_request("half_handle", encode(c.request_layout, typical)[:-1], inconsistent(c.request_layout),
                  why="the last handle lacks its second byte")
    c.qemu_request("four_handles", 103, 85, INVALID_HANDLE)
    c.responses({})
    c.failure("invalid_handle", INVALID_HANDLE)

    typical = policy(settings(1, 3), settings(1, 4), settings(1, 5), settings(2, 6), settings(1, 7))
    c = Command(out, 0x0102, "get_event_interrupt_policy", 0xB2, response="get_event_interrupt_policy_response")
    c.requests({}, SUCCESS)
    c.responses(typical)
    c.qemu_response("none", 105, 45)

    c = Command(out, 0x0103, "set_event_interrupt_policy", 0xB3, "set_event_interrupt_policy_request",
                effects=(POLICY,))
    c.requests(typical, SUCCESS)
    four = policy(settings(1, 3), settings(1, 4), settings(1, 5), settings(2, 6))
    c.request("four_bytes", four, SUCCESS)
    c.request("four_bytes_reserved_bits_set", reserved_set(c.request_layout, four), SUCCESS)
    c.qemu_request("four_bytes", 101, 17, SUCCESS)
    c.qemu_request("five_bytes", 103, 32, SUCCESS)
    c.responses({})

    mask = zero("event_notification_request") | {"warning": True, "fatal": True, "dynamic_capacity": True}
    c = Command(out, 0x0104, "get_mctp_event_interrupt_policy", 0xB4,
                response="get_mctp_event_interrupt_policy_response")
    c.requests({}, SUCCESS)
    c.responses(mask)

    c = Command(out, 0x0105, "set_mctp_event_interrupt_policy", 0xB5, "set_mctp_event_interrupt_policy_request",
                effects=(POLICY,))
    c.requests(mask, SUCCESS)
    c.request("background_operation_completed", zero(c.request_layout) | {"background_operation_completed": True},
              SUCCESS)
    c.responses({})

    # The device sends this one; a host that sends it is told so (E11, C1).
    c = Command(out, 0x0106, "event_notification", 0xB6, "event_notification_request", effects=None)
    mask = zero(c.request_layout) | {"dynamic_capacity": True}
    c.requests(mask, UNSUPPORTED, refusal=UNSUPPORTED)
    c.failure("unsupported", UNSUPPORTED)


def timestamp(out):
    c = Command(out, 0x0300, "get_timestamp", 0xC0, response="get_timestamp_response")
    c.requests({}, SUCCESS)
    c.responses({"timestamp": NEW_YEAR_2026 + 123456789})
    c.qemu_response("not_set", 101, 55)

    c = Command(out, 0x0301, "set_timestamp", 0xC1, "set_timestamp_request", effects=(POLICY,))
    c.requests({"timestamp": NEW_YEAR_2026 + 123456789}, SUCCESS)
    c.responses({})


def logs(out):
    c = Command(out, 0x0400, "get_supported_logs", 0xD0, response="get_supported_logs_response")
    c.requests({}, SUCCESS)

    def supported(*entries):
        return {"log_count": len(entries), "reserved2": "00" * 6,
                "logs": [{"log_identifier": identifier, "log_size": size} for identifier, size in entries]}

    most = [(f"{n:08x}-0123-4567-89ab-cdef00112233", 0) for n in range(102)]
    c.responses(supported((CEL, 40)), supported(*most))
    c.qemu_response("cel", 106, 12)

    c = Command(out, 0x0401, "get_log", 0xD1, "get_log_request", "get_log_response")

    def part(offset, length, identifier=CEL):
        return {"log_identifier": identifier, "offset": offset, "length": length}

    c.requests(part(0, 40), SUCCESS, minimum=INVALID_LOG, maximum=INVALID_INPUT)
    c.request("second_part", part(20, 20), SUCCESS)
    c.request("past_end", part(0x10000, 4), INVALID_INPUT)
    c.request("wraps", part(0xFFFFFFFC, 8), INVALID_INPUT, "written by hand: offset + length is 4 modulo 2^32")
    c.request("unknown_log", part(0, 4, "f0f1f2f3-f4f5-f6f7-f8f9-fafbfcfdfeff"), INVALID_LOG)
    data = encode("command_effects_log", {"entries": CEL_ENTRIES})
    c.responses({"data": data.hex()}, {"data": "ff" * 2048})
    c.failure("invalid_log", INVALID_LOG)


def memory_device(out):
    c = Command(out, 0x4000, "identify_memory_device", 0xE0, response="identify_memory_device_response")
    c.requests({}, SUCCESS)
    typical = zero(c.response_layout) | {
        "firmware_revision": "GOLDEN 1.0", "total_capacity": 3, "volatile_capacity": 1, "persistent_capacity": 2,
        "partition_alignment": 1, "informational_event_log_size": 0x0101, "warning_event_log_size": 0x0202,
        "failure_event_log_size": 0x0303, "fatal_event_log_size": 0x0404, "lsa_size": 0x00020000,
        "poison_list_maximum": 0x030201, "inject_poison_limit": 0x0605, "poison_handling_capabilities": 7,
        "qos_telemetry_capabilities": 8, "dynamic_capacity_event_log_size": 0x0909}
    c.responses(typical)
    # Linux reads only 67 bytes; the layout has 69.
    data = encode(c.response_layout, typical)[:67]
    c.bad_response("67_bytes", data, too_short(c.response_layout, 67), "without the Dynamic Capacity log size")
    c.qemu_response("default_device", 100, 24)

    c = Command(out, 0x4100, "get_partition_info", 0xE1, response="get_partition_info_response")
    c.requests({}, SUCCESS)
    c.responses({"active_volatile_capacity": 1, "active_persistent_capacity": 2, "next_volatile_capacity": 3,
                 "next_persistent_capacity": 4})
    c.qemu_response("default_device", 100, 89)

    # Nothing of the default device can be partitioned.
    c = Command(out, 0x4101, "set_partition_info", 0xE9, "set_partition_info_request", origin=LIBCXLMI,
                effects=(COLD_RESET, CONFIGURATION, "extended_effects_valid",
                         "configuration_change_after_conventional_reset"))
    wanted = {"volatile_capacity": 3, "immediate": False, "flags_reserved": 0}
    c.requests(wanted | {"reserved9": "00"}, UNSUPPORTED)
    c.request("without_the_last_byte", wanted, UNSUPPORTED)
    c.request("immediate", wanted | {"immediate": True}, UNSUPPORTED)
    c.responses({})
    c.failure("invalid_input", INVALID_INPUT)

    c = Command(out, 0x4200, "get_health_info", 0xE2, response="get_health_info_response")
    c.requests({}, SUCCESS)
    c.responses(HEALTH)
    c.response("below_zero", HEALTH | {"device_temperature": -40})
    c.response("lowest_temperature", HEALTH | {"device_temperature": -0x8000})


def label_storage(out):
    c = Command(out, 0x4102, "get_lsa", 0xE3, "get_lsa_request", "get_lsa_response")
    c.requests({"offset": 0, "length": 256}, SUCCESS, maximum=INVALID_INPUT)
    for case, offset, length, answer in (
            ("to_the_end", LABELS - 256, 256, SUCCESS), ("past_end", LABELS - 255, 256, INVALID_INPUT),
            ("nothing_at_the_end", LABELS, 0, SUCCESS), ("nothing_past_the_end", LABELS + 1, 0, INVALID_INPUT),
            ("as_much_as_fits", 0, 2048, SUCCESS), ("more_than_fits", 0, 2049, INVALID_INPUT)):
        c.request(case, {"offset": offset, "length": length}, answer)
    c.request("wraps", {"offset": 0xFFFFFFF8, "length": 8}, INVALID_INPUT,
              "written by hand: offset + length is 0 modulo 2^32")
    c.responses({"data": bytes(range(64)).hex()}, {"data": "ff" * 2048})
    c.failure("invalid_input", INVALID_INPUT)

    c = Command(out, 0x4103, "set_lsa", 0xE4, "set_lsa_request", effects=(CONFIGURATION, DATA))

    def part(offset, data):
        return {"offset": offset, "reserved4": "00000000", "data": data.hex()}

    c.requests(part(0, bytes(range(64))), SUCCESS, maximum=INVALID_INPUT, most=part(0xFFFFFFFF, b"\xff" * 2040))
    c.request("one_byte", part(0, b"\xa5"), SUCCESS)
    c.request("to_the_end", part(LABELS - 64, bytes(range(64))), SUCCESS)
    c.request("past_end", part(LABELS - 63, bytes(range(64))), INVALID_INPUT)
    c.request("nothing_at_the_end", part(LABELS, b""), SUCCESS)
    c.request("nothing_past_the_end", part(LABELS + 1, b""), INVALID_INPUT)
    c.request("as_much_as_fits", part(0, b"\xa5" * 2040), SUCCESS)
    c.request("wraps", part(0xFFFFFFF8, bytes(8)), INVALID_INPUT, "written by hand: offset + length is 0 modulo 2^32")
    c.bad_request("offset_alone", bytes(4), too_short(c.request_layout, 4), why="the offset alone")
    c.responses({})
    c.failure("invalid_input", INVALID_INPUT)


def alerts(out):
    c = Command(out, 0x4201, "get_alert_configuration", 0xE5, response="get_alert_configuration_response",
                origin=LIBCXLMI)
    c.requests({}, SUCCESS)
    typical = zero(c.response_layout) | warnings("valid", "life_used_warning", "under_temperature_warning") | warnings(
        "programmable", "over_temperature_warning", "corrected_persistent_warning") | {
        "life_used_critical_threshold": 95, "life_used_warning_threshold": 75,
        "over_temperature_critical_threshold": 105, "under_temperature_critical_threshold": -20,
        "over_temperature_warning_threshold": 85, "under_temperature_warning_threshold": -10,
        "corrected_volatile_warning_threshold": 0x0102, "corrected_persistent_warning_threshold": 0x0304}
    c.responses(typical)
    c.response("lowest_temperatures", typical | {
        f"{side}_temperature_{level}_threshold": -0x8000 for level in ("critical", "warning") for side in
        ("over", "under")})
    for name in WARNINGS:
        c.response(f"{name}_alone", zero(c.response_layout) | {f"{name}_valid": True, f"{name}_programmable": True})

    c = Command(out, 0x4202, "set_alert_configuration", 0xE6, "set_alert_configuration_request", origin=LIBCXLMI,
                effects=(POLICY,))
    typical = zero(c.request_layout) | warnings("valid", "life_used_warning", "over_temperature_warning") | warnings(
        "enabled", "over_temperature_warning") | {
        "life_used_warning_threshold": 75, "over_temperature_warning_threshold": 85,
        "under_temperature_warning_threshold": -10, "corrected_volatile_warning_threshold": 0x0102,
        "corrected_persistent_warning_threshold": 0x0304}
    c.requests(typical, SUCCESS)
    c.request("all_warnings", typical | warnings("valid", *WARNINGS) | warnings("enabled", *WARNINGS), SUCCESS)
    c.request("all_disabled", typical | warnings("valid", *WARNINGS) | warnings("enabled"), SUCCESS)
    c.request("unknown_valid_bits", typical | {"valid_reserved": 7}, SUCCESS)
    c.responses({})


def shutdown(out):
    clean, dirty = ({"dirty": value, "state_reserved": 0} for value in (False, True))
    c = Command(out, 0x4203, "get_shutdown_state", 0xE7, response="get_shutdown_state_response", origin=LIBCXLMI)
    c.requests({}, SUCCESS)
    c.responses(dirty)

    c = Command(out, 0x4204, "set_shutdown_state", 0xE8, "set_shutdown_state_request", origin=LIBCXLMI,
                effects=(POLICY,))
    c.requests(dirty, SUCCESS)
    c.request("clean", clean, SUCCESS)
    c.responses({})


def dynamic_capacity(out):
    c = Command(out, 0x4800, "get_dc_configuration", 0xF0, "get_dc_configuration_request",
                "get_dc_configuration_response")
    c.requests({"region_count": 8, "start_index": 0}, SUCCESS, maximum=INVALID_INPUT)
    c.request("second_region", {"region_count": 1, "start_index": 1}, SUCCESS)
    c.request("start_past_end", {"region_count": 8, "start_index": 2}, INVALID_INPUT)
    c.qemu_request("eight_regions", 100, 106, SUCCESS)
    both = region(REGION_0, 1), region(REGION_1, 2)
    c.responses(configuration(2, *both), configuration(8, *[region(0, 0)] * 8))
    c.response("second_region", configuration(2, both[1]))
    c.response("eight_regions", configuration(8, *(region(REGION_0 + (n << 30), n + 1, n % 2 == 1)
                                                   for n in range(8))))
    c.failure("invalid_input", INVALID_INPUT)
    c.qemu_response("both_regions", 100, 106)
    c.qemu_response("first_region", 100, 79)
    c.qemu_response("no_region", 100, 19)

    c = Command(out, 0x4801, "get_dc_extent_list", 0xF1, "get_dc_extent_list_request", "get_dc_extent_list_response")
    c.requests({"count": 10, "start": 0}, SUCCESS, maximum=INVALID_INPUT)
    c.request("start_past_total", {"count": 1, "start": 1}, INVALID_INPUT)
    c.request("count_only_maximum", {"count": 0xFFFFFFFF, "start": 0}, SUCCESS)
    c.qemu_request("page", 103, 100, INVALID_INPUT)
    # Typical: what the default device lists once it has both extents; then one of them is released.
    pair = extent(REGION_0, 128 * MIB), extent(REGION_0 + 128 * MIB, 128 * MIB)
    c.responses(listed(2, 1, *pair), listed(50, 1, *[extent(0, 0, TAG)] * 50))
    c.response("after_release", listed(1, 2, pair[0]))
    c.response("tagged", listed(3, 0x01020304, extent(REGION_1, 2 * MIB, TAG)))
    c.response("shared_sequence", listed(3, 5, *(extent(REGION_1 + n * 4 * MIB, 2 * MIB, TAG, n) for n in range(3))))
    c.response("fifty_extents", listed(512, 9, *(extent(REGION_0 + n * 4 * MIB, 2 * MIB) for n in range(50))))
    c.bad_response("partial_extent", encode(c.response_layout, listed(2, 1, *pair))[:-39],
                   inconsistent(c.response_layout), "one byte of the second extent")
    c.bad_response("count_mismatch_wraps", encode(c.response_layout, listed(1, 1, pair[0]) | {"returned": 0x20000001}),
                   inconsistent(c.response_layout), "40 x returned is 40 modulo 2^32: one extent follows")
    c.failure("invalid_input", INVALID_INPUT)
    c.qemu_response("second_page", 103, 100)
    c.qemu_response("empty", 100, 18)
    # q3: well formed, yet two of the total of none.
    c.qemu_response("returned_above_total", 100, 7)

    for opcode, name, tag in ((0x4802, "add_dc_response", 0xF2), (0x4803, "release_dc", 0xF3)):
        updates_of(Command(out, opcode, name, tag, f"{name}_request", effects=(DATA,)))


def updates_of(c):
    """4802h and 4803h: the same layout, almost the same answers."""
    adding = c.opcode == 0x4802
    typical = updates(updated(REGION_0, 128 * MIB), updated(REGION_0 + 128 * MIB, 128 * MIB))
    # More stays 0 in the maximum, so that the answer does not turn on when a split request is looked at (A8).
    most = largest(c.request_layout, updates(*[updated(0, 0)] * 85)) | {"more": False}
    c.requests(typical, INVALID_PA, minimum=INVALID_INPUT, maximum=INVALID_PA, most=most)
    c.request("maximum_entries", updates(*(updated(REGION_0 + n * 4 * MIB, 2 * MIB) for n in range(85))), INVALID_PA)
    c.request("more", typical | {"more": True}, INVALID_PA)
    c.request("one_extent", updates(updated(REGION_0 + 128 * MIB, 128 * MIB)), INVALID_PA)
    for case, answer, entries in (
            ("zero_length", INVALID_LIST, [updated(REGION_0, 0)]),
            ("misaligned_start", INVALID_LIST, [updated(REGION_0 + MIB, 2 * MIB)]),
            ("misaligned_length", INVALID_LIST, [updated(REGION_0, 3 * MIB)]),
            ("overlapping", INVALID_LIST, [updated(REGION_0, 4 * MIB), updated(REGION_0 + 2 * MIB, 4 * MIB)]),
            ("repeated", INVALID_LIST, [updated(REGION_1, 2 * MIB), updated(REGION_1, 2 * MIB)]),
            ("static_capacity", INVALID_PA, [updated(0, 2 * MIB)]),
            ("past_regions", INVALID_PA, [updated(REGIONS_END, 2 * MIB)]),
            ("across_regions", INVALID_PA, [updated(REGION_1 - 2 * MIB, 4 * MIB)]),
            ("wraps", INVALID_PA, [updated((1 << 64) - 2 * MIB, 4 * MIB)])):
        c.request(case, updates(*entries), answer)
    c.bad_request("short_at_flags", encode(c.request_layout, typical)[:4], too_short(c.request_layout, 4),
                  why="the count alone")
    c.bad_request("partial_entry", encode(c.request_layout, typical)[:-1], inconsistent(c.request_layout),
                  why="the last entry lacks its last byte")
    c.request_counts(typical, ("huge", 0xFFFFFFFF, "the largest count, two entries follow"),
                     ("wraps", 0x20000002, "24 x count is 48 modulo 2^32: two entries follow"))
    c.bad_request("count_mismatch_zero", encode(c.request_layout, typical | {"count": 0}),
                  inconsistent(c.request_layout),
                  why="the count is 0, two entries follow")
    if adding:
        c.qemu_request("one_extent", 100, 2, INVALID_PA)
        c.qemu_request("two_extents", 101, 57, INVALID_PA)
        c.qemu_request("three_extents", 100, 92, INVALID_PA)
        c.qemu_request("misaligned", 101, 1, INVALID_LIST)
        # q1: QEMU dies of this one.
        c.qemu_request("empty_list", 112, 94, INVALID_INPUT)
        c.qemu_request("cut_in_entry", 100, 28, INVALID_LENGTH, inconsistent(c.request_layout))
        c.qemu_request("cut_after_count", 104, 2, INVALID_LENGTH, inconsistent(c.request_layout))
    else:
        c.qemu_request("one_extent", 100, 17, INVALID_PA)
        c.qemu_request("not_held", 100, 32, INVALID_PA)
        c.qemu_request("misaligned", 100, 71, INVALID_LIST)
        c.qemu_request("count_above", 100, 12, INVALID_LENGTH, inconsistent(c.request_layout))
        # QEMU looks at the count first (q16).
        c.qemu_request("count_zero", 100, 45, INVALID_LENGTH, inconsistent(c.request_layout))
    c.responses({})
    c.failure("invalid_physical_address", INVALID_PA)
    c.failure("invalid_extent_list", INVALID_LIST)


def tunnel(out):
    c = Command(out, 0x5300, "tunnel_management", 0x83, "tunnel_management_request", "tunnel_management_response")

    def to(command, port=0, target=0):
        return {"port_or_ld_id": port, "target_type": target, "command_size": len(command), "command": command.hex()}

    page = bytes.fromhex("0a00000000000000")
    listing = message(0x4801, page)
    typical = to(listing)
    c.requests(typical, SUCCESS, minimum=INVALID_INPUT, maximum=INVALID_INPUT, most=to(b"\xff" * 2044, 255, 255))
    c.request("identify", to(message(0x0001)), SUCCESS)
    # The tunnel has done its work; what the host's CCI thinks of the command is in the tunnelled response.
    c.request("tunnelled_unknown_opcode", to(message(0xFFFF)), SUCCESS)
    c.request("tunnelled_unsupported", to(message(0x5600)), SUCCESS)
    c.request("tunnelled_invalid_length", to(message(0x4801, page[:7])), SUCCESS)
    c.request("tunnelled_invalid_input", to(message(0x4801, b"\xff" * 8)), SUCCESS)
    c.request("tunnelled_vendor_status_abcd", to(message(0x0001, vendor_status=0xABCD)), SUCCESS)
    c.request("tunnelled_reserved_bits_set",
              to(message(0x4801, page, category_reserved=15, reserved2="ff", length_reserved=3)), SUCCESS,
              "written by hand: every reserved bit of the tunnelled header set (C3)")
    many = updates(*(updated(REGION_0 + n * 4 * MIB, 2 * MIB) for n in range(84)))
    c.request("tunnelled_long", to(message(0x4802, encode("add_dc_response_request", many))), SUCCESS)
    c.request("target_type_1", typical | {"target_type": 1}, INVALID_INPUT)
    c.request("target_type_255", typical | {"target_type": 255}, INVALID_INPUT)
    c.request("port_1", typical | {"port_or_ld_id": 1}, INVALID_INPUT)
    c.request("port_255", typical | {"port_or_ld_id": 255}, INVALID_INPUT)
    for case, command, why in (
            ("short", listing[:11], "one byte short of a CCI header"),
            ("one_byte", listing[:1], "one byte of a CCI header"),
            ("without_payload", listing[:12], "the header says 8 bytes of payload, none follows"),
            ("payload_cut", listing[:-1], "the header says 8 bytes of payload, 7 follow"),
            ("payload_long", listing + b"\xee", "the header says 8 bytes of payload, 9 follow"),
            ("length_maximum", message(0x4801, page, payload_length=0x1FFFFF),
             "the header says 1FFFFFh bytes of payload, 8 follow"),
            ("response", message(0x4801, page, category=1), "a response is tunnelled"),
            ("unknown_category", message(0x4801, page, category=2), "neither request nor response is tunnelled")):
        c.request(f"tunnelled_{case}", to(command), INVALID_INPUT, f"written by hand: {why}")
    c.request_counts(typical, ("zero", 0, "the size is 0, a command follows"),
                     ("maximum", 0xFFFF, "the largest size, a command of 20 bytes follows"))

    def back(response):
        return {"response_size": len(response), "reserved2": "0000", "response": response.hex()}

    pair = extent(REGION_0, 128 * MIB), extent(REGION_0 + 128 * MIB, 128 * MIB)
    reply = encode("get_dc_extent_list_response", listed(2, 1, *pair))
    c.responses(back(message(0x4801, reply, category=1)), back(b"\xff" * 2044))
    c.response("tunnelled_unsupported", back(message(0x5600, category=1, return_code=CODES[UNSUPPORTED])))
    c.response("tunnelled_without_payload", back(message(0x4802, category=1)))
    c.failure("invalid_input", INVALID_INPUT)
    c.failure("invalid_payload_length", INVALID_LENGTH)


def fabric_manager(out):
    c = Command(out, 0x5600, "get_dcd_info", 0x90, response="get_dcd_info_response")
    c.requests({}, SUCCESS)
    blocks = {f"region{n}_block_sizes": 0x01020304050607F0 + n for n in range(8)}
    typical = zero(c.response_layout) | {
        "host_count": 3, "region_count": 8, "add_free": True, "add_prescriptive": True, "removal_prescriptive": True,
        "sanitize_on_release_configurable_mask": 0x5A, "total_capacity": 0x0102030405060708} | blocks
    c.responses(typical)
    for name in ("add_free", "add_contiguous", "add_prescriptive", "add_enable_shared_access", "removal_tag_based",
                 "removal_prescriptive"):
        c.response(f"{name}_alone", zero(c.response_layout) | {"host_count": 1, "region_count": 1, name: True})
    c.failure("invalid_payload_length", INVALID_LENGTH)
    c.qemu_response("two_regions", 901, 31)

    c = Command(out, 0x5601, "get_host_dc_region_configuration", 0x91, "get_host_dc_region_configuration_request",
                "get_host_dc_region_configuration_response")

    def wanted(host, count, start):
        return {"host_id": host, "region_count": count, "start_index": start}

    c.requests(wanted(0, 8, 0), SUCCESS, maximum=INVALID_INPUT)
    c.request("second_region", wanted(0, 1, 1), SUCCESS)
    c.request("count_maximum", wanted(0, 255, 0), SUCCESS)
    c.request("start_past_end", wanted(0, 8, 2), INVALID_INPUT)
    c.request("start_maximum", wanted(0, 8, 255), INVALID_INPUT)
    c.request("unknown_host", wanted(1, 8, 0), INVALID_INPUT)
    c.request("unknown_host_256", wanted(256, 8, 0), INVALID_INPUT)
    c.qemu_request("eight_regions", 902, 38, SUCCESS)
    c.qemu_request("one_region", 902, 62, SUCCESS)
    c.qemu_request("start_past_end", 900, 45, INVALID_INPUT)
    both = host_region(REGION_0), host_region(REGION_1, sharable=True, sanitize_on_release=True)
    c.responses(host_configuration(0x0102, 2, *both), host_configuration(0, 8, *[host_region(0)] * 8))
    c.response("second_region", host_configuration(0, 2, both[1]))
    c.response("eight_regions", host_configuration(0, 8, *(host_region(REGION_0 + (n << 30)) for n in range(8))))
    c.failure("invalid_input", INVALID_INPUT)
    c.qemu_response("both_regions", 902, 38)
    c.qemu_response("first_region", 902, 62)
    c.qemu_response("no_region", 900, 65)

    c = Command(out, 0x5602, "set_dc_region_configuration", 0x92, "set_dc_region_configuration_request",
                effects=(CONFIGURATION,))

    def setting(region, block_size, sanitize=False):
        return zero(c.request_layout) | {"region": region, "block_size": block_size, "sanitize_on_release": sanitize}

    c.requests(setting(1, 2 * MIB), SUCCESS, minimum=INVALID_INPUT, maximum=INVALID_INPUT)
    for case, block_size, answer in (
            ("64_bytes", 64, SUCCESS), ("4_kib", 4096, SUCCESS), ("256_mib", 256 * MIB, SUCCESS),
            ("32_bytes", 32, INVALID_INPUT), ("3_mib", 3 * MIB, INVALID_INPUT), ("2_gib", 2 << 30, INVALID_INPUT),
            ("2_mib_and_1", 2 * MIB + 1, INVALID_INPUT), ("highest_bit", 1 << 63, INVALID_INPUT)):
        c.request(f"block_size_{case}", setting(0, block_size), answer)
    c.request("sanitize_on_release", setting(0, 2 * MIB, True), UNSUPPORTED)
    c.request("unknown_region", setting(2, 2 * MIB), INVALID_INPUT)
    c.request("region_255", setting(255, 2 * MIB), INVALID_INPUT)
    c.responses({})
    c.failure("invalid_input", INVALID_INPUT)
    c.failure("unsupported", UNSUPPORTED)

    c = Command(out, 0x5603, "get_dc_region_extent_lists", 0x93, "get_dc_region_extent_lists_request",
                "get_dc_region_extent_lists_response")

    def page(host, count, start):
        return zero(c.request_layout) | {"host_id": host, "count": count, "start": start}

    c.requests(page(0, 10, 0), SUCCESS, maximum=INVALID_INPUT)
    c.request("start_past_total", page(0, 1, 1), INVALID_INPUT)
    c.request("start_maximum", page(0, 1, 0xFFFFFFFF), INVALID_INPUT)
    c.request("count_only_maximum", page(0, 0xFFFFFFFF, 0), SUCCESS)
    c.request("unknown_host", page(1, 10, 0), INVALID_INPUT)
    c.request("unknown_host_256", page(256, 10, 0), INVALID_INPUT)
    c.qemu_request("first_page", 901, 20, SUCCESS)
    c.qemu_request("page", 907, 19, INVALID_INPUT)
    c.qemu_request("start_past_total", 900, 25, INVALID_INPUT)
    pair = extent(REGION_0, 128 * MIB), extent(REGION_0 + 128 * MIB, 128 * MIB)
    c.responses(host_listed(0x0102, 0, 2, 1, *pair), host_listed(0, 0, 0, 0, *[extent(0, 0, TAG)] * 50))
    c.response("second_page", host_listed(0, 2, 3, 0x01020304, extent(REGION_1, 2 * MIB, TAG)))
    c.response("shared_sequence", host_listed(1, 0, 3, 5, *(extent(REGION_1 + n * 4 * MIB, 2 * MIB, TAG, n)
                                                            for n in range(3))))
    c.response("fifty_extents", host_listed(0, 0, 512, 9, *(extent(REGION_0 + n * 4 * MIB, 2 * MIB)
                                                           for n in range(50))))
    typical = encode(c.response_layout, host_listed(0, 0, 2, 1, *pair))
    c.bad_response("partial_extent", typical[:-39], inconsistent(c.response_layout), "one byte of the second extent")
    c.bad_response("count_mismatch_wraps",
                   encode(c.response_layout, host_listed(0, 0, 1, 1, pair[0]) | {"returned": 0x20000001}),
                   inconsistent(c.response_layout), "40 x returned is 40 modulo 2^32: one extent follows")
    c.failure("invalid_input", INVALID_INPUT)
    c.qemu_response("empty", 901, 20)
    c.qemu_response("one_extent", 900, 86)
    c.qemu_response("page", 902, 103)

    adding(Command(out, 0x5604, "initiate_dc_add", 0x94, "initiate_dc_add_request", effects=(CONFIGURATION,)))
    releasing(Command(out, 0x5605, "initiate_dc_release", 0x95, "initiate_dc_release_request",
                      effects=(CONFIGURATION, DATA)))

    for opcode, name, tag, effects in ((0x5606, "add_dc_reference", 0x96, (CONFIGURATION,)),
                                       (0x5607, "remove_dc_reference", 0x97, (CONFIGURATION, DATA))):
        c = Command(out, opcode, name, tag, f"{name}_request", effects=effects)
        c.requests({"tag": TAG}, INVALID_INPUT, most={"tag": "ffffffff-ffff-ffff-ffff-ffffffffffff"})
        c.request("unknown_tag", {"tag": UNKNOWN_TAG}, INVALID_INPUT)
        c.responses({})
        c.failure("invalid_input", INVALID_INPUT)

    c = Command(out, 0x5608, "list_dc_tags", 0x98, "list_dc_tags_request", "list_dc_tags_response")
    c.requests({"start": 0, "max_tags": 10}, SUCCESS, maximum=INVALID_INPUT)
    c.request("start_past_total", {"start": 1, "max_tags": 10}, INVALID_INPUT)
    c.request("max_tags_maximum", {"start": 0, "max_tags": 0xFFFFFFFF}, SUCCESS)
    first, second = tag_information(TAG, 1, (0, 9, 255), (1,)), tag_information(UNKNOWN_TAG, 0, (), (0, 16))
    c.responses(tags_listed(2, 0x01020304, first, second), tags_listed(0, 0, *[first] * 24))
    c.response("second_page", tags_listed(64, 70, second))
    c.response("twenty_four_tags", tags_listed(64, 64, *(
        tag_information(f"{n:08x}-0123-4567-89ab-cdef00112233", 0, (n,)) for n in range(24))))
    c.bad_response("partial_tag", encode(c.response_layout, tags_listed(2, 1, first, second))[:-1],
                   inconsistent(c.response_layout), "the last tag lacks its last byte")
    c.failure("invalid_input", INVALID_INPUT)


def extent_counts(c, typical):
    """5604h and 5605h: sizes that are not 32 + 40 x count."""
    data = encode(c.request_layout, typical)
    c.bad_request("short_at_tag", data[:12], too_short(c.request_layout, 12), why="all before the tag")
    c.bad_request("partial_extent", data[:-1], inconsistent(c.request_layout),
                  why="the last extent lacks its last byte")
    c.request_counts(typical, ("zero", 0, "the count is 0, two extents follow"),
                     ("huge", 0xFFFFFFFF, "the largest count, two extents follow"),
                     ("wraps", 0x20000002, "40 x count is 80 modulo 2^32: two extents follow"))


def bad_extents():
    """What 5604h and 5605h say to single faults in a prescriptive list: (case, answer, extents)."""
    def blocks(start, count=1):
        return extent(start, 2 * MIB * count)

    return (
        ("zero_length", INVALID_LIST, [extent(REGION_0, 0)]),
        ("zero_length_outside", INVALID_LIST, [extent(REGIONS_END, 0)]),
        ("misaligned_start", INVALID_LIST, [blocks(REGION_0 + MIB)]),
        ("misaligned_length", INVALID_LIST, [extent(REGION_0, 3 * MIB)]),
        ("overlapping", INVALID_LIST, [blocks(REGION_0, 2), blocks(REGION_0 + 2 * MIB, 2)]),
        ("repeated", INVALID_LIST, [blocks(REGION_0), blocks(REGION_0)]),
        ("static_capacity", INVALID_PA, [blocks(0)]),
        ("past_regions", INVALID_PA, [blocks(REGIONS_END)]),
        ("misaligned_past_regions", INVALID_PA, [extent(REGIONS_END + 1, 3)]),
        ("across_regions", INVALID_PA, [blocks(REGION_1 - 2 * MIB, 2)]),
        ("wraps", INVALID_PA, [blocks((1 << 64) - 2 * MIB, 2)]),
        ("length_maximum", INVALID_PA, [extent(REGION_0, (1 << 64) - 1)]),
    )


def adding(c):
    """5604h. All prescriptive extents are in the region of the request (or in none)."""
    pieces = [extent(REGION_0, 128 * MIB, TAG), extent(REGION_0 + 128 * MIB, 128 * MIB, TAG)]
    typical = addition(PRESCRIPTIVE, *pieces, tag=TAG)
    most = largest(c.request_layout, addition(0, *[ALL_ONES_EXTENT] * 50, tag=TAG))
    c.requests(typical, SUCCESS, minimum=INVALID_LIST, maximum=INVALID_INPUT, most=most)
    c.request("without_tag", addition(PRESCRIPTIVE, extent(REGION_0, 128 * MIB),
                                      extent(REGION_0 + 128 * MIB, 128 * MIB)), SUCCESS)
    c.request("second_region", addition(PRESCRIPTIVE, extent(REGION_1, 128 * MIB), region=1), SUCCESS)
    c.request("maximum_entries", addition(PRESCRIPTIVE, *(extent(REGION_0 + n * 4 * MIB, 2 * MIB)
                                                          for n in range(50))), SUCCESS)
    for policy, name in ((FREE, "free"), (CONTIGUOUS, "contiguous")):
        for case, length, answer in (
                ("", 256 * MIB, SUCCESS), ("_one_block", 2 * MIB, SUCCESS), ("_whole_region", 1 << 30, SUCCESS),
                ("_no_room", (1 << 30) + 2 * MIB, EXHAUSTED), ("_no_room_2_64", (1 << 64) - 2 * MIB, EXHAUSTED),
                ("_zero_length", 0, INVALID_LIST), ("_misaligned", 3 * MIB, INVALID_LIST)):
            c.request(name + case, addition(policy, length=length), answer)
        c.request(f"{name}_tagged", addition(policy, length=256 * MIB, region=1, tag=TAG), SUCCESS)
        c.request(f"{name}_with_extents", addition(policy, extent(REGION_0, 2 * MIB), length=2 * MIB), INVALID_INPUT)
        c.request(f"{name}_zero_length_with_extents", addition(policy, extent(REGION_0, 2 * MIB)), INVALID_INPUT)
    c.request("enable_shared_access", addition(ENABLE_SHARED_ACCESS, tag=TAG), INVALID_INPUT)
    c.request("enable_shared_access_without_tag", addition(ENABLE_SHARED_ACCESS), INVALID_INPUT)
    c.request("empty_list", addition(PRESCRIPTIVE, tag=TAG), INVALID_INPUT)
    for case, answer, extents in bad_extents():
        c.request(case, addition(PRESCRIPTIVE, *extents), answer)
    c.request("second_extent_zero_length", addition(PRESCRIPTIVE, extent(REGION_0, 2 * MIB), extent(REGION_0, 0)),
              INVALID_LIST)
    c.request("second_extent_past_regions", addition(PRESCRIPTIVE, extent(REGION_0, 2 * MIB),
                                                     extent(REGIONS_END, 2 * MIB)), INVALID_PA)
    c.request("first_offence_misaligned", addition(PRESCRIPTIVE, extent(REGION_0 + MIB, 2 * MIB),
                                                   extent(REGIONS_END, 2 * MIB)), INVALID_LIST)
    c.request("first_offence_past_regions", addition(PRESCRIPTIVE, extent(REGIONS_END, 2 * MIB),
                                                     extent(REGION_0 + MIB, 2 * MIB)), INVALID_PA)
    c.request("unknown_host", typical | {"host_id": 1}, INVALID_INPUT)
    c.request("unknown_host_256", typical | {"host_id": 256}, INVALID_INPUT)
    c.request("unknown_region", addition(FREE, length=256 * MIB, region=2), INVALID_INPUT)
    c.request("unknown_policy", typical | {"selection_policy": 4}, INVALID_INPUT)
    c.request("policy_255", typical | {"selection_policy": 255}, INVALID_INPUT)
    extent_counts(c, typical)
    c.qemu_request("one_extent", 900, 1, SUCCESS)
    c.qemu_request("two_extents", 900, 43, SUCCESS)
    c.qemu_request("three_extents", 903, 9, SUCCESS)
    c.qemu_request("misaligned", 902, 37, INVALID_LIST)
    c.qemu_request("past_regions", 902, 13, INVALID_PA)
    c.qemu_request("free_with_extents", 900, 73, INVALID_INPUT)
    c.qemu_request("contiguous_with_extents", 903, 62, INVALID_INPUT)
    c.qemu_request("enable_shared_access", 902, 75, INVALID_INPUT)
    c.qemu_request("unknown_policy", 902, 44, INVALID_INPUT)
    c.responses({})
    c.failure("invalid_input", INVALID_INPUT)
    c.failure("invalid_physical_address", INVALID_PA)
    c.failure("resources_exhausted", EXHAUSTED)
    c.failure("invalid_extent_list", INVALID_LIST)


def releasing(c):
    """5605h: the host of a fresh device holds nothing."""
    pieces = [extent(REGION_0, 128 * MIB), extent(REGION_1, 128 * MIB)]
    typical = removal(PRESCRIPTIVE_RELEASE, *pieces)
    most = largest(c.request_layout, removal(0, *[ALL_ONES_EXTENT] * 50, tag=TAG))
    c.requests(typical, INVALID_PA, maximum=INVALID_INPUT, most=most)
    c.request("maximum_entries", removal(PRESCRIPTIVE_RELEASE, *(extent(REGION_0 + n * 4 * MIB, 2 * MIB)
                                                                 for n in range(50))), INVALID_PA)
    c.request("one_extent", removal(PRESCRIPTIVE_RELEASE, pieces[1]), INVALID_PA)
    c.request("forced", typical | {"forced_removal": True}, INVALID_PA)
    c.request("sanitize", typical | {"sanitize_on_release": True}, INVALID_PA)
    c.request("forced_sanitize", typical | {"forced_removal": True, "sanitize_on_release": True}, INVALID_PA)
    c.request("tag_based", removal(TAG_BASED, tag=TAG, length=256 * MIB), INVALID_PA)
    c.request("tag_based_forced", removal(TAG_BASED, tag=TAG, length=256 * MIB, forced_removal=True), INVALID_PA)
    c.request("tag_based_without_tag", removal(TAG_BASED, length=256 * MIB), INVALID_PA)
    c.request("tag_based_with_extents", removal(TAG_BASED, *pieces, tag=TAG), INVALID_INPUT)
    c.request("empty_list", removal(PRESCRIPTIVE_RELEASE, tag=TAG), INVALID_INPUT)
    for case, answer, extents in bad_extents():
        c.request(case, removal(PRESCRIPTIVE_RELEASE, *extents), answer)
    c.request("unknown_host", typical | {"host_id": 1}, INVALID_INPUT)
    c.request("unknown_host_256", typical | {"host_id": 256}, INVALID_INPUT)
    c.request("unknown_policy", typical | {"removal_policy": 2}, INVALID_INPUT)
    c.request("policy_15", typical | {"removal_policy": 15}, INVALID_INPUT)
    extent_counts(c, typical)
    c.qemu_request("one_extent", 900, 17, INVALID_PA)
    c.qemu_request("forced", 901, 42, INVALID_PA)
    c.qemu_request("tag_based_with_extents", 900, 29, INVALID_INPUT)
    c.qemu_request("unknown_policy", 901, 39, INVALID_INPUT)
    c.responses({})
    c.failure("invalid_input", INVALID_INPUT)
    c.failure("invalid_physical_address", INVALID_PA)
    c.failure("invalid_extent_list", INVALID_LIST)


# Structures.

def structure(out, layout, source, typical, name="typical"):
    """Typical, minimum, maximum, reserved bits, short, long."""
    add_structure(out, layout, name, source, typical)
    add_structure(out, layout, "minimum", source, zero(layout))
    add_structure(out, layout, "maximum", source, largest(layout, typical))
    if has_reserved(layout, typical):
        add_structure(out, layout, "reserved_bits_set",
                      f"written by hand: the case {name}, every reserved bit set", reserved_set(layout, typical))
    data = encode(layout, typical)
    bad_structure(out, layout, "short", data[:-1], too_short(layout, len(data) - 1), "one byte short")
    bad_structure(out, layout, "long", data + b"\xee", too_long(layout), "one byte more")


def add_structure(out, layout, name, source, fields):
    out.append(Golden(layout, name, layout, source, encode(layout, fields), fields, "accepted"))


def bad_structure(out, layout, name, data, codec, why):
    out.append(Golden(layout, name, layout, f"written by hand: {why}", data, {"payload": data.hex()}, codec))


def structures(out):
    source = HEADER
    request = zero("cci_header") | {"message_tag": 0x5A, "opcode": "0x4801", "payload_length": 8}
    response = request | {"category": 1, "payload_length": 96}
    structure(out, "cci_header", source, request, "request")
    add_structure(out, "cci_header", "response", source, response)
    add_structure(out, "cci_header", "error_response", source, response | {"payload_length": 0, "return_code": 0x16})
    add_structure(out, "cci_header", "background_operation", source,
                  response | {"payload_length": 0, "background_operation": True, "return_code": 1})
    add_structure(out, "cci_header", "vendor_status_abcd", source + ": what libcxlmi sends",
                  request | {"vendor_status": 0xABCD})
    add_structure(out, "cci_header", "unknown_category", "written by hand: neither request nor response (C5)",
                  request | {"category": 2})
    mebibyte = request | {"opcode": "0x4103", "payload_length": MIB}
    add_structure(out, "cci_header", "length_mebibyte", source + ": bit 20 alone, the payload of the largest mailbox",
                  mebibyte)
    add_structure(out, "cci_header", "length_mebibyte_reserved_bits_set",
                  "written by hand: the case length_mebibyte, every reserved bit set",
                  reserved_set("cci_header", mebibyte))
    add_structure(out, "cci_header", "length_mebibyte_background_operation",
                  "written by hand: the case length_mebibyte as a background operation, no reserved bit set",
                  mebibyte | {"background_operation": True})
    add_structure(out, "cci_header", "length_20_bits", "written by hand: all that a length of 20 bits could say",
                  request | {"payload_length": MIB - 1})
    add_structure(out, "cci_header", "maximum_length", source, request | {"payload_length": 2 * MIB - 1})
    bad_structure(out, "cci_header", "short_in_length", encode("cci_header", request)[:7], too_short("cci_header", 7),
                  "two of the three length bytes")

    structure(out, "extent", REVISION + "Table 8-51 Dynamic Capacity Extent", extent(REGION_1, 256 * MIB, TAG, 0x0102))
    structure(out, "updated_extent", section(0x4802) + ", Updated Extent", updated(REGION_1, 256 * MIB))
    structure(out, "dc_region_configuration", section(0x4800) + ", Region Configuration", region(REGION_1, 0x7F, True))
    structure(out, "dc_configuration_tail", section(0x4800) + ", after the regions", {
        "extents_supported": 0x01020304, "extents_available": 0x05060708, "tags_supported": 0x090A0B0C,
        "tags_available": 0x0D0E0F10})

    source = COMMON_RECORD + ", header"
    header = record_header(DYNAMIC_CAPACITY, 0x0102, severity=1, maintenance_needed=True, ld_id_valid=True,
                           related_handle=0x0304, timestamp=NEW_YEAR_2026, maintenance_operation_class=5,
                           maintenance_operation_subclass=6, ld_id=0x0708, head_id=9)
    structure(out, "event_record_header", source, header)
    for severity, name in enumerate(("informational", "warning", "failure", "fatal")):
        add_structure(out, "event_record_header", f"severity_{severity}_{name}", source,
                      header | {"severity": severity})
    bad_structure(out, "event_record_header", "short_in_flags", encode("event_record_header", header)[:19],
                  too_short("event_record_header", 19), "two of the three flags bytes")

    source = COMMON_RECORD
    structure(out, "event_record", source, common_record(0x0102, GENERAL_MEDIA), "general_media")
    for name, identifier in (("physical_switch", PHYSICAL_SWITCH), ("virtual_switch", VIRTUAL_SWITCH),
                             ("mld_port", MLD_PORT)):
        add_structure(out, "event_record", name, source, common_record(0x0102, identifier))

    def record(layout, source, typical, **types):
        """Every value of its enumerations and one more, each validity flag alone, a vendor's component identifier."""
        assert not zero_fields(typical), (layout, zero_fields(typical))
        structure(out, layout, source, typical)
        add_structure(out, layout, "vendors_component_identifier", source, typical | {
            "component_identifier_is_pldm": False, "component_identifier": VENDORS_IDENTIFIER})
        for field, last in types.items():
            for value in range(last + 2):
                add_structure(out, layout, f"{field}_{value}",
                              source if value <= last else "written by hand: no such value", typical | {field: value})
        for flag in every_validity_flag(layout):
            add_structure(out, layout, flag, source, zero(layout) | {"header": typical["header"], flag: True})

    record("general_media_event_record", REVISION + "8.2.9.2.1.1 General Media Event Record" + LINUX,
           media_record(0x0102), memory_event_type=6, transaction_type=8, memory_event_sub_type=5)
    record("dram_event_record", REVISION + "8.2.9.2.1.2 DRAM Event Record" + LINUX,
           dram_record(0x0102), memory_event_type=6, transaction_type=8, memory_event_sub_type=5)
    source = REVISION + "8.2.9.2.1.3 Memory Module Event Record" + LINUX
    record("memory_module_event_record", source, module_record(0x0102), device_event_type=8, device_event_sub_type=3)
    add_structure(out, "memory_module_event_record", "below_zero", source,
                  module_record(0x0102) | {"health": HEALTH | {"device_temperature": -40}})
    source = REVISION + "8.2.9.2.1.4 Memory Sparing Event Record" + LINUX
    record("memory_sparing_event_record", source, sparing_record(0x0102))
    for flag in ("query_resources", "hard_sparing", "device_initiated"):
        add_structure(out, "memory_sparing_event_record", flag, source,
                      zero("memory_sparing_event_record") | {"header": record_header(MEMORY_SPARING, 1), flag: True})
    source = REVISION + "Table 8-44 Component Identifier Format" + LINUX
    identifier = {"entity_identifier_valid": True, "resource_identifier_valid": True, "flags_reserved": 0,
                  "entity_identifier": "0x171615141312", "resource_identifier": "0x1b1a1918", "reserved11": "00" * 5}
    structure(out, "pldm_component_identifier", source, identifier)
    for name in ("entity", "resource"):
        add_structure(out, "pldm_component_identifier", f"{name}_alone", source,
                      zero("pldm_component_identifier") | {f"{name}_identifier_valid": True,
                                                           f"{name}_identifier": identifier[f"{name}_identifier"]})

    source = REVISION + "Table 8-50 Dynamic Capacity Event Record"
    typical = dc_record(0, 0x0102, extent(REGION_1, 256 * MIB, TAG, 3), more=True)
    structure(out, "dynamic_capacity_event_record", source, typical)
    types = (
        ("add_capacity", {"more": True}), ("release_capacity", {}), ("forced_release", {}),
        ("region_configuration_updated", {"updated_region_index": 1, "extent": zero("extent")}),
        ("add_capacity_response", {"host_id": 0x0304}), ("capacity_released", {"host_id": 0x0304}),
    )
    for kind, (name, changes) in enumerate(types):
        add_structure(out, "dynamic_capacity_event_record", f"type_{kind}_{name}", source,
                      dc_record(kind, kind + 1, extent(REGION_1, 256 * MIB, TAG)) | changes)
    add_structure(out, "dynamic_capacity_event_record", "type_255_unknown", "written by hand: no such type",
                  dc_record(255, 1, extent(REGION_1, 256 * MIB, TAG)))

    source = section(0x5601) + ", Region Configuration"
    layout = "host_dc_region_configuration"
    structure(out, layout, source, host_region(REGION_1, sharable=True, sanitize_on_release=True))
    for name in ("non_volatile", "sharable", "hardware_managed_coherency", "interconnect_specific_management",
                 "read_only", "sanitize_on_release"):
        add_structure(out, layout, f"{name}_alone", source, host_region(REGION_1, **{name: True}))
    source = section(0x5608) + ", Tag Information"
    structure(out, "dc_tag_information", source, tag_information(TAG, 0xA5, (0, 9, 255), (1, 254)))
    for host in (0, 7, 8, 255):
        add_structure(out, "dc_tag_information", f"host_{host}", source, tag_information(TAG, 0, (host,), (host,)))

    structure(out, "event_interrupt_settings", section(0x0102) + ", settings of a log", settings(1, 10))
    structure(out, "cel_entry", COMMAND_EFFECTS_LOG + ", entry", cel_entry(0x4802, "immediate_configuration_change",
                                                                             "immediate_data_change"))
    for bit, name in enumerate(field for field, _, _ in LAYOUTS["cel_entry"].fields[1:] if not is_reserved(field)):
        add_structure(out, "cel_entry", f"bit_{bit}", COMMAND_EFFECTS_LOG + ", entry", cel_entry(0x0401, name))
    structure(out, "supported_log", section(0x0400) + ", Supported Log Entry", {
        "log_identifier": CEL, "log_size": 0x01020304})

    # A list and nothing else: no fixed part that could be short.
    source = COMMAND_EFFECTS_LOG
    layout = "command_effects_log"
    typical = {"entries": CEL_ENTRIES}
    add_structure(out, layout, "typical", source, typical)
    add_structure(out, layout, "minimum", source, zero(layout))
    add_structure(out, layout, "maximum", source, largest(layout, {"entries": [zero("cel_entry")] * 512}))
    add_structure(out, layout, "reserved_bits_set", "written by hand: the typical log, every reserved bit set",
                  reserved_set(layout, typical))
    data = encode(layout, typical)
    bad_structure(out, layout, "partial_entry", data[:10], refused("inconsistent", "entries", 8),
                  "two of the third entry's four bytes")
    bad_structure(out, layout, "long", data + b"\xee", refused("inconsistent", "entries", len(data)), "one byte more")


def is_fabric_managers(opcode):
    """Whether only the Fabric Manager's CCI carries a command."""
    return 0x53 <= opcode >> 8 <= 0x56


def is_hosts(opcode):
    """Whether only a host's CCI carries a command."""
    return 0x40 <= opcode >> 8 <= 0x48 or opcode >> 8 in (0x02, 0x05, 0x06)


def needs_several_hosts(opcode):
    """Whether only devices with several hosts carry a command."""
    return opcode >> 8 in (0x54, 0x55)


def command_effects_logs(out):
    """What 0401h returns on either CCI (C4): of each command above, what it says of itself."""
    for name, of, is_not_carried in (
            ("host", "the host's CCI", is_fabric_managers),
            ("fabric_manager", "the fabric manager's CCI",
             lambda opcode: is_hosts(opcode) or needs_several_hosts(opcode)),
            ("fabric_manager_of_several_hosts", "the fabric manager's CCI of a device with several hosts", is_hosts)):
        entries = [cel_entry(opcode, *CARRIED[opcode]) for opcode in sorted(CARRIED) if not is_not_carried(opcode)]
        add_structure(out, "command_effects_log", name, f"{COMMAND_EFFECTS_LOG}, {of}", {"entries": entries})
