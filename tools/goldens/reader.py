"""A second reader, written without offsets: fields one after the other, as a driver would take them.

make-goldens.py compares what it reads with what layouts.py wrote; a slip in either shows.
"""

import struct
import uuid

MASK = ("informational:1b warning:1b failure:1b fatal:1b dynamic_capacity:1b events_reserved:10b "
        "background_operation_completed:1b")
POLICY = "informational:irq warning:irq failure:irq fatal:irq dynamic_capacity:irq"
UPDATED = "count:I more:1b flags_reserved:7b reserved5:3s extents:*updated_extent(count)"

# name:format, the format being a struct letter, `<n>s` raw bytes, `<n>b` bits (a run of them is one container,
# lowest bits first), A a DPA, O an opcode, U a UUID, `T<n>` text, `M` a 24-bit number, `irq` / `@x` a nested
# layout, `*x(count)` a list, `*x()` a list to the end.
GRAMMAR = {
    "empty": "",
    "cci_header": "category:4b category_reserved:4b message_tag:B reserved2:1s opcode:O payload_length:20b "
                  "length_reserved:3b background_operation:1b return_code:H vendor_status:H",
    "extent": "start_dpa:A length:Q tag:U shared_extent_sequence:H reserved34:6s",
    "updated_extent": "start_dpa:A length:Q reserved16:8s",
    "dc_region_configuration": "base_dpa:A decode_length:Q length:Q block_size:Q dsmad_handle:I "
                               "sanitize_on_release:1b flags_reserved:7b reserved37:3s",
    "dc_configuration_tail": "extents_supported:I extents_available:I tags_supported:I tags_available:I",
    "event_record_header": "event_record_identifier:U record_length:B severity:2b permanent_condition:1b "
                           "maintenance_needed:1b performance_degraded:1b hardware_replacement_needed:1b "
                           "maintenance_operation_subclass_valid:1b ld_id_valid:1b head_id_valid:1b "
                           "flags_reserved:15b handle:H related_handle:H timestamp:Q maintenance_operation_class:B "
                           "maintenance_operation_subclass:B ld_id:H head_id:B reserved37:11s",
    "event_record": "header:@event_record_header data:80s",
    "dynamic_capacity_event_record": "header:@event_record_header event_type:B extents_available_valid:1b "
                                     "tags_available_valid:1b validity_reserved:6b host_id:H "
                                     "updated_region_index:B more:1b flags_reserved:7b reserved54:2s "
                                     "extent:@extent reserved96:24s extents_available:I tags_available:I",
    "event_interrupt_settings": "mode:2b settings_reserved:2b message_number:4b",
    "cel_entry": "opcode:O configuration_change_after_cold_reset:1b immediate_configuration_change:1b "
                 "immediate_data_change:1b immediate_policy_change:1b immediate_log_change:1b "
                 "security_state_change:1b background_operation:1b secondary_mailbox_supported:1b "
                 "request_abort_background_operation_supported:1b extended_effects_valid:1b "
                 "configuration_change_after_conventional_reset:1b configuration_change_after_cxl_reset:1b "
                 "effects_reserved:4b",
    "supported_log": "log_identifier:U log_size:I",
    "command_effects_log": "entries:*cel_entry()",
    "identify_response": "pcie_vendor_id:H pcie_device_id:H pcie_subsystem_vendor_id:H pcie_subsystem_id:H "
                         "serial_number:Q maximum_message_size:B component_type:B",
    "get_response_message_limit_response": "limit:B",
    "set_response_message_limit_request": "limit:B",
    "set_response_message_limit_response": "limit:B",
    "get_event_records_request": "log:B",
    "get_event_records_response": "overflow:1b more_event_records:1b flags_reserved:6b reserved1:1s "
                                  "overflow_error_count:H first_overflow_timestamp:Q last_overflow_timestamp:Q "
                                  "record_count:H reserved22:10s records:*event_record(record_count)",
    "clear_event_records_request": "log:B clear_all:1b flags_reserved:7b handle_count:B reserved3:3s "
                                   "handles:*handle(handle_count)",
    "get_event_interrupt_policy_response": POLICY,
    "set_event_interrupt_policy_request": POLICY,
    "get_mctp_event_interrupt_policy_response": MASK,
    "set_mctp_event_interrupt_policy_request": MASK,
    "event_notification_request": MASK,
    "get_timestamp_response": "timestamp:Q",
    "set_timestamp_request": "timestamp:Q",
    "get_supported_logs_response": "log_count:H reserved2:6s logs:*supported_log(log_count)",
    "get_log_request": "log_identifier:U offset:I length:I",
    "get_log_response": "data:rest",
    "identify_memory_device_response": "firmware_revision:T16 total_capacity:Q volatile_capacity:Q "
                                       "persistent_capacity:Q partition_alignment:Q informational_event_log_size:H "
                                       "warning_event_log_size:H failure_event_log_size:H fatal_event_log_size:H "
                                       "lsa_size:I poison_list_maximum:M inject_poison_limit:H "
                                       "poison_handling_capabilities:B qos_telemetry_capabilities:B "
                                       "dynamic_capacity_event_log_size:H",
    "get_partition_info_response": "active_volatile_capacity:Q active_persistent_capacity:Q "
                                   "next_volatile_capacity:Q next_persistent_capacity:Q",
    "get_health_info_response": "health_status:B media_status:B additional_status:B life_used:B "
                                "device_temperature:h dirty_shutdown_count:I corrected_volatile_error_count:I "
                                "corrected_persistent_error_count:I",
    "get_dc_configuration_request": "region_count:B start_index:B",
    "get_dc_configuration_response": "regions_available:B regions_returned:B reserved2:6s "
                                     "regions:*dc_region_configuration(regions_returned) "
                                     "tail:@dc_configuration_tail",
    "get_dc_extent_list_request": "count:I start:I",
    "get_dc_extent_list_response": "returned:I total:I generation:I reserved12:4s extents:*extent(returned)",
    "add_dc_response_request": UPDATED,
    "release_dc_request": UPDATED,
}

# The sizes that wire-layouts.md prints for what can be nested.
SIZES = {"extent": 40, "updated_extent": 24, "dc_region_configuration": 40, "dc_configuration_tail": 16,
         "event_record_header": 48, "event_record": 128, "event_interrupt_settings": 1, "cel_entry": 4,
         "supported_log": 20, "handle": 2}


class Refused(Exception):
    """The bytes are no instance of the layout: (reason, field, offset)."""


class _Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, size, field):
        if len(self.data) - self.at < size:
            raise Refused("too_short", field, self.at)
        self.at += size
        return self.data[self.at - size:self.at]


def read(layout, data):
    """The fields of `data`, in JSON form and wire order; Refused if the codec has to refuse it."""
    items = [item.split(":") for item in GRAMMAR[layout].split()]
    reader, fields, offsets, index = _Reader(data), {}, {}, 0
    while index < len(items):
        name, form = items[index]
        offsets[name] = reader.at
        if form[0].isdigit() and form.endswith("b"):
            index += _bits(reader, items[index:], fields)
            continue
        index += 1
        if form.startswith("*"):
            fields[name] = _list(reader, form, fields, offsets, sum(
                SIZES[rest[1:]] for _, rest in items[index:]), name)
        elif layout == "set_event_interrupt_policy_request" and name == "dynamic_capacity" and reader.at == len(data):
            pass
        else:
            fields[name] = _field(reader, name, form)
    if reader.at != len(data):
        raise Refused("too_long", "end", reader.at)
    return fields


def _bits(reader, items, fields):
    run = []
    for name, form in items:
        if not (form[0].isdigit() and form.endswith("b")):
            break
        run.append((name, int(form[:-1])))
    total = sum(width for _, width in run)
    container = int.from_bytes(reader.take(total // 8, run[0][0]), "little")
    for name, width in run:
        value = container % (1 << width)
        container >>= width
        fields[name] = value == 1 if width == 1 else value
    return len(run)


def _list(reader, form, fields, offsets, tail, name):
    entry, count_name = form[1:-1].split("(")
    stride = SIZES[entry]
    left = len(reader.data) - reader.at
    if count_name:
        count = fields[count_name]
        if left != count * stride + tail:
            raise Refused("inconsistent", count_name, offsets[count_name])
    else:
        count, partial = divmod(left, stride)
        if partial:
            raise Refused("inconsistent", name, reader.at + count * stride)
    return [_entry(entry, reader.take(stride, name)) for _ in range(count)]


def _entry(layout, data):
    if layout == "handle":
        return data[0] + 256 * data[1]
    if layout == "event_record" and data[:4] == b"\xca\x95\xaf\xa7":
        layout = "dynamic_capacity_event_record"
    return read(layout, data)


def _field(reader, name, form):
    if form == "irq":
        return read("event_interrupt_settings", reader.take(1, name))
    if form == "rest":
        return reader.take(len(reader.data) - reader.at, name).hex()
    if form.startswith("@"):
        return read(form[1:], reader.take(SIZES[form[1:]], name))
    if form.startswith("T"):
        return reader.take(int(form[1:]), name).decode("latin-1").rstrip("\0")
    if form.endswith("s"):
        return reader.take(int(form[:-1]), name).hex()
    if form == "U":
        return str(uuid.UUID(bytes=reader.take(16, name)))
    if form == "M":
        low, high = struct.unpack("<HB", reader.take(3, name))
        return low + (high << 16)
    letter = {"A": "Q", "O": "H"}.get(form, form)
    number, = struct.unpack("<" + letter, reader.take(struct.calcsize("<" + letter), name))
    return f"{number:#x}" if form == "A" else f"0x{number:04x}" if form == "O" else number
