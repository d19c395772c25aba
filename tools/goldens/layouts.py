"""The layouts of CXL r3.1, by offset, what writes fields at these offsets and what reads them back.

The specification is not public: they are facts that public code states, each with its section (QEMU's hw/cxl,
Linux's drivers/cxl and include/cxl/event.h, libcxlmi's src/cxlmi/api-types.h). 0002h, 4201h and 4202h are as
libcxlmi alone has them, the media and module event records as Linux, objects of the DOE mailbox and the CDAT as QEMU's
include/hw/pci/pcie_doe.h and include/hw/cxl/cxl_cdat.h and ACPICA's actbl1.h have them.
Nothing here comes from the C# code or from the ksy files: this is the third statement of the layouts.
Field values are in their JSON form (see fixtures/messages/README.md).
"""

from dataclasses import dataclass
import uuid

DYNAMIC_CAPACITY = "ca95afa7-f183-4018-8c2f-95268e101a2a"
GENERAL_MEDIA = "fbcd0a77-c260-417f-85a9-088b1621eba6"
DRAM = "601dcbb3-9c06-4eab-b8af-4e9bfb5c9624"
MEMORY_MODULE = "fe927475-dd59-4339-a586-79bab113b774"
MEMORY_SPARING = "e71f3a40-2d29-4092-8a39-4d1c966c7c65"

# What the entry of a list of event records is, by its identifier; any other is a common record.
RECORD_LAYOUTS = {
    DYNAMIC_CAPACITY: "dynamic_capacity_event_record",
    GENERAL_MEDIA: "general_media_event_record",
    DRAM: "dram_event_record",
    MEMORY_MODULE: "memory_module_event_record",
    MEMORY_SPARING: "memory_sparing_event_record",
}


@dataclass(frozen=True)
class Bits:
    """Bits low .. low + width - 1 of a little-endian container of `size` bytes."""

    size: int
    low: int
    width: int


@dataclass(frozen=True)
class Raw:
    """A run of bytes, hex in JSON."""

    size: int


@dataclass(frozen=True)
class Bitmap(Raw):
    """Raw bytes that are a set of flags: all of them are set in the largest value."""


@dataclass(frozen=True)
class Text:
    """Latin-1, padded with NUL."""

    size: int


@dataclass(frozen=True)
class Struct:
    """Another layout, in place."""

    layout: str


@dataclass(frozen=True)
class Listing:
    """Entries of another layout up to `count` (a field of the same layout), or to the end of the payload."""

    entry: str
    count: str | None


@dataclass(frozen=True)
class Layout:
    """`size` is that of the fixed part before a list; `tail` is a layout directly after it."""

    size: int
    fields: tuple
    listing: tuple | None = None
    tail: tuple | None = None
    optional: str | None = None


INTEGERS = {"u8": 1, "u16": 2, "u24": 3, "u32": 4, "u64": 8, "i16": 2, "x16": 2, "x32": 4, "x48": 6, "dpa": 8, "opcode": 2}
# Written in hexadecimal, with at least so many digits.
HEXADECIMAL = {"x16": 4, "x32": 1, "x48": 1, "dpa": 1, "opcode": 4}


def flags(offset, size, *names):
    """A container of bit fields: (name, low, width)."""
    return tuple((name, offset, Bits(size, low, width)) for name, low, width in names)


def settings(*names):
    """One interrupt settings byte for each log."""
    return tuple((name, offset, Struct("event_interrupt_settings")) for offset, name in enumerate(names))


def event_mask():
    """The bit mask of 0104h, 0105h and 0106h."""
    return Layout(2, flags(0, 2, ("informational", 0, 1), ("warning", 1, 1), ("failure", 2, 1), ("fatal", 3, 1),
                           ("dynamic_capacity", 4, 1), ("events_reserved", 5, 10),
                           ("background_operation_completed", 15, 1)))


def updated_extents():
    """The input of 4802h and 4803h."""
    return Layout(8, (
        ("count", 0, "u32"),
        *flags(4, 1, ("more", 0, 1), ("flags_reserved", 1, 7)),
        ("reserved5", 5, Raw(3)),
    ), listing=("extents", Listing("updated_extent", "count")))


WARNINGS = ("life_used_warning", "over_temperature_warning", "under_temperature_warning",
            "corrected_volatile_warning", "corrected_persistent_warning")


def warnings(offset, suffix):
    """One flag for each warning of 4201h and 4202h."""
    return flags(offset, 1, *((f"{name}_{suffix}", bit, 1) for bit, name in enumerate(WARNINGS)),
                 (f"{suffix}_reserved", 5, 3))


def validity(offset, *names):
    """A flag for each field that may hold a value; whether the component identifier is PLDM's comes behind its flag."""
    bits = []
    for name in names:
        bits.append(f"{name}_valid")
        if name == "component_identifier":
            bits.append("component_identifier_is_pldm")
    return flags(offset, 2, *((name, bit, 1) for bit, name in enumerate(bits)),
                 ("validity_reserved", len(bits), 16 - len(bits)))


def media(*names):
    """What General Media and DRAM Event Records begin with."""
    return (
        ("header", 0, Struct("event_record_header")),
        ("physical_address", 48, "u64"),
        ("memory_event_descriptor", 56, "u8"),
        ("memory_event_type", 57, "u8"),
        ("transaction_type", 58, "u8"),
        *validity(59, *names),
        ("channel", 61, "u8"),
        ("rank", 62, "u8"),
    )


def corrected_errors(offset):
    """The flags, then the count."""
    return (
        *flags(offset, 1, ("corrected_errors_in_several_components", 0, 1),
               ("corrected_error_threshold_exceeded", 1, 1), ("corrected_error_flags_reserved", 2, 6)),
        ("corrected_error_count", offset + 1, "u24"),
    )


LOGS = ("informational", "warning", "failure", "fatal", "dynamic_capacity")

LAYOUTS = {
    "empty": Layout(0, ()),
    "cci_header": Layout(12, (
        *flags(0, 1, ("category", 0, 4), ("category_reserved", 4, 4)),
        ("message_tag", 1, "u8"),
        ("reserved2", 2, Raw(1)),
        ("opcode", 3, "opcode"),
        *flags(5, 3, ("payload_length", 0, 21), ("length_reserved", 21, 2), ("background_operation", 23, 1)),
        ("return_code", 8, "u16"),
        ("vendor_status", 10, "u16"),
    )),
    "extent": Layout(40, (
        ("start_dpa", 0, "dpa"),
        ("length", 8, "u64"),
        ("tag", 16, "uuid"),
        ("shared_extent_sequence", 32, "u16"),
        ("reserved34", 34, Raw(6)),
    )),
    "updated_extent": Layout(24, (
        ("start_dpa", 0, "dpa"),
        ("length", 8, "u64"),
        ("reserved16", 16, Raw(8)),
    )),
    "dc_region_configuration": Layout(40, (
        ("base_dpa", 0, "dpa"),
        ("decode_length", 8, "u64"),
        ("length", 16, "u64"),
        ("block_size", 24, "u64"),
        ("dsmad_handle", 32, "u32"),
        *flags(36, 1, ("sanitize_on_release", 0, 1), ("flags_reserved", 1, 7)),
        ("reserved37", 37, Raw(3)),
    )),
    "dc_configuration_tail": Layout(16, (
        ("extents_supported", 0, "u32"),
        ("extents_available", 4, "u32"),
        ("tags_supported", 8, "u32"),
        ("tags_available", 12, "u32"),
    )),
    "event_record_header": Layout(48, (
        ("event_record_identifier", 0, "uuid"),
        ("record_length", 16, "u8"),
        *flags(17, 3, ("severity", 0, 2), ("permanent_condition", 2, 1), ("maintenance_needed", 3, 1),
               ("performance_degraded", 4, 1), ("hardware_replacement_needed", 5, 1),
               ("maintenance_operation_subclass_valid", 6, 1), ("ld_id_valid", 7, 1), ("head_id_valid", 8, 1),
               ("flags_reserved", 9, 15)),
        ("handle", 20, "u16"),
        ("related_handle", 22, "u16"),
        ("timestamp", 24, "u64"),
        ("maintenance_operation_class", 32, "u8"),
        ("maintenance_operation_subclass", 33, "u8"),
        ("ld_id", 34, "u16"),
        ("head_id", 36, "u8"),
        ("reserved37", 37, Raw(11)),
    )),
    "event_record": Layout(128, (
        ("header", 0, Struct("event_record_header")),
        ("data", 48, Raw(80)),
    )),
    "dynamic_capacity_event_record": Layout(128, (
        ("header", 0, Struct("event_record_header")),
        ("event_type", 48, "u8"),
        *flags(49, 1, ("extents_available_valid", 0, 1), ("tags_available_valid", 1, 1), ("validity_reserved", 2, 6)),
        ("host_id", 50, "u16"),
        ("updated_region_index", 52, "u8"),
        *flags(53, 1, ("more", 0, 1), ("flags_reserved", 1, 7)),
        ("reserved54", 54, Raw(2)),
        ("extent", 56, Struct("extent")),
        ("reserved96", 96, Raw(24)),
        ("extents_available", 120, "u32"),
        ("tags_available", 124, "u32"),
    )),
    "general_media_event_record": Layout(128, (
        *media("channel", "rank", "device", "component_identifier"),
        ("device", 63, "u24"),
        ("component_identifier", 66, "uuid"),
        *corrected_errors(82),
        ("memory_event_sub_type", 86, "u8"),
        ("reserved87", 87, Raw(41)),
    )),
    "dram_event_record": Layout(128, (
        *media("channel", "rank", "nibble_mask", "bank_group", "bank", "row", "column", "correction_mask",
               "component_identifier", "sub_channel"),
        ("nibble_mask", 63, "u24"),
        ("bank_group", 66, "u8"),
        ("bank", 67, "u8"),
        ("row", 68, "u24"),
        ("column", 71, "u16"),
        ("correction_mask", 73, Bitmap(32)),
        ("component_identifier", 105, "uuid"),
        ("sub_channel", 121, "u8"),
        *corrected_errors(122),
        ("memory_event_sub_type", 126, "u8"),
        ("reserved127", 127, Raw(1)),
    )),
    "memory_module_event_record": Layout(128, (
        ("header", 0, Struct("event_record_header")),
        ("device_event_type", 48, "u8"),
        ("health", 49, Struct("get_health_info_response")),
        *validity(67, "component_identifier"),
        ("component_identifier", 69, "uuid"),
        ("device_event_sub_type", 85, "u8"),
        ("reserved86", 86, Raw(42)),
    )),
    "memory_sparing_event_record": Layout(128, (
        ("header", 0, Struct("event_record_header")),
        ("maintenance_operation_class", 48, "u8"),
        ("maintenance_operation_subclass", 49, "u8"),
        *flags(50, 1, ("query_resources", 0, 1), ("hard_sparing", 1, 1), ("device_initiated", 2, 1),
               ("flags_reserved", 3, 5)),
        ("result", 51, "u8"),
        *validity(52, "channel", "rank", "nibble_mask", "bank_group", "bank", "row", "column", "component_identifier",
                  "sub_channel"),
        ("reserved54", 54, Raw(6)),
        ("spare_resources_available", 60, "u16"),
        ("channel", 62, "u8"),
        ("rank", 63, "u8"),
        ("nibble_mask", 64, "u24"),
        ("bank_group", 67, "u8"),
        ("bank", 68, "u8"),
        ("row", 69, "u24"),
        ("column", 72, "u16"),
        ("component_identifier", 74, "uuid"),
        ("sub_channel", 90, "u8"),
        ("reserved91", 91, Raw(37)),
    )),
    "pldm_component_identifier": Layout(16, (
        *flags(0, 1, ("entity_identifier_valid", 0, 1), ("resource_identifier_valid", 1, 1), ("flags_reserved", 2, 6)),
        ("entity_identifier", 1, "x48"),
        ("resource_identifier", 7, "x32"),
        ("reserved11", 11, Raw(5)),
    )),
    "event_interrupt_settings": Layout(1, flags(
        0, 1, ("mode", 0, 2), ("settings_reserved", 2, 2), ("message_number", 4, 4))),
    "cel_entry": Layout(4, (
        ("opcode", 0, "opcode"),
        *flags(2, 2, ("configuration_change_after_cold_reset", 0, 1), ("immediate_configuration_change", 1, 1),
               ("immediate_data_change", 2, 1), ("immediate_policy_change", 3, 1), ("immediate_log_change", 4, 1),
               ("security_state_change", 5, 1), ("background_operation", 6, 1), ("secondary_mailbox_supported", 7, 1),
               ("request_abort_background_operation_supported", 8, 1), ("extended_effects_valid", 9, 1),
               ("configuration_change_after_conventional_reset", 10, 1),
               ("configuration_change_after_cxl_reset", 11, 1), ("effects_reserved", 12, 4)),
    )),
    "supported_log": Layout(20, (
        ("log_identifier", 0, "uuid"),
        ("log_size", 16, "u32"),
    )),
    "doe_header": Layout(8, (
        ("vendor_id", 0, "x16"),
        ("data_object_type", 2, "u8"),
        ("reserved3", 3, Raw(1)),
        *flags(4, 4, ("length", 0, 18), ("length_reserved", 18, 14)),
    )),
    "doe_discovery_request": Layout(12, (
        ("header", 0, Struct("doe_header")),
        ("index", 8, "u8"),
        ("reserved9", 9, Raw(3)),
    )),
    "doe_discovery_response": Layout(12, (
        ("header", 0, Struct("doe_header")),
        ("vendor_id", 8, "x16"),
        ("data_object_type", 10, "u8"),
        ("next_index", 11, "u8"),
    )),
    "table_access_request": Layout(12, (
        ("header", 0, Struct("doe_header")),
        ("table_request_code", 8, "u8"),
        ("table_type", 9, "u8"),
        ("entry_handle", 10, "x16"),
    )),
    "table_access_response": Layout(12, (
        ("header", 0, Struct("doe_header")),
        ("table_response_code", 8, "u8"),
        ("table_type", 9, "u8"),
        ("entry_handle", 10, "x16"),
    ), listing=("entry", Listing("byte", None))),
    "cdat_header": Layout(16, (
        ("length", 0, "u32"),
        ("revision", 4, "u8"),
        ("checksum", 5, "u8"),
        ("reserved6", 6, Raw(6)),
        ("sequence", 12, "u32"),
    )),
    "cdat_structure_header": Layout(4, (
        ("type", 0, "u8"),
        ("reserved1", 1, Raw(1)),
        ("length", 2, "u16"),
    )),
    "dsmas": Layout(24, (
        ("header", 0, Struct("cdat_structure_header")),
        ("dsmad_handle", 4, "u8"),
        *flags(5, 1, ("flags_low_reserved", 0, 2), ("non_volatile", 2, 1), ("sharable", 3, 1),
               ("hardware_managed_coherency", 4, 1), ("interconnect_specific_management", 5, 1), ("read_only", 6, 1),
               ("flags_high_reserved", 7, 1)),
        ("reserved6", 6, Raw(2)),
        ("base_dpa", 8, "dpa"),
        ("length", 16, "u64"),
    )),
    "dslbis": Layout(24, (
        ("header", 0, Struct("cdat_structure_header")),
        ("handle", 4, "u8"),
        *flags(5, 1, ("memory_hierarchy", 0, 4), ("flags_reserved", 4, 4)),
        ("data_type", 6, "u8"),
        ("reserved7", 7, Raw(1)),
        ("entry_base_unit", 8, "u64"),
        ("entry0", 16, "u16"),
        ("entry1", 18, "u16"),
        ("entry2", 20, "u16"),
        ("reserved22", 22, Raw(2)),
    )),
    "command_effects_log": Layout(0, (), listing=("entries", Listing("cel_entry", None))),
    "identify_response": Layout(18, (
        ("pcie_vendor_id", 0, "u16"),
        ("pcie_device_id", 2, "u16"),
        ("pcie_subsystem_vendor_id", 4, "u16"),
        ("pcie_subsystem_id", 6, "u16"),
        ("serial_number", 8, "u64"),
        ("maximum_message_size", 16, "u8"),
        ("component_type", 17, "u8"),
    )),
    "background_operation_status_response": Layout(8, (
        *flags(0, 1, ("in_progress", 0, 1), ("percentage_complete", 1, 7)),
        ("reserved1", 1, Raw(1)),
        ("opcode", 2, "opcode"),
        ("return_code", 4, "u16"),
        ("vendor_status", 6, "u16"),
    )),
    "get_response_message_limit_response": Layout(1, (("limit", 0, "u8"),)),
    "set_response_message_limit_request": Layout(1, (("limit", 0, "u8"),)),
    "set_response_message_limit_response": Layout(1, (("limit", 0, "u8"),)),
    "get_event_records_request": Layout(1, (("log", 0, "u8"),)),
    "get_event_records_response": Layout(32, (
        *flags(0, 1, ("overflow", 0, 1), ("more_event_records", 1, 1), ("flags_reserved", 2, 6)),
        ("reserved1", 1, Raw(1)),
        ("overflow_error_count", 2, "u16"),
        ("first_overflow_timestamp", 4, "u64"),
        ("last_overflow_timestamp", 12, "u64"),
        ("record_count", 20, "u16"),
        ("reserved22", 22, Raw(10)),
    ), listing=("records", Listing("event_record", "record_count"))),
    "clear_event_records_request": Layout(6, (
        ("log", 0, "u8"),
        *flags(1, 1, ("clear_all", 0, 1), ("flags_reserved", 1, 7)),
        ("handle_count", 2, "u8"),
        ("reserved3", 3, Raw(3)),
    ), listing=("handles", Listing("u16", "handle_count"))),
    "get_event_interrupt_policy_response": Layout(5, settings(*LOGS)),
    "set_event_interrupt_policy_request": Layout(5, settings(*LOGS), optional="dynamic_capacity"),
    "get_mctp_event_interrupt_policy_response": event_mask(),
    "set_mctp_event_interrupt_policy_request": event_mask(),
    "event_notification_request": event_mask(),
    "get_timestamp_response": Layout(8, (("timestamp", 0, "u64"),)),
    "set_timestamp_request": Layout(8, (("timestamp", 0, "u64"),)),
    "get_supported_logs_response": Layout(8, (
        ("log_count", 0, "u16"),
        ("reserved2", 2, Raw(6)),
    ), listing=("logs", Listing("supported_log", "log_count"))),
    "get_log_request": Layout(24, (
        ("log_identifier", 0, "uuid"),
        ("offset", 16, "u32"),
        ("length", 20, "u32"),
    )),
    "get_log_response": Layout(0, (), listing=("data", Listing("byte", None))),
    "identify_memory_device_response": Layout(69, (
        ("firmware_revision", 0, Text(16)),
        ("total_capacity", 16, "u64"),
        ("volatile_capacity", 24, "u64"),
        ("persistent_capacity", 32, "u64"),
        ("partition_alignment", 40, "u64"),
        ("informational_event_log_size", 48, "u16"),
        ("warning_event_log_size", 50, "u16"),
        ("failure_event_log_size", 52, "u16"),
        ("fatal_event_log_size", 54, "u16"),
        ("lsa_size", 56, "u32"),
        ("poison_list_maximum", 60, "u24"),
        ("inject_poison_limit", 63, "u16"),
        ("poison_handling_capabilities", 65, "u8"),
        ("qos_telemetry_capabilities", 66, "u8"),
        ("dynamic_capacity_event_log_size", 67, "u16"),
    )),
    "get_partition_info_response": Layout(32, (
        ("active_volatile_capacity", 0, "u64"),
        ("active_persistent_capacity", 8, "u64"),
        ("next_volatile_capacity", 16, "u64"),
        ("next_persistent_capacity", 24, "u64"),
    )),
    "set_partition_info_request": Layout(10, (
        ("volatile_capacity", 0, "u64"),
        *flags(8, 1, ("immediate", 0, 1), ("flags_reserved", 1, 7)),
        ("reserved9", 9, Raw(1)),
    ), optional="reserved9"),
    "get_health_info_response": Layout(18, (
        ("health_status", 0, "u8"),
        ("media_status", 1, "u8"),
        ("additional_status", 2, "u8"),
        ("life_used", 3, "u8"),
        ("device_temperature", 4, "i16"),
        ("dirty_shutdown_count", 6, "u32"),
        ("corrected_volatile_error_count", 10, "u32"),
        ("corrected_persistent_error_count", 14, "u32"),
    )),
    "get_shutdown_state_response": Layout(1, flags(0, 1, ("dirty", 0, 1), ("state_reserved", 1, 7))),
    "set_shutdown_state_request": Layout(1, flags(0, 1, ("dirty", 0, 1), ("state_reserved", 1, 7))),
    "get_lsa_request": Layout(8, (
        ("offset", 0, "u32"),
        ("length", 4, "u32"),
    )),
    "get_lsa_response": Layout(0, (), listing=("data", Listing("byte", None))),
    "set_lsa_request": Layout(8, (
        ("offset", 0, "u32"),
        ("reserved4", 4, Raw(4)),
    ), listing=("data", Listing("byte", None))),
    "get_alert_configuration_response": Layout(16, (
        *warnings(0, "valid"),
        *warnings(1, "programmable"),
        ("life_used_critical_threshold", 2, "u8"),
        ("life_used_warning_threshold", 3, "u8"),
        ("over_temperature_critical_threshold", 4, "i16"),
        ("under_temperature_critical_threshold", 6, "i16"),
        ("over_temperature_warning_threshold", 8, "i16"),
        ("under_temperature_warning_threshold", 10, "i16"),
        ("corrected_volatile_warning_threshold", 12, "u16"),
        ("corrected_persistent_warning_threshold", 14, "u16"),
    )),
    "set_alert_configuration_request": Layout(12, (
        *warnings(0, "valid"),
        *warnings(1, "enabled"),
        ("life_used_warning_threshold", 2, "u8"),
        ("reserved3", 3, Raw(1)),
        ("over_temperature_warning_threshold", 4, "i16"),
        ("under_temperature_warning_threshold", 6, "i16"),
        ("corrected_volatile_warning_threshold", 8, "u16"),
        ("corrected_persistent_warning_threshold", 10, "u16"),
    )),
    "get_dc_configuration_request": Layout(2, (
        ("region_count", 0, "u8"),
        ("start_index", 1, "u8"),
    )),
    "get_dc_configuration_response": Layout(8, (
        ("regions_available", 0, "u8"),
        ("regions_returned", 1, "u8"),
        ("reserved2", 2, Raw(6)),
    ), listing=("regions", Listing("dc_region_configuration", "regions_returned")),
        tail=("tail", "dc_configuration_tail")),
    "get_dc_extent_list_request": Layout(8, (
        ("count", 0, "u32"),
        ("start", 4, "u32"),
    )),
    "get_dc_extent_list_response": Layout(16, (
        ("returned", 0, "u32"),
        ("total", 4, "u32"),
        ("generation", 8, "u32"),
        ("reserved12", 12, Raw(4)),
    ), listing=("extents", Listing("extent", "returned"))),
    "add_dc_response_request": updated_extents(),
    "release_dc_request": updated_extents(),
    "tunnel_management_request": Layout(4, (
        ("port_or_ld_id", 0, "u8"),
        ("target_type", 1, "u8"),
        ("command_size", 2, "u16"),
    ), listing=("command", Listing("byte", "command_size"))),
    "tunnel_management_response": Layout(4, (
        ("response_size", 0, "u16"),
        ("reserved2", 2, Raw(2)),
    ), listing=("response", Listing("byte", "response_size"))),
    "get_dcd_info_response": Layout(84, (
        ("host_count", 0, "u8"),
        ("region_count", 1, "u8"),
        ("reserved2", 2, Raw(2)),
        *flags(4, 2, ("add_free", 0, 1), ("add_contiguous", 1, 1), ("add_prescriptive", 2, 1),
               ("add_enable_shared_access", 3, 1), ("add_policies_reserved", 4, 12)),
        ("reserved6", 6, Raw(2)),
        *flags(8, 2, ("removal_tag_based", 0, 1), ("removal_prescriptive", 1, 1),
               ("removal_policies_reserved", 2, 14)),
        ("sanitize_on_release_configurable_mask", 10, "u8"),
        ("reserved11", 11, Raw(1)),
        ("total_capacity", 12, "u64"),
        *((f"region{n}_block_sizes", 20 + 8 * n, "u64") for n in range(8)),
    )),
    "host_dc_region_configuration": Layout(40, (
        ("base_dpa", 0, "dpa"),
        ("decode_length", 8, "u64"),
        ("length", 16, "u64"),
        ("block_size", 24, "u64"),
        *flags(32, 1, ("dsmas_low_reserved", 0, 2), ("non_volatile", 2, 1), ("sharable", 3, 1),
               ("hardware_managed_coherency", 4, 1), ("interconnect_specific_management", 5, 1),
               ("read_only", 6, 1), ("dsmas_high_reserved", 7, 1)),
        ("reserved33", 33, Raw(3)),
        *flags(36, 1, ("sanitize_on_release", 0, 1), ("flags_reserved", 1, 7)),
        ("reserved37", 37, Raw(3)),
    )),
    "get_host_dc_region_configuration_request": Layout(4, (
        ("host_id", 0, "u16"),
        ("region_count", 2, "u8"),
        ("start_index", 3, "u8"),
    )),
    "get_host_dc_region_configuration_response": Layout(4, (
        ("host_id", 0, "u16"),
        ("regions_available", 2, "u8"),
        ("regions_returned", 3, "u8"),
    ), listing=("regions", Listing("host_dc_region_configuration", "regions_returned")),
        tail=("tail", "dc_configuration_tail")),
    "set_dc_region_configuration_request": Layout(16, (
        ("region", 0, "u8"),
        ("reserved1", 1, Raw(3)),
        ("block_size", 4, "u64"),
        *flags(12, 1, ("sanitize_on_release", 0, 1), ("flags_reserved", 1, 7)),
        ("reserved13", 13, Raw(3)),
    )),
    "get_dc_region_extent_lists_request": Layout(12, (
        ("host_id", 0, "u16"),
        ("reserved2", 2, Raw(2)),
        ("count", 4, "u32"),
        ("start", 8, "u32"),
    )),
    "get_dc_region_extent_lists_response": Layout(24, (
        ("host_id", 0, "u16"),
        ("reserved2", 2, Raw(2)),
        ("start", 4, "u32"),
        ("returned", 8, "u32"),
        ("total", 12, "u32"),
        ("generation", 16, "u32"),
        ("reserved20", 20, Raw(4)),
    ), listing=("extents", Listing("extent", "returned"))),
    "initiate_dc_add_request": Layout(32, (
        ("host_id", 0, "u16"),
        ("selection_policy", 2, "u8"),
        ("region", 3, "u8"),
        ("length", 4, "u64"),
        ("tag", 12, "uuid"),
        ("count", 28, "u32"),
    ), listing=("extents", Listing("extent", "count"))),
    "initiate_dc_release_request": Layout(32, (
        ("host_id", 0, "u16"),
        *flags(2, 1, ("removal_policy", 0, 4), ("forced_removal", 4, 1), ("sanitize_on_release", 5, 1),
               ("flags_reserved", 6, 2)),
        ("reserved3", 3, Raw(1)),
        ("length", 4, "u64"),
        ("tag", 12, "uuid"),
        ("count", 28, "u32"),
    ), listing=("extents", Listing("extent", "count"))),
    "add_dc_reference_request": Layout(16, (("tag", 0, "uuid"),)),
    "remove_dc_reference_request": Layout(16, (("tag", 0, "uuid"),)),
    "list_dc_tags_request": Layout(8, (
        ("start", 0, "u32"),
        ("max_tags", 4, "u32"),
    )),
    "dc_tag_information": Layout(84, (
        ("tag", 0, "uuid"),
        ("flags", 16, "u8"),
        ("reserved17", 17, Raw(3)),
        ("reference_bitmap", 20, Bitmap(32)),
        ("pending_bitmap", 52, Bitmap(32)),
    )),
    "list_dc_tags_response": Layout(16, (
        ("generation", 0, "u32"),
        ("total", 4, "u32"),
        ("returned", 8, "u32"),
        ("validity_bitmap", 12, "u8"),
        ("reserved13", 13, Raw(3)),
    ), listing=("tags", Listing("dc_tag_information", "returned"))),
}


def assert_covered():
    """Every bit of every fixed part belongs to exactly one field."""
    for name, layout in LAYOUTS.items():
        owners = [0] * (layout.size * 8)
        for _, offset, kind in layout.fields:
            if isinstance(kind, Bits):
                first, count = offset * 8 + kind.low, kind.width
            else:
                first, count = offset * 8, size_of(kind) * 8
            for bit in range(first, first + count):
                owners[bit] += 1
        assert all(owner == 1 for owner in owners), name


def size_of(kind):
    """Bytes of a field of this kind (of the whole container for bits)."""
    if kind == "uuid":
        return 16
    if isinstance(kind, str):
        return INTEGERS[kind]
    return LAYOUTS[kind.layout].size if isinstance(kind, Struct) else kind.size


def is_reserved(name):
    return name.startswith("reserved") or name.endswith("_reserved")


def field_names(layout):
    """The layout's field names, in wire order."""
    names = [name for name, _, _ in layout.fields]
    if layout.listing:
        names.append(layout.listing[0])
    if layout.tail:
        names.append(layout.tail[0])
    return names


def entry_layout(listing, entry):
    """The layout of one list entry: event records are known by their identifier."""
    if listing.entry == "event_record":
        return RECORD_LAYOUTS.get(entry["header"]["event_record_identifier"], "event_record")
    return listing.entry


def encode(name, fields):
    """The bytes of a layout. The fields must be complete and in wire order; the count is what the fields say."""
    layout = LAYOUTS[name]
    names, size = field_names(layout), layout.size
    if layout.optional is not None and layout.optional not in fields:
        names.remove(layout.optional)
        size = next(offset for field, offset, _ in layout.fields if field == layout.optional)
    assert list(fields) == names, (name, list(fields), names)
    data = bytearray(size)
    for field, offset, kind in layout.fields:
        if field in fields:
            put(data, offset, kind, fields[field])
    if layout.listing:
        field, listing = layout.listing
        if listing.entry == "byte":
            data += bytes.fromhex(fields[field])
        elif listing.entry == "u16":
            data += b"".join(handle.to_bytes(2, "little") for handle in fields[field])
        else:
            data += b"".join(encode(entry_layout(listing, entry), entry) for entry in fields[field])
    if layout.tail:
        data += encode(layout.tail[1], fields[layout.tail[0]])
    return bytes(data)


def put(data, offset, kind, value):
    """Write one field, little endian; UUIDs and tags as they are printed."""
    if isinstance(kind, Bits):
        assert 0 <= int(value) < 1 << kind.width
        end = offset + kind.size
        container = int.from_bytes(data[offset:end], "little") | int(value) << kind.low
        data[offset:end] = container.to_bytes(kind.size, "little")
        return
    if isinstance(kind, Raw):
        piece = bytes.fromhex(value)
    elif isinstance(kind, Text):
        piece = value.encode("latin-1").ljust(kind.size, b"\0")
    elif isinstance(kind, Struct):
        piece = encode(kind.layout, value)
    elif kind == "uuid":
        piece = uuid.UUID(value).bytes
    else:
        number = int(value, 16) if kind in HEXADECIMAL else value
        piece = number.to_bytes(INTEGERS[kind], "little", signed=kind == "i16")
    assert len(piece) == size_of(kind), (kind, value)
    data[offset:offset + len(piece)] = piece


def decode(name, data):
    """The fields of bytes that are a whole layout, a recording's: what encode makes these bytes of."""
    layout, fields, end = LAYOUTS[name], {}, LAYOUTS[name].size
    for field, offset, kind in layout.fields:
        if field == layout.optional and len(data) == offset:
            end = offset
        else:
            fields[field] = get(data, offset, kind)
    tail = LAYOUTS[layout.tail[1]].size if layout.tail else 0
    if layout.listing:
        field, listing = layout.listing
        fields[field] = entries(listing, data[end:len(data) - tail])
    if layout.tail:
        fields[layout.tail[0]] = decode(layout.tail[1], data[len(data) - tail:])
    assert encode(name, fields) == data, (name, data.hex())
    return fields


def entries(listing, data):
    if listing.entry == "byte":
        return data.hex()
    if listing.entry == "u16":
        return [int.from_bytes(data[at:at + 2], "little") for at in range(0, len(data), 2)]
    found, size = [], LAYOUTS[listing.entry].size
    for at in range(0, len(data), size):
        entry = decode(listing.entry, data[at:at + size])
        found.append(decode(entry_layout(listing, entry), data[at:at + size]))
    return found


def get(data, offset, kind):
    """Read one field, in the form that put writes."""
    piece = data[offset:offset + size_of(kind)]
    number = int.from_bytes(piece, "little", signed=kind == "i16")
    if isinstance(kind, Bits):
        value = number >> kind.low & (1 << kind.width) - 1
        return bool(value) if kind.width == 1 else value
    if isinstance(kind, Raw):
        return piece.hex()
    if isinstance(kind, Text):
        return piece.decode("latin-1").rstrip("\0")
    if isinstance(kind, Struct):
        return decode(kind.layout, piece)
    if kind == "uuid":
        return str(uuid.UUID(bytes=piece))
    return f"0x{number:0{HEXADECIMAL[kind]}x}" if kind in HEXADECIMAL else number


def zero(name):
    """All fields zero, no list entries."""
    layout, fields = LAYOUTS[name], {}
    for field, _, kind in layout.fields:
        fields[field] = constant(kind, 0)
    if layout.listing:
        fields[layout.listing[0]] = "" if layout.listing[1].entry == "byte" else []
    if layout.tail:
        fields[layout.tail[0]] = zero(layout.tail[1])
    return fields


def constant(kind, bit):
    """A field with every bit 0, or of the largest value (every bit 1, the sign excepted)."""
    if isinstance(kind, Struct):
        return zero(kind.layout) if bit == 0 else largest(kind.layout, zero(kind.layout))
    if isinstance(kind, Bits):
        return bool(bit) if kind.width == 1 else bit * ((1 << kind.width) - 1)
    size = size_of(kind)
    if isinstance(kind, Raw):
        return ("ff" if bit else "00") * size
    if isinstance(kind, Text):
        return "\xff" * size if bit else ""
    if kind == "uuid":
        return str(uuid.UUID(bytes=(b"\xff" if bit else b"\0") * size))
    if kind == "i16":
        return bit * 0x7FFF
    number = bit * ((1 << 8 * size) - 1)
    return f"0x{number:0{HEXADECIMAL[kind]}x}" if kind in HEXADECIMAL else number


def largest(name, base):
    """`base` with every numeric field and flag at its largest; reserved, UUIDs and the list's count stay."""
    layout = LAYOUTS[name]
    count = layout.listing[1].count if layout.listing else None
    return changed(name, base, largest, lambda field, kind: field != count and not is_reserved(field)
                   and kind != "uuid" and (isinstance(kind, Bitmap) or not isinstance(kind, Raw)))


def reserved_set(name, base):
    """`base` with every reserved bit 1."""
    return changed(name, base, reserved_set, lambda field, kind: is_reserved(field))


def changed(name, base, nested, chosen):
    layout, fields = LAYOUTS[name], {}
    for field, _, kind in layout.fields:
        if field not in base:
            continue
        if isinstance(kind, Struct):
            fields[field] = nested(kind.layout, base[field])
        else:
            fields[field] = constant(kind, 1) if chosen(field, kind) else base[field]
    if layout.listing:
        field, listing = layout.listing
        fields[field] = base[field] if listing.entry in ("byte", "u16") else [
            nested(entry_layout(listing, entry), entry) for entry in base[field]]
    if layout.tail:
        fields[layout.tail[0]] = nested(layout.tail[1], base[layout.tail[0]])
    return fields


def first_missing(name, length):
    """(field, offset) of the first field that is not wholly within `length` bytes of the fixed part."""
    for field, offset, kind in LAYOUTS[name].fields:
        if offset + size_of(kind) > length:
            return field, offset
    raise ValueError(f"{name} is not short with {length} bytes")


def count_field(name):
    """(field, offset) of the list's count, or of None."""
    _, listing = LAYOUTS[name].listing
    return next((field, offset) for field, offset, _ in LAYOUTS[name].fields if field == listing.count)
