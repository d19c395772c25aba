"""Every golden: which bytes, what they mean, what the codec and a freshly started default device say to them.

The default device: 256 MiB volatile at DPA 0, regions of 1 GiB at 10000000h and 50000000h with 2 MiB blocks,
512 extents, 64 tags, 2048 payload bytes; nothing pending, nothing accepted, every log empty.
"""

from dataclasses import dataclass

from .layouts import (DYNAMIC_CAPACITY, LAYOUTS, count_field, encode, first_missing, is_reserved, largest,
                      reserved_set, zero)
from .reader import read
from .recorded import recorded

SUCCESS, INVALID_INPUT, UNSUPPORTED = "Success", "Invalid Input", "Unsupported"
INVALID_HANDLE, INVALID_PA = "Invalid Handle", "Invalid Physical Address"
INVALID_LENGTH, INVALID_LOG, INVALID_LIST = "Invalid Payload Length", "Invalid Log", "Invalid Extent List"
CODES = {SUCCESS: 0x00, INVALID_INPUT: 0x02, UNSUPPORTED: 0x03, INVALID_HANDLE: 0x0E, INVALID_PA: 0x0F,
         INVALID_LENGTH: 0x16, INVALID_LOG: 0x17, INVALID_LIST: 0x1E}

MIB = 1 << 20
REGION_0, REGION_1, REGIONS_END = 0x10000000, 0x50000000, 0x90000000
TAG = "5be13ce4-7e8d-4dd2-a5a3-3e5bfa5a5f01"
NO_TAG = "00000000-0000-0000-0000-000000000000"
CEL = "0da9c0b5-bf41-4b78-8f79-96b1623b3f17"
GENERAL_MEDIA = "fbcd0a77-c260-417f-85a9-088b1621eba6"
NEW_YEAR_2026 = 1767225600000000000
SPEC = "spec/wire-layouts.md, "


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


class Command:
    """The goldens of one opcode: whole CCI messages."""

    def __init__(self, out, opcode, name, tag, request="empty", response="empty", source=None):
        self.out, self.opcode, self.tag = out, opcode, tag
        self.folder = f"{opcode:04x}_{name}"
        self.request_layout, self.response_layout = request, response
        self.spec = SPEC + (source or f"{opcode:04x}h")

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
        payload = recorded(self.opcode, "req", seed, step)
        source = qemu(seed, step)
        if codec == "accepted":
            fields = read(self.request_layout, payload)
            self.request(f"qemu_{case}", fields, answer, source)
        else:
            self.bad_request(f"qemu_{case}", payload, codec, answer, source)

    def qemu_response(self, case, seed, step):
        fields = read(self.response_layout, recorded(self.opcode, "rsp", seed, step))
        self.response(f"qemu_{case}", fields, qemu(seed, step))

    # The cases that every opcode has.

    def requests(self, typical, answer, minimum=None, maximum=None, most=None, refusal=INVALID_LENGTH):
        """Typical, minimum, maximum, reserved bits, short, long, empty; answers for minimum and maximum."""
        layout = self.request_layout
        self.request("typical", typical, answer)
        self.request("reserved_bits_set", reserved_set(layout, typical), answer,
                     "written by hand: the typical request, every reserved bit of header and payload set",
                     category_reserved=15, reserved2="ff", length_reserved=7)
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
                      category_reserved=15, reserved2="ff", length_reserved=7)
        if layout == "empty":
            self.bad_response("long", b"\xee", too_long(layout), "one byte where there is no payload")
            return
        self.response("minimum", zero(layout))
        self.response("maximum", largest(layout, entries if entries is not None else typical))
        if layout == "get_log_response":
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


def qemu(seed, step):
    return f"QEMU 11.1.3, qemu-11.1.3.jsonl seed {seed} step {step}"


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


def media_record(handle):
    """A General Media record whose own part counts 00h to 4Fh."""
    header = record_header(GENERAL_MEDIA, handle, severity=2, maintenance_needed=True, timestamp=NEW_YEAR_2026)
    return {"header": header, "data": bytes(range(80)).hex()}


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


def effects(opcode, *names):
    return zero("cel_entry") | {"opcode": f"0x{opcode:04x}"} | {name: True for name in names}


CEL_ENTRIES = [
    effects(0x0001), effects(0x0004, "immediate_configuration_change"), effects(0x0100),
    effects(0x0101, "immediate_log_change"), effects(0x0102), effects(0x0103, "immediate_policy_change"),
    effects(0x0300), effects(0x0301, "immediate_policy_change"), effects(0x4801),
    effects(0x4802, "immediate_configuration_change"),
]

ALL_ONES_EXTENT = largest("extent", extent(0, 0, TAG))


# Opcodes.

def information(out):
    c = Command(out, 0x0001, "identify", 0xA1, response="identify_response")
    c.requests({}, SUCCESS)
    c.request("vendor_status_abcd", {}, SUCCESS, SPEC + "CCI message header: libcxlmi's vendor status",
              vendor_status=0xABCD)
    c.responses({"pcie_vendor_id": 0x1A2B, "pcie_device_id": 0x3C4D, "pcie_subsystem_vendor_id": 0x5E6F,
                 "pcie_subsystem_id": 0x7081, "serial_number": 0x0123456789ABCDEF, "maximum_message_size": 11,
                 "component_type": 3})
    c.failure("invalid_payload_length", INVALID_LENGTH)

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


def event_logs(out):
    first, second = (dc_record(0, 1, extent(REGION_0, 128 * MIB), more=True),
                     dc_record(0, 2, extent(REGION_0 + 128 * MIB, 128 * MIB)))
    c = Command(out, 0x0100, "get_event_records", 0xB0, "get_event_records_request", "get_event_records_response")
    c.requests({"log": 4}, SUCCESS, maximum=INVALID_INPUT)
    c.request("unknown_log", {"log": 5}, INVALID_INPUT)
    most = records(*(dc_record(0, 1, ALL_ONES_EXTENT) if n % 2 == 0 else media_record(1) | {"data": "ff" * 80}
                     for n in range(15)))
    # Typical: the two records that the default device makes when it is offered two extents of 128 MiB.
    c.responses(records(first, second), most)
    c.response("release", records(dc_record(1, 3, extent(REGION_0 + 128 * MIB, 128 * MIB))))
    c.response("mixed", records(media_record(0x0102), dc_record(2, 0x0103, extent(REGION_1, 2 * MIB, TAG))))
    c.response("mixed_reserved_bits_set", reserved_set("get_event_records_response", records(
        media_record(0x0102), dc_record(2, 0x0103, extent(REGION_1, 2 * MIB, TAG)))))
    c.response("overflow", records(media_record(0x0708), overflow=True, overflow_error_count=0x0304,
                                   first_overflow_timestamp=NEW_YEAR_2026,
                                   last_overflow_timestamp=NEW_YEAR_2026 + 1000000001))
    c.response("more", records(first, more_event_records=True))
    c.bad_response("partial_record", encode("get_event_records_response", records(first))[:-1],
                   inconsistent("get_event_records_response"), "the last record lacks its last byte")
    c.failure("invalid_input", INVALID_INPUT)
    c.qemu_response("two_records", 100, 3)
    c.qemu_response("eight_records_overflow", 101, 39)

    c = Command(out, 0x0101, "clear_event_records", 0xB1, "clear_event_records_request")

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
    c = Command(out, 0x0102, "get_event_interrupt_policy", 0xB2, response="get_event_interrupt_policy_response",
                source="0102h / 0103h")
    c.requests({}, SUCCESS)
    c.responses(typical)
    c.qemu_response("none", 105, 45)

    c = Command(out, 0x0103, "set_event_interrupt_policy", 0xB3, "set_event_interrupt_policy_request",
                source="0102h / 0103h")
    c.requests(typical, SUCCESS)
    four = policy(settings(1, 3), settings(1, 4), settings(1, 5), settings(2, 6))
    c.request("four_bytes", four, SUCCESS)
    c.request("four_bytes_reserved_bits_set", reserved_set(c.request_layout, four), SUCCESS)
    c.qemu_request("four_bytes", 101, 17, SUCCESS)
    c.qemu_request("five_bytes", 103, 32, SUCCESS)
    c.responses({})

    mask = zero("event_notification_request") | {"warning": True, "fatal": True, "dynamic_capacity": True}
    c = Command(out, 0x0104, "get_mctp_event_interrupt_policy", 0xB4,
                response="get_mctp_event_interrupt_policy_response", source="0104h / 0105h")
    c.requests({}, SUCCESS)
    c.responses(mask)

    c = Command(out, 0x0105, "set_mctp_event_interrupt_policy", 0xB5, "set_mctp_event_interrupt_policy_request",
                source="0104h / 0105h")
    c.requests(mask, SUCCESS)
    c.request("background_operation_completed", zero(c.request_layout) | {"background_operation_completed": True},
              SUCCESS)
    c.responses({})

    # The device sends this one; a host that sends it is told so (E11, C1).
    c = Command(out, 0x0106, "event_notification", 0xB6, "event_notification_request")
    mask = zero(c.request_layout) | {"dynamic_capacity": True}
    c.requests(mask, UNSUPPORTED, refusal=UNSUPPORTED)
    c.failure("unsupported", UNSUPPORTED)


def timestamp(out):
    c = Command(out, 0x0300, "get_timestamp", 0xC0, response="get_timestamp_response", source="0300h/0301h")
    c.requests({}, SUCCESS)
    c.responses({"timestamp": NEW_YEAR_2026 + 123456789})
    c.qemu_response("not_set", 101, 55)

    c = Command(out, 0x0301, "set_timestamp", 0xC1, "set_timestamp_request", source="0300h/0301h")
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

    c = Command(out, 0x4200, "get_health_info", 0xE2, response="get_health_info_response")
    c.requests({}, SUCCESS)
    typical = {"health_status": 1, "media_status": 2, "additional_status": 3, "life_used": 4, "device_temperature": 42,
               "dirty_shutdown_count": 0x05060708, "corrected_volatile_error_count": 0x090A0B0C,
               "corrected_persistent_error_count": 0x0D0E0F10}
    c.responses(typical)
    c.response("below_zero", typical | {"device_temperature": -40})
    c.response("lowest_temperature", typical | {"device_temperature": -0x8000})


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
        updates_of(Command(out, opcode, name, tag, f"{name}_request", source="4802h, 4803h"))


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
    # 4803h looks at a count of 0 first (L6), 4802h at the length (A11).
    c.bad_request("count_mismatch_zero", encode(c.request_layout, typical | {"count": 0}),
                  inconsistent(c.request_layout), INVALID_LENGTH if adding else INVALID_INPUT,
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
        c.qemu_request("count_zero", 100, 45, INVALID_INPUT, inconsistent(c.request_layout))
    c.responses({})
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
    source = SPEC + "CCI message header"
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
    add_structure(out, "cci_header", "maximum_length", source, request | {"payload_length": 0xFFFFF})
    bad_structure(out, "cci_header", "short_in_length", encode("cci_header", request)[:7], too_short("cci_header", 7),
                  "two of the three length bytes")

    structure(out, "extent", SPEC + "Extent (Table 8-51)", extent(REGION_1, 256 * MIB, TAG, 0x0102))
    structure(out, "updated_extent", SPEC + "4802h, 4803h", updated(REGION_1, 256 * MIB))
    structure(out, "dc_region_configuration", SPEC + "4800h", region(REGION_1, 0x7F, True))
    structure(out, "dc_configuration_tail", SPEC + "4800h", {
        "extents_supported": 0x01020304, "extents_available": 0x05060708, "tags_supported": 0x090A0B0C,
        "tags_available": 0x0D0E0F10})

    source = SPEC + "common event record header"
    header = record_header(DYNAMIC_CAPACITY, 0x0102, severity=1, maintenance_needed=True, ld_id_valid=True,
                           related_handle=0x0304, timestamp=NEW_YEAR_2026, maintenance_operation_class=5,
                           maintenance_operation_subclass=6, ld_id=0x0708, head_id=9)
    structure(out, "event_record_header", source, header)
    for severity, name in enumerate(("informational", "warning", "failure", "fatal")):
        add_structure(out, "event_record_header", f"severity_{severity}_{name}", source,
                      header | {"severity": severity})
    bad_structure(out, "event_record_header", "short_in_flags", encode("event_record_header", header)[:19],
                  too_short("event_record_header", 19), "two of the three flags bytes")

    structure(out, "event_record", SPEC + "common event record header, record identifiers", media_record(0x0102),
              "general_media")

    source = SPEC + "Dynamic Capacity Event Record (Table 8-50)"
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

    structure(out, "event_interrupt_settings", SPEC + "0102h / 0103h", settings(1, 10))
    structure(out, "cel_entry", SPEC + "0401h", effects(0x4802, "immediate_configuration_change",
                                                       "immediate_data_change"))
    for bit, name in enumerate(field for field, _, _ in LAYOUTS["cel_entry"].fields[1:] if not is_reserved(field)):
        add_structure(out, "cel_entry", f"bit_{bit}", SPEC + "0401h", effects(0x0401, name))
    structure(out, "supported_log", SPEC + "0400h", {"log_identifier": CEL, "log_size": 0x01020304})

    # A list and nothing else: no fixed part that could be short.
    source = SPEC + "0401h"
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


def goldens():
    """All of them, in a fixed order."""
    out = []
    for part in (information, event_logs, timestamp, logs, memory_device, dynamic_capacity, structures):
        part(out)
    return out
