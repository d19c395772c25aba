"""A second reader, written without offsets: fields one after the other, as a driver would take them.

make-goldens.py compares what it reads with what layouts.py wrote; a slip in either shows.
"""

import struct
import uuid

MASK = ("informational:1b warning:1b failure:1b fatal:1b dynamic_capacity:1b events_reserved:10b "
        "background_operation_completed:1b")
POLICY = "informational:irq warning:irq failure:irq fatal:irq dynamic_capacity:irq"
WARNINGS = ("life_used_warning_{0}:1b over_temperature_warning_{0}:1b under_temperature_warning_{0}:1b "
            "corrected_volatile_warning_{0}:1b corrected_persistent_warning_{0}:1b {0}_reserved:3b ")
MEDIA = ("header:@event_record_header physical_address:Q memory_event_descriptor:B memory_event_type:B "
         "transaction_type:B validity_flags:H channel:B rank:B ")
UPDATED = "count:I more:1b flags_reserved:7b reserved5:3s extents:*updated_extent(count)"

# name:format, the format being a struct letter, `<n>s` raw bytes, `<n>b` bits (a run of them is one container,
# lowest bits first; `/` ends it), A a DPA, O an opcode, U a UUID, `T<n>` text, `M` a 24-bit number, `irq` / `@x` a
# nested layout, `*x(count)` a list, `*x()` a list to the end, `rest` bytes to the end.
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
    "general_media_event_record": MEDIA + "device:M component_identifier:U reserved82:46s",
    "dram_event_record": MEDIA + "nibble_mask:M bank_group:B bank:B row:M column:H correction_mask:32s "
                                 "reserved105:23s",
    "memory_module_event_record": "header:@event_record_header device_event_type:B "
                                  "health:@get_health_info_response reserved67:61s",
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
    "background_operation_status_response": "in_progress:1b percentage_complete:7b reserved1:1s opcode:O "
                                            "return_code:H vendor_status:H",
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
    "get_lsa_request": "offset:I length:I",
    "get_lsa_response": "data:rest",
    "set_lsa_request": "offset:I reserved4:4s data:rest",
    "get_alert_configuration_response": WARNINGS.format("valid") + "/ " + WARNINGS.format("programmable") +
                                        "life_used_critical_threshold:B life_used_warning_threshold:B "
                                        "over_temperature_critical_threshold:h "
                                        "under_temperature_critical_threshold:h "
                                        "over_temperature_warning_threshold:h under_temperature_warning_threshold:h "
                                        "corrected_volatile_warning_threshold:H "
                                        "corrected_persistent_warning_threshold:H",
    "set_alert_configuration_request": WARNINGS.format("valid") + "/ " + WARNINGS.format("enabled") +
                                       "life_used_warning_threshold:B reserved3:1s "
                                       "over_temperature_warning_threshold:h under_temperature_warning_threshold:h "
                                       "corrected_volatile_warning_threshold:H "
                                       "corrected_persistent_warning_threshold:H",
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
    "tunnel_management_request": "port_or_ld_id:B target_type:B command_size:H command:*byte(command_size)",
    "tunnel_management_response": "response_size:H reserved2:2s response:*byte(response_size)",
    "get_dcd_info_response": "host_count:B region_count:B reserved2:2s add_free:1b add_contiguous:1b "
                             "add_prescriptive:1b add_enable_shared_access:1b add_policies_reserved:12b "
                             "reserved6:2s removal_tag_based:1b removal_prescriptive:1b "
                             "removal_policies_reserved:14b sanitize_on_release_configurable_mask:B reserved11:1s "
                             "total_capacity:Q " + " ".join(f"region{n}_block_sizes:Q" for n in range(8)),
    "host_dc_region_configuration": "base_dpa:A decode_length:Q length:Q block_size:Q dsmas_low_reserved:2b "
                                    "non_volatile:1b sharable:1b hardware_managed_coherency:1b "
                                    "interconnect_specific_management:1b read_only:1b dsmas_high_reserved:1b "
                                    "reserved33:3s sanitize_on_release:1b flags_reserved:7b reserved37:3s",
    "get_host_dc_region_configuration_request": "host_id:H region_count:B start_index:B",
    "get_host_dc_region_configuration_response": "host_id:H regions_available:B regions_returned:B "
                                                 "regions:*host_dc_region_configuration(regions_returned) "
                                                 "tail:@dc_configuration_tail",
    "set_dc_region_configuration_request": "region:B reserved1:3s block_size:Q sanitize_on_release:1b "
                                           "flags_reserved:7b reserved13:3s",
    "get_dc_region_extent_lists_request": "host_id:H reserved2:2s count:I start:I",
    "get_dc_region_extent_lists_response": "host_id:H reserved2:2s start:I returned:I total:I generation:I "
                                           "reserved20:4s extents:*extent(returned)",
    "initiate_dc_add_request": "host_id:H selection_policy:B region:B length:Q tag:U count:I extents:*extent(count)",
    "initiate_dc_release_request": "host_id:H removal_policy:4b forced_removal:1b sanitize_on_release:1b "
                                   "flags_reserved:2b reserved3:1s length:Q tag:U count:I extents:*extent(count)",
    "add_dc_reference_request": "tag:U",
    "remove_dc_reference_request": "tag:U",
    "list_dc_tags_request": "start:I max_tags:I",
    "dc_tag_information": "tag:U flags:B reserved17:3s reference_bitmap:32s pending_bitmap:32s",
    "list_dc_tags_response": "generation:I total:I returned:I validity_bitmap:B reserved13:3s "
                             "tags:*dc_tag_information(returned)",
}

# The records that have a layout of their own, by the first 16 bytes.
RECORDS = {
    b"\xca\x95\xaf\xa7\xf1\x83\x40\x18\x8c\x2f\x95\x26\x8e\x10\x1a\x2a": "dynamic_capacity_event_record",
    b"\xfb\xcd\x0a\x77\xc2\x60\x41\x7f\x85\xa9\x08\x8b\x16\x21\xeb\xa6": "general_media_event_record",
    b"\x60\x1d\xcb\xb3\x9c\x06\x4e\xab\xb8\xaf\x4e\x9b\xfb\x5c\x96\x24": "dram_event_record",
    b"\xfe\x92\x74\x75\xdd\x59\x43\x39\xa5\x86\x79\xba\xb1\x13\xb7\x74": "memory_module_event_record",
}

# The sizes that wire-layouts.md prints for what can be nested.
SIZES = {"extent": 40, "updated_extent": 24, "dc_region_configuration": 40, "dc_configuration_tail": 16,
         "event_record_header": 48, "event_record": 128, "event_interrupt_settings": 1, "cel_entry": 4,
         "supported_log": 20, "handle": 2, "byte": 1, "host_dc_region_configuration": 40, "dc_tag_information": 84,
         "get_health_info_response": 18}


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
    items = [item.partition(":")[::2] for item in GRAMMAR[layout].split()]
    reader, fields, offsets, index = _Reader(data), {}, {}, 0
    while index < len(items):
        name, form = items[index]
        if name == "/":
            index += 1
            continue
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
        if name == "/" or not (form[0].isdigit() and form.endswith("b")):
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
    if entry == "byte":
        return reader.take(count, name).hex()
    return [_entry(entry, reader.take(stride, name)) for _ in range(count)]


def _entry(layout, data):
    if layout == "handle":
        return data[0] + 256 * data[1]
    if layout == "event_record":
        layout = RECORDS.get(data[:16], layout)
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
