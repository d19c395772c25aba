"""Every layout, opcode and return code: written by tests/CxlWire.Conformance."""

from .layout import Entries, Field, Layout

LAYOUTS = {layout.name: layout for layout in (
    # CXL r3.1 8.2.9.3.3 Activate FW (0202h)
    Layout("activate_fw_request", 2, 2, (
        Field("action", "number", 0, 1),
        Field("slot", "number", 1, 1),
    )),
    # CXL r3.1 7.6.7.6.7 Dynamic Capacity Add Reference (5606h)
    Layout("add_dc_reference_request", 16, 16, (
        Field("tag", "uuid", 0, 16),
    )),
    # CXL r3.1 8.2.9.9.9.3 Add Dynamic Capacity Response (4802h)
    Layout("add_dc_response_request", 8, 8, (
        Field("count", "number", 0, 4),
        Field("more", "flag", 4, 1, low=0, bits=1),
        Field("flags_reserved", "number", 4, 1, low=1, bits=7),
        Field("reserved5", "bytes", 5, 3),
    ), Entries("extents", 24, entry="updated_extent", count="count")),
    # CXL r3.1 8.2.9.1.2 Background Operation Status (0002h)
    Layout("background_operation_status_response", 8, 8, (
        Field("in_progress", "flag", 0, 1, low=0, bits=1),
        Field("percentage_complete", "number", 0, 1, low=1, bits=7),
        Field("reserved1", "bytes", 1, 1),
        Field("opcode", "number", 2, 2),
        Field("return_code", "number", 4, 2),
        Field("vendor_status", "number", 6, 2),
    )),
    # CXL r3.1 Figure 7-19 CCI Message Header
    Layout("cci_header", 12, 12, (
        Field("category", "number", 0, 1, low=0, bits=4),
        Field("category_reserved", "number", 0, 1, low=4, bits=4),
        Field("message_tag", "number", 1, 1),
        Field("reserved2", "bytes", 2, 1),
        Field("opcode", "number", 3, 2),
        Field("payload_length", "number", 5, 3, low=0, bits=21),
        Field("length_reserved", "number", 5, 3, low=21, bits=2),
        Field("background_operation", "flag", 5, 3, low=23, bits=1),
        Field("return_code", "number", 8, 2),
        Field("vendor_status", "number", 10, 2),
    )),
    # CDAT 1.03 Table 1 Coherent Device Attribute Table
    Layout("cdat_header", 16, 16, (
        Field("length", "number", 0, 4),
        Field("revision", "number", 4, 1),
        Field("checksum", "number", 5, 1),
        Field("reserved6", "bytes", 6, 6),
        Field("sequence", "number", 12, 4),
    )),
    # CDAT 1.03 Table 2 CDAT Structure
    Layout("cdat_structure_header", 4, 4, (
        Field("type", "number", 0, 1),
        Field("reserved1", "bytes", 1, 1),
        Field("length", "number", 2, 2),
    )),
    # CXL r3.1 8.2.9.5.2.1 Command Effects Log Entry
    Layout("cel_entry", 4, 4, (
        Field("opcode", "number", 0, 2),
        Field("configuration_change_after_cold_reset", "flag", 2, 2, low=0, bits=1),
        Field("immediate_configuration_change", "flag", 2, 2, low=1, bits=1),
        Field("immediate_data_change", "flag", 2, 2, low=2, bits=1),
        Field("immediate_policy_change", "flag", 2, 2, low=3, bits=1),
        Field("immediate_log_change", "flag", 2, 2, low=4, bits=1),
        Field("security_state_change", "flag", 2, 2, low=5, bits=1),
        Field("background_operation", "flag", 2, 2, low=6, bits=1),
        Field("secondary_mailbox_supported", "flag", 2, 2, low=7, bits=1),
        Field("request_abort_background_operation_supported", "flag", 2, 2, low=8, bits=1),
        Field("extended_effects_valid", "flag", 2, 2, low=9, bits=1),
        Field("configuration_change_after_conventional_reset", "flag", 2, 2, low=10, bits=1),
        Field("configuration_change_after_cxl_reset", "flag", 2, 2, low=11, bits=1),
        Field("effects_reserved", "number", 2, 2, low=12, bits=4),
    )),
    # CXL r3.1 8.2.9.2.3 Clear Event Records (0101h)
    Layout("clear_event_records_request", 6, 6, (
        Field("log", "number", 0, 1),
        Field("clear_all", "flag", 1, 1, low=0, bits=1),
        Field("flags_reserved", "number", 1, 1, low=1, bits=7),
        Field("handle_count", "number", 2, 1),
        Field("reserved3", "bytes", 3, 3),
    ), Entries("handles", 2, count="handle_count")),
    # CXL r3.1 8.2.9.5.4 Clear Log (0403h)
    Layout("clear_log_request", 16, 16, (
        Field("log_identifier", "uuid", 0, 16),
    )),
    # CXL r3.1 8.2.9.9.4.3 Clear Poison (4302h)
    Layout("clear_poison_request", 72, 72, (
        Field("address", "number", 0, 8),
        Field("data", "bytes", 8, 64),
    )),
    # CXL r3.1 8.2.9.5.2.1 Command Effects Log
    Layout("command_effects_log", 0, 0, (
    ), Entries("entries", 4, entry="cel_entry")),
    # CXL r3.1 8.2.9.9.9.1 Get Dynamic Capacity Configuration, tail
    Layout("dc_configuration_tail", 16, 16, (
        Field("extents_supported", "number", 0, 4),
        Field("extents_available", "number", 4, 4),
        Field("tags_supported", "number", 8, 4),
        Field("tags_available", "number", 12, 4),
    )),
    # CXL r3.1 8.2.9.9.9.1 Region Configuration
    Layout("dc_region_configuration", 40, 40, (
        Field("base_dpa", "number", 0, 8),
        Field("decode_length", "number", 8, 8),
        Field("length", "number", 16, 8),
        Field("block_size", "number", 24, 8),
        Field("dsmad_handle", "number", 32, 4),
        Field("sanitize_on_release", "flag", 36, 1, low=0, bits=1),
        Field("flags_reserved", "number", 36, 1, low=1, bits=7),
        Field("reserved37", "bytes", 37, 3),
    )),
    # CXL r3.1 7.6.7.6.9 Dynamic Capacity Tag Information
    Layout("dc_tag_information", 84, 84, (
        Field("tag", "uuid", 0, 16),
        Field("flags", "number", 16, 1),
        Field("reserved17", "bytes", 17, 3),
        Field("reference_bitmap", "bytes", 20, 32),
        Field("pending_bitmap", "bytes", 52, 32),
    )),
    # CXL r3.1 7.6.7.5.2 Get Head Info (5501h), Head Info
    Layout("device_head", 9, 9, (
        Field("port_number", "number", 0, 1),
        Field("maximum_link_width", "number", 1, 1),
        Field("negotiated_link_width", "number", 2, 1),
        Field("supported_link_speeds", "number", 3, 1),
        Field("maximum_link_speed", "number", 4, 1),
        Field("current_link_speed", "number", 5, 1),
        Field("ltssm_state", "number", 6, 1),
        Field("first_negotiated_lane", "number", 7, 1),
        Field("link_state_flags", "number", 8, 1),
    )),
    # CXL r3.1 8.2.9.9.6.3 Disable Passphrase (4502h)
    Layout("disable_passphrase_request", 64, 64, (
        Field("passphrase_type", "number", 0, 1),
        Field("reserved1", "bytes", 1, 7),
        Field("reserved8", "bytes", 8, 24),
        Field("current_passphrase", "bytes", 32, 32),
    )),
    # PCIe r6.0 6.30.1.1 DOE Discovery, request
    Layout("doe_discovery_request", 12, 12, (
        Field("header", "structure", 0, 8, layout="doe_header"),
        Field("index", "number", 8, 1),
        Field("reserved9", "bytes", 9, 3),
    )),
    # PCIe r6.0 6.30.1.1 DOE Discovery, response
    Layout("doe_discovery_response", 12, 12, (
        Field("header", "structure", 0, 8, layout="doe_header"),
        Field("vendor_id", "number", 8, 2),
        Field("data_object_type", "number", 10, 1),
        Field("next_index", "number", 11, 1),
    )),
    # PCIe r6.0 6.30.1 DOE Data Object Header
    Layout("doe_header", 8, 8, (
        Field("vendor_id", "number", 0, 2),
        Field("data_object_type", "number", 2, 1),
        Field("reserved3", "bytes", 3, 1),
        Field("length", "number", 4, 4, low=0, bits=18),
        Field("length_reserved", "number", 4, 4, low=18, bits=14),
    )),
    # CXL r3.1 8.2.9.2.1.2 DRAM Event Record
    Layout("dram_event_record", 128, 128, (
        Field("header", "structure", 0, 48, layout="event_record_header"),
        Field("physical_address", "number", 48, 8),
        Field("memory_event_descriptor", "number", 56, 1),
        Field("memory_event_type", "number", 57, 1),
        Field("transaction_type", "number", 58, 1),
        Field("channel_valid", "flag", 59, 2, low=0, bits=1),
        Field("rank_valid", "flag", 59, 2, low=1, bits=1),
        Field("nibble_mask_valid", "flag", 59, 2, low=2, bits=1),
        Field("bank_group_valid", "flag", 59, 2, low=3, bits=1),
        Field("bank_valid", "flag", 59, 2, low=4, bits=1),
        Field("row_valid", "flag", 59, 2, low=5, bits=1),
        Field("column_valid", "flag", 59, 2, low=6, bits=1),
        Field("correction_mask_valid", "flag", 59, 2, low=7, bits=1),
        Field("component_identifier_valid", "flag", 59, 2, low=8, bits=1),
        Field("component_identifier_is_pldm", "flag", 59, 2, low=9, bits=1),
        Field("sub_channel_valid", "flag", 59, 2, low=10, bits=1),
        Field("validity_reserved", "number", 59, 2, low=11, bits=5),
        Field("channel", "number", 61, 1),
        Field("rank", "number", 62, 1),
        Field("nibble_mask", "number", 63, 3),
        Field("bank_group", "number", 66, 1),
        Field("bank", "number", 67, 1),
        Field("row", "number", 68, 3),
        Field("column", "number", 71, 2),
        Field("correction_mask", "bytes", 73, 32),
        Field("component_identifier", "uuid", 105, 16),
        Field("sub_channel", "number", 121, 1),
        Field("corrected_errors_in_several_components", "flag", 122, 1, low=0, bits=1),
        Field("corrected_error_threshold_exceeded", "flag", 122, 1, low=1, bits=1),
        Field("corrected_error_flags_reserved", "number", 122, 1, low=2, bits=6),
        Field("corrected_error_count", "number", 123, 3),
        Field("memory_event_sub_type", "number", 126, 1),
        Field("reserved127", "bytes", 127, 1),
    )),
    # CDAT 1.03 Table 5 Device Scoped Latency and Bandwidth Information Structure
    Layout("dslbis", 24, 24, (
        Field("header", "structure", 0, 4, layout="cdat_structure_header"),
        Field("handle", "number", 4, 1),
        Field("memory_hierarchy", "number", 5, 1, low=0, bits=4),
        Field("flags_reserved", "number", 5, 1, low=4, bits=4),
        Field("data_type", "number", 6, 1),
        Field("reserved7", "bytes", 7, 1),
        Field("entry_base_unit", "number", 8, 8),
        Field("entry0", "number", 16, 2),
        Field("entry1", "number", 18, 2),
        Field("entry2", "number", 20, 2),
        Field("reserved22", "bytes", 22, 2),
    )),
    # CDAT 1.03 Table 3 Device Scoped Memory Affinity Structure
    Layout("dsmas", 24, 24, (
        Field("header", "structure", 0, 4, layout="cdat_structure_header"),
        Field("dsmad_handle", "number", 4, 1),
        Field("flags_low_reserved", "number", 5, 1, low=0, bits=2),
        Field("non_volatile", "flag", 5, 1, low=2, bits=1),
        Field("sharable", "flag", 5, 1, low=3, bits=1),
        Field("hardware_managed_coherency", "flag", 5, 1, low=4, bits=1),
        Field("interconnect_specific_management", "flag", 5, 1, low=5, bits=1),
        Field("read_only", "flag", 5, 1, low=6, bits=1),
        Field("flags_high_reserved", "flag", 5, 1, low=7, bits=1),
        Field("reserved6", "bytes", 6, 2),
        Field("base_dpa", "number", 8, 8),
        Field("length", "number", 16, 8),
    )),
    # CXL r3.1 Table 8-50 Dynamic Capacity Event Record
    Layout("dynamic_capacity_event_record", 128, 128, (
        Field("header", "structure", 0, 48, layout="event_record_header"),
        Field("event_type", "number", 48, 1),
        Field("extents_available_valid", "flag", 49, 1, low=0, bits=1),
        Field("tags_available_valid", "flag", 49, 1, low=1, bits=1),
        Field("validity_reserved", "number", 49, 1, low=2, bits=6),
        Field("host_id", "number", 50, 2),
        Field("updated_region_index", "number", 52, 1),
        Field("more", "flag", 53, 1, low=0, bits=1),
        Field("flags_reserved", "number", 53, 1, low=1, bits=7),
        Field("reserved54", "bytes", 54, 2),
        Field("extent", "structure", 56, 40, layout="extent"),
        Field("reserved96", "bytes", 96, 24),
        Field("extents_available", "number", 120, 4),
        Field("tags_available", "number", 124, 4),
    )),
    # CXL r3.1 8.2.9.9.11.2 DDR5 Error Check Scrub (ECS) Control Feature
    Layout("ecs_fru_readable", 4, 4, (
        Field("realtime_reporting", "flag", 0, 1, low=0, bits=1),
        Field("capabilities_reserved", "number", 0, 1, low=1, bits=7),
        Field("threshold", "number", 1, 2, low=0, bits=3),
        Field("counts_codewords", "flag", 1, 2, low=3, bits=1),
        Field("configuration_reserved", "number", 1, 2, low=4, bits=12),
        Field("reserved3", "bytes", 3, 1),
    )),
    # CXL r3.1 8.2.9.9.11.2 DDR5 Error Check Scrub (ECS) Control Feature
    Layout("ecs_fru_writable", 2, 2, (
        Field("threshold", "number", 0, 2, low=0, bits=3),
        Field("counts_codewords", "flag", 0, 2, low=3, bits=1),
        Field("reset_counter", "flag", 0, 2, low=4, bits=1),
        Field("configuration_reserved", "number", 0, 2, low=5, bits=11),
    )),
    # CXL r3.1 8.2.9.9.11.2 DDR5 Error Check Scrub (ECS) Control Feature
    Layout("ecs_readable", 1, 1, (
        Field("log_entry_type", "number", 0, 1, low=0, bits=2),
        Field("log_reserved", "number", 0, 1, low=2, bits=6),
    ), Entries("frus", 4, entry="ecs_fru_readable")),
    # CXL r3.1 8.2.9.9.11.2 DDR5 Error Check Scrub (ECS) Control Feature
    Layout("ecs_writable", 1, 1, (
        Field("log_entry_type", "number", 0, 1, low=0, bits=2),
        Field("log_reserved", "number", 0, 1, low=2, bits=6),
    ), Entries("frus", 2, entry="ecs_fru_writable")),
    # no payload
    Layout("empty", 0, 0, (
    )),
    # CXL r3.1 8.2.9.2.4 Event Interrupt Settings
    Layout("event_interrupt_settings", 1, 1, (
        Field("mode", "number", 0, 1, low=0, bits=2),
        Field("settings_reserved", "number", 0, 1, low=2, bits=2),
        Field("message_number", "number", 0, 1, low=4, bits=4),
    )),
    # CXL r3.1 8.2.9.2.8 Event Notification (0106h)
    Layout("event_notification_request", 2, 2, (
        Field("informational", "flag", 0, 2, low=0, bits=1),
        Field("warning", "flag", 0, 2, low=1, bits=1),
        Field("failure", "flag", 0, 2, low=2, bits=1),
        Field("fatal", "flag", 0, 2, low=3, bits=1),
        Field("dynamic_capacity", "flag", 0, 2, low=4, bits=1),
        Field("events_reserved", "number", 0, 2, low=5, bits=10),
        Field("background_operation_completed", "flag", 0, 2, low=15, bits=1),
    )),
    # CXL r3.1 8.2.9.2.1 Common Event Record
    Layout("event_record", 128, 128, (
        Field("header", "structure", 0, 48, layout="event_record_header"),
        Field("data", "bytes", 48, 80),
    )),
    # CXL r3.1 8.2.9.2.1 Common Event Record
    Layout("event_record_header", 48, 48, (
        Field("event_record_identifier", "uuid", 0, 16),
        Field("record_length", "number", 16, 1),
        Field("severity", "number", 17, 3, low=0, bits=2),
        Field("permanent_condition", "flag", 17, 3, low=2, bits=1),
        Field("maintenance_needed", "flag", 17, 3, low=3, bits=1),
        Field("performance_degraded", "flag", 17, 3, low=4, bits=1),
        Field("hardware_replacement_needed", "flag", 17, 3, low=5, bits=1),
        Field("maintenance_operation_subclass_valid", "flag", 17, 3, low=6, bits=1),
        Field("ld_id_valid", "flag", 17, 3, low=7, bits=1),
        Field("head_id_valid", "flag", 17, 3, low=8, bits=1),
        Field("flags_reserved", "number", 17, 3, low=9, bits=15),
        Field("handle", "number", 20, 2),
        Field("related_handle", "number", 22, 2),
        Field("timestamp", "number", 24, 8),
        Field("maintenance_operation_class", "number", 32, 1),
        Field("maintenance_operation_subclass", "number", 33, 1),
        Field("ld_id", "number", 34, 2),
        Field("head_id", "number", 36, 1),
        Field("reserved37", "bytes", 37, 11),
    )),
    # CXL r3.1 Table 8-51 Dynamic Capacity Extent
    Layout("extent", 40, 40, (
        Field("start_dpa", "number", 0, 8),
        Field("length", "number", 8, 8),
        Field("tag", "uuid", 16, 16),
        Field("shared_extent_sequence", "number", 32, 2),
        Field("reserved34", "bytes", 34, 6),
    )),
    # CXL r3.1 8.2.9.2.1.1 General Media Event Record
    Layout("general_media_event_record", 128, 128, (
        Field("header", "structure", 0, 48, layout="event_record_header"),
        Field("physical_address", "number", 48, 8),
        Field("memory_event_descriptor", "number", 56, 1),
        Field("memory_event_type", "number", 57, 1),
        Field("transaction_type", "number", 58, 1),
        Field("channel_valid", "flag", 59, 2, low=0, bits=1),
        Field("rank_valid", "flag", 59, 2, low=1, bits=1),
        Field("device_valid", "flag", 59, 2, low=2, bits=1),
        Field("component_identifier_valid", "flag", 59, 2, low=3, bits=1),
        Field("component_identifier_is_pldm", "flag", 59, 2, low=4, bits=1),
        Field("validity_reserved", "number", 59, 2, low=5, bits=11),
        Field("channel", "number", 61, 1),
        Field("rank", "number", 62, 1),
        Field("device", "number", 63, 3),
        Field("component_identifier", "uuid", 66, 16),
        Field("corrected_errors_in_several_components", "flag", 82, 1, low=0, bits=1),
        Field("corrected_error_threshold_exceeded", "flag", 82, 1, low=1, bits=1),
        Field("corrected_error_flags_reserved", "number", 82, 1, low=2, bits=6),
        Field("corrected_error_count", "number", 83, 3),
        Field("memory_event_sub_type", "number", 86, 1),
        Field("reserved87", "bytes", 87, 41),
    )),
    # CXL r3.1 8.2.9.9.3.2 Get Alert Configuration (4201h)
    Layout("get_alert_configuration_response", 16, 16, (
        Field("life_used_warning_valid", "flag", 0, 1, low=0, bits=1),
        Field("over_temperature_warning_valid", "flag", 0, 1, low=1, bits=1),
        Field("under_temperature_warning_valid", "flag", 0, 1, low=2, bits=1),
        Field("corrected_volatile_warning_valid", "flag", 0, 1, low=3, bits=1),
        Field("corrected_persistent_warning_valid", "flag", 0, 1, low=4, bits=1),
        Field("valid_reserved", "number", 0, 1, low=5, bits=3),
        Field("life_used_warning_programmable", "flag", 1, 1, low=0, bits=1),
        Field("over_temperature_warning_programmable", "flag", 1, 1, low=1, bits=1),
        Field("under_temperature_warning_programmable", "flag", 1, 1, low=2, bits=1),
        Field("corrected_volatile_warning_programmable", "flag", 1, 1, low=3, bits=1),
        Field("corrected_persistent_warning_programmable", "flag", 1, 1, low=4, bits=1),
        Field("programmable_reserved", "number", 1, 1, low=5, bits=3),
        Field("life_used_critical_threshold", "number", 2, 1),
        Field("life_used_warning_threshold", "number", 3, 1),
        Field("over_temperature_critical_threshold", "signed", 4, 2),
        Field("under_temperature_critical_threshold", "signed", 6, 2),
        Field("over_temperature_warning_threshold", "signed", 8, 2),
        Field("under_temperature_warning_threshold", "signed", 10, 2),
        Field("corrected_volatile_warning_threshold", "number", 12, 2),
        Field("corrected_persistent_warning_threshold", "number", 14, 2),
    )),
    # CXL r3.1 8.2.9.9.9.1 Get Dynamic Capacity Configuration (4800h)
    Layout("get_dc_configuration_request", 2, 2, (
        Field("region_count", "number", 0, 1),
        Field("start_index", "number", 1, 1),
    )),
    # CXL r3.1 8.2.9.9.9.1 Get Dynamic Capacity Configuration (4800h)
    Layout("get_dc_configuration_response", 8, 8, (
        Field("regions_available", "number", 0, 1),
        Field("regions_returned", "number", 1, 1),
        Field("reserved2", "bytes", 2, 6),
    ), Entries("regions", 40, entry="dc_region_configuration", count="regions_returned", tail="dc_configuration_tail")),
    # CXL r3.1 8.2.9.9.9.2 Get Dynamic Capacity Extent List (4801h)
    Layout("get_dc_extent_list_request", 8, 8, (
        Field("count", "number", 0, 4),
        Field("start", "number", 4, 4),
    )),
    # CXL r3.1 8.2.9.9.9.2 Get Dynamic Capacity Extent List (4801h)
    Layout("get_dc_extent_list_response", 16, 16, (
        Field("returned", "number", 0, 4),
        Field("total", "number", 4, 4),
        Field("generation", "number", 8, 4),
        Field("reserved12", "bytes", 12, 4),
    ), Entries("extents", 40, entry="extent", count="returned")),
    # CXL r3.1 7.6.7.6.4 Get DC Region Extent Lists (5603h)
    Layout("get_dc_region_extent_lists_request", 12, 12, (
        Field("host_id", "number", 0, 2),
        Field("reserved2", "bytes", 2, 2),
        Field("count", "number", 4, 4),
        Field("start", "number", 8, 4),
    )),
    # CXL r3.1 7.6.7.6.4 Get DC Region Extent Lists (5603h)
    Layout("get_dc_region_extent_lists_response", 24, 24, (
        Field("host_id", "number", 0, 2),
        Field("reserved2", "bytes", 2, 2),
        Field("start", "number", 4, 4),
        Field("returned", "number", 8, 4),
        Field("total", "number", 12, 4),
        Field("generation", "number", 16, 4),
        Field("reserved20", "bytes", 20, 4),
    ), Entries("extents", 40, entry="extent", count="returned")),
    # CXL r3.1 7.6.7.6.1 Get DCD Info (5600h)
    Layout("get_dcd_info_response", 84, 84, (
        Field("host_count", "number", 0, 1),
        Field("region_count", "number", 1, 1),
        Field("reserved2", "bytes", 2, 2),
        Field("add_free", "flag", 4, 2, low=0, bits=1),
        Field("add_contiguous", "flag", 4, 2, low=1, bits=1),
        Field("add_prescriptive", "flag", 4, 2, low=2, bits=1),
        Field("add_enable_shared_access", "flag", 4, 2, low=3, bits=1),
        Field("add_policies_reserved", "number", 4, 2, low=4, bits=12),
        Field("reserved6", "bytes", 6, 2),
        Field("removal_tag_based", "flag", 8, 2, low=0, bits=1),
        Field("removal_prescriptive", "flag", 8, 2, low=1, bits=1),
        Field("removal_policies_reserved", "number", 8, 2, low=2, bits=14),
        Field("sanitize_on_release_configurable_mask", "number", 10, 1),
        Field("reserved11", "bytes", 11, 1),
        Field("total_capacity", "number", 12, 8),
        Field("region0_block_sizes", "number", 20, 8),
        Field("region1_block_sizes", "number", 28, 8),
        Field("region2_block_sizes", "number", 36, 8),
        Field("region3_block_sizes", "number", 44, 8),
        Field("region4_block_sizes", "number", 52, 8),
        Field("region5_block_sizes", "number", 60, 8),
        Field("region6_block_sizes", "number", 68, 8),
        Field("region7_block_sizes", "number", 76, 8),
    )),
    # CXL r3.1 8.2.9.2.4 Get Event Interrupt Policy (0102h)
    Layout("get_event_interrupt_policy_response", 5, 5, (
        Field("informational", "structure", 0, 1, layout="event_interrupt_settings"),
        Field("warning", "structure", 1, 1, layout="event_interrupt_settings"),
        Field("failure", "structure", 2, 1, layout="event_interrupt_settings"),
        Field("fatal", "structure", 3, 1, layout="event_interrupt_settings"),
        Field("dynamic_capacity", "structure", 4, 1, layout="event_interrupt_settings"),
    )),
    # CXL r3.1 8.2.9.2.2 Get Event Records (0100h)
    Layout("get_event_records_request", 1, 1, (
        Field("log", "number", 0, 1),
    )),
    # CXL r3.1 8.2.9.2.2 Get Event Records (0100h)
    Layout("get_event_records_response", 32, 32, (
        Field("overflow", "flag", 0, 1, low=0, bits=1),
        Field("more_event_records", "flag", 0, 1, low=1, bits=1),
        Field("flags_reserved", "number", 0, 1, low=2, bits=6),
        Field("reserved1", "bytes", 1, 1),
        Field("overflow_error_count", "number", 2, 2),
        Field("first_overflow_timestamp", "number", 4, 8),
        Field("last_overflow_timestamp", "number", 12, 8),
        Field("record_count", "number", 20, 2),
        Field("reserved22", "bytes", 22, 10),
    ), Entries("records", 128, entry="event_record", count="record_count")),
    # CXL r3.1 8.2.9.6.2 Get Feature (0501h)
    Layout("get_feature_request", 21, 21, (
        Field("feature_identifier", "uuid", 0, 16),
        Field("offset", "number", 16, 2),
        Field("count", "number", 18, 2),
        Field("selection", "number", 20, 1),
    )),
    # CXL r3.1 8.2.9.6.2 Get Feature (0501h)
    Layout("get_feature_response", 0, 0, (
    ), Entries("data", 1)),
    # CXL r3.1 8.2.9.3.1 Get FW Info (0200h)
    Layout("get_fw_info_response", 80, 80, (
        Field("slots_supported", "number", 0, 1),
        Field("active_slot", "number", 1, 1, low=0, bits=3),
        Field("staged_slot", "number", 1, 1, low=3, bits=3),
        Field("slot_reserved", "number", 1, 1, low=6, bits=2),
        Field("online_activation_supported", "flag", 2, 1, low=0, bits=1),
        Field("capabilities_reserved", "number", 2, 1, low=1, bits=7),
        Field("reserved3", "bytes", 3, 13),
        Field("slot1_revision", "text", 16, 16),
        Field("slot2_revision", "text", 32, 16),
        Field("slot3_revision", "text", 48, 16),
        Field("slot4_revision", "text", 64, 16),
    )),
    # CXL r3.1 7.6.7.5.2 Get Head Info (5501h)
    Layout("get_head_info_request", 2, 2, (
        Field("start_head", "number", 0, 1),
        Field("head_count", "number", 1, 1),
    )),
    # CXL r3.1 7.6.7.5.2 Get Head Info (5501h)
    Layout("get_head_info_response", 4, 4, (
        Field("head_count", "number", 0, 1),
        Field("reserved1", "bytes", 1, 3),
    ), Entries("heads", 9, entry="device_head", count="head_count")),
    # CXL r3.1 8.2.9.9.3.1 Get Health Info (4200h)
    Layout("get_health_info_response", 18, 18, (
        Field("health_status", "number", 0, 1),
        Field("media_status", "number", 1, 1),
        Field("additional_status", "number", 2, 1),
        Field("life_used", "number", 3, 1),
        Field("device_temperature", "signed", 4, 2),
        Field("dirty_shutdown_count", "number", 6, 4),
        Field("corrected_volatile_error_count", "number", 10, 4),
        Field("corrected_persistent_error_count", "number", 14, 4),
    )),
    # CXL r3.1 7.6.7.6.2 Get Host DC Region Configuration (5601h)
    Layout("get_host_dc_region_configuration_request", 4, 4, (
        Field("host_id", "number", 0, 2),
        Field("region_count", "number", 2, 1),
        Field("start_index", "number", 3, 1),
    )),
    # CXL r3.1 7.6.7.6.2 Get Host DC Region Configuration (5601h)
    Layout("get_host_dc_region_configuration_response", 4, 4, (
        Field("host_id", "number", 0, 2),
        Field("regions_available", "number", 2, 1),
        Field("regions_returned", "number", 3, 1),
    ), Entries("regions", 40, entry="host_dc_region_configuration", count="regions_returned", tail="dc_configuration_tail")),
    # CXL r3.1 7.6.7.4.2 Get LD Allocations (5401h)
    Layout("get_ld_allocations_request", 2, 2, (
        Field("start_ld_id", "number", 0, 1),
        Field("allocation_list_limit", "number", 1, 1),
    )),
    # CXL r3.1 7.6.7.4.2 Get LD Allocations (5401h)
    Layout("get_ld_allocations_response", 4, 4, (
        Field("ld_count", "number", 0, 1),
        Field("memory_granularity", "number", 1, 1),
        Field("start_ld_id", "number", 2, 1),
        Field("allocation_count", "number", 3, 1),
    ), Entries("allocations", 16, entry="ld_allocation", count="allocation_count")),
    # CXL r3.1 7.6.7.4.1 Get LD Info (5400h)
    Layout("get_ld_info_response", 11, 11, (
        Field("memory_size", "number", 0, 8),
        Field("ld_count", "number", 8, 2),
        Field("egress_port_congestion_supported", "flag", 10, 1, low=0, bits=1),
        Field("temporary_throughput_reduction_supported", "flag", 10, 1, low=1, bits=1),
        Field("capability_reserved", "number", 10, 1, low=2, bits=6),
    )),
    # CXL r3.1 8.2.9.5.3 Get Log Capabilities (0402h)
    Layout("get_log_capabilities_request", 16, 16, (
        Field("log_identifier", "uuid", 0, 16),
    )),
    # CXL r3.1 8.2.9.5.3 Get Log Capabilities (0402h)
    Layout("get_log_capabilities_response", 4, 4, (
        Field("clear_supported", "flag", 0, 4, low=0, bits=1),
        Field("populate_supported", "flag", 0, 4, low=1, bits=1),
        Field("auto_populate_supported", "flag", 0, 4, low=2, bits=1),
        Field("persistent_across_cold_reset", "flag", 0, 4, low=3, bits=1),
        Field("flags_reserved", "number", 0, 4, low=4, bits=28),
    )),
    # CXL r3.1 8.2.9.5.2 Get Log (0401h)
    Layout("get_log_request", 24, 24, (
        Field("log_identifier", "uuid", 0, 16),
        Field("offset", "number", 16, 4),
        Field("length", "number", 20, 4),
    )),
    # CXL r3.1 8.2.9.5.2 Get Log (0401h)
    Layout("get_log_response", 0, 0, (
    ), Entries("data", 1)),
    # CXL r3.1 8.2.9.9.2.3 Get LSA (4102h)
    Layout("get_lsa_request", 8, 8, (
        Field("offset", "number", 0, 4),
        Field("length", "number", 4, 4),
    )),
    # CXL r3.1 8.2.9.9.2.3 Get LSA (4102h)
    Layout("get_lsa_response", 0, 0, (
    ), Entries("data", 1)),
    # CXL r3.1 8.2.9.2.6 Get MCTP Event Interrupt Policy (0104h)
    Layout("get_mctp_event_interrupt_policy_response", 2, 2, (
        Field("informational", "flag", 0, 2, low=0, bits=1),
        Field("warning", "flag", 0, 2, low=1, bits=1),
        Field("failure", "flag", 0, 2, low=2, bits=1),
        Field("fatal", "flag", 0, 2, low=3, bits=1),
        Field("dynamic_capacity", "flag", 0, 2, low=4, bits=1),
        Field("events_reserved", "number", 0, 2, low=5, bits=10),
        Field("background_operation_completed", "flag", 0, 2, low=15, bits=1),
    )),
    # CXL r3.1 7.6.7.5.1 Get Multi-Headed Info (5500h)
    Layout("get_multi_headed_info_request", 2, 2, (
        Field("start_ld_id", "number", 0, 1),
        Field("ld_map_list_limit", "number", 1, 1),
    )),
    # CXL r3.1 7.6.7.5.1 Get Multi-Headed Info (5500h)
    Layout("get_multi_headed_info_response", 8, 8, (
        Field("ld_count", "number", 0, 1),
        Field("head_count", "number", 1, 1),
        Field("reserved2", "bytes", 2, 2),
        Field("start_ld_id", "number", 4, 1),
        Field("ld_map_length", "number", 5, 1),
        Field("reserved6", "bytes", 6, 2),
    ), Entries("ld_map", 1, count="ld_map_length")),
    # CXL r3.1 8.2.9.9.2.1 Get Partition Info (4100h)
    Layout("get_partition_info_response", 32, 32, (
        Field("active_volatile_capacity", "number", 0, 8),
        Field("active_persistent_capacity", "number", 8, 8),
        Field("next_volatile_capacity", "number", 16, 8),
        Field("next_persistent_capacity", "number", 24, 8),
    )),
    # CXL r3.1 8.2.9.9.4.1 Get Poison List (4300h)
    Layout("get_poison_list_request", 16, 16, (
        Field("address", "number", 0, 8),
        Field("length", "number", 8, 8),
    )),
    # CXL r3.1 8.2.9.9.4.1 Get Poison List (4300h)
    Layout("get_poison_list_response", 32, 32, (
        Field("more", "flag", 0, 1, low=0, bits=1),
        Field("overflow", "flag", 0, 1, low=1, bits=1),
        Field("scan_in_progress", "flag", 0, 1, low=2, bits=1),
        Field("flags_reserved", "number", 0, 1, low=3, bits=5),
        Field("reserved1", "bytes", 1, 1),
        Field("overflow_timestamp", "number", 2, 8),
        Field("record_count", "number", 10, 2),
        Field("reserved12", "bytes", 12, 20),
    ), Entries("records", 16, entry="media_error_record", count="record_count")),
    # CXL r3.1 7.6.7.4.7 Get QoS Allocated BW (5406h)
    Layout("get_qos_allocated_bw_request", 2, 2, (
        Field("ld_count", "number", 0, 1),
        Field("start_ld_id", "number", 1, 1),
    )),
    # CXL r3.1 7.6.7.4.7 Get QoS Allocated BW (5406h)
    Layout("get_qos_allocated_bw_response", 2, 2, (
        Field("ld_count", "number", 0, 1),
        Field("start_ld_id", "number", 1, 1),
    ), Entries("fractions", 1, count="ld_count")),
    # CXL r3.1 7.6.7.4.9 Get QoS BW Limit (5408h)
    Layout("get_qos_bw_limit_request", 2, 2, (
        Field("ld_count", "number", 0, 1),
        Field("start_ld_id", "number", 1, 1),
    )),
    # CXL r3.1 7.6.7.4.9 Get QoS BW Limit (5408h)
    Layout("get_qos_bw_limit_response", 2, 2, (
        Field("ld_count", "number", 0, 1),
        Field("start_ld_id", "number", 1, 1),
    ), Entries("fractions", 1, count="ld_count")),
    # CXL r3.1 7.6.7.4.4 Get QoS Control (5403h)
    Layout("get_qos_control_response", 7, 7, (
        Field("egress_port_congestion_enabled", "flag", 0, 1, low=0, bits=1),
        Field("temporary_throughput_reduction_enabled", "flag", 0, 1, low=1, bits=1),
        Field("telemetry_control_reserved", "number", 0, 1, low=2, bits=6),
        Field("egress_moderate_percentage", "number", 1, 1),
        Field("egress_severe_percentage", "number", 2, 1),
        Field("backpressure_sample_interval", "number", 3, 1),
        Field("request_completion_basis", "number", 4, 2),
        Field("completion_collection_interval", "number", 6, 1),
    )),
    # CXL r3.1 7.6.7.4.6 Get QoS Status (5405h)
    Layout("get_qos_status_response", 1, 1, (
        Field("backpressure_average_percentage", "number", 0, 1),
    )),
    # CXL r3.1 8.2.9.1.3 Get Response Message Limit (0003h)
    Layout("get_response_message_limit_response", 1, 1, (
        Field("limit", "number", 0, 1),
    )),
    # CXL r3.1 8.2.9.9.4.4 Get Scan Media Capabilities (4303h)
    Layout("get_scan_media_capabilities_request", 16, 16, (
        Field("address", "number", 0, 8),
        Field("length", "number", 8, 8),
    )),
    # CXL r3.1 8.2.9.9.4.4 Get Scan Media Capabilities (4303h)
    Layout("get_scan_media_capabilities_response", 4, 4, (
        Field("estimated_time", "number", 0, 4),
    )),
    # CXL r3.1 8.2.9.9.4.6 Get Scan Media Results (4305h)
    Layout("get_scan_media_results_response", 32, 32, (
        Field("restart_address", "number", 0, 8),
        Field("restart_length", "number", 8, 8),
        Field("more", "flag", 16, 1, low=0, bits=1),
        Field("stopped_prematurely", "flag", 16, 1, low=1, bits=1),
        Field("flags_reserved", "number", 16, 1, low=2, bits=6),
        Field("reserved17", "bytes", 17, 1),
        Field("record_count", "number", 18, 2),
        Field("reserved20", "bytes", 20, 12),
    ), Entries("records", 16, entry="media_error_record", count="record_count")),
    # CXL r3.1 8.2.9.9.6.1 Get Security State (4500h)
    Layout("get_security_state_response", 4, 4, (
        Field("user_passphrase_set", "flag", 0, 4, low=0, bits=1),
        Field("master_passphrase_set", "flag", 0, 4, low=1, bits=1),
        Field("locked", "flag", 0, 4, low=2, bits=1),
        Field("frozen", "flag", 0, 4, low=3, bits=1),
        Field("user_attempts_at_limit", "flag", 0, 4, low=4, bits=1),
        Field("master_attempts_at_limit", "flag", 0, 4, low=5, bits=1),
        Field("state_reserved", "number", 0, 4, low=6, bits=26),
    )),
    # CXL r3.1 8.2.9.9.3.4 Get Shutdown State (4203h)
    Layout("get_shutdown_state_response", 1, 1, (
        Field("dirty", "flag", 0, 1, low=0, bits=1),
        Field("state_reserved", "number", 0, 1, low=1, bits=7),
    )),
    # CXL r3.1 8.2.9.9.8.1 Get SLD QoS Control (4700h)
    Layout("get_sld_qos_control_response", 4, 4, (
        Field("egress_port_congestion_enabled", "flag", 0, 1, low=0, bits=1),
        Field("temporary_throughput_reduction_enabled", "flag", 0, 1, low=1, bits=1),
        Field("telemetry_control_reserved", "number", 0, 1, low=2, bits=6),
        Field("egress_moderate_percentage", "number", 1, 1),
        Field("egress_severe_percentage", "number", 2, 1),
        Field("backpressure_sample_interval", "number", 3, 1),
    )),
    # CXL r3.1 8.2.9.9.8.3 Get SLD QoS Status (4702h)
    Layout("get_sld_qos_status_response", 1, 1, (
        Field("backpressure_average_percentage", "number", 0, 1),
    )),
    # CXL r3.1 8.2.9.6.1 Get Supported Features (0500h)
    Layout("get_supported_features_request", 8, 8, (
        Field("count", "number", 0, 4),
        Field("start_index", "number", 4, 2),
        Field("reserved6", "bytes", 6, 2),
    )),
    # CXL r3.1 8.2.9.6.1 Get Supported Features (0500h)
    Layout("get_supported_features_response", 8, 8, (
        Field("feature_count", "number", 0, 2),
        Field("total_feature_count", "number", 2, 2),
        Field("reserved4", "bytes", 4, 4),
    ), Entries("features", 48, entry="supported_feature", count="feature_count")),
    # CXL r3.1 8.2.9.5.1 Get Supported Logs (0400h)
    Layout("get_supported_logs_response", 8, 8, (
        Field("log_count", "number", 0, 2),
        Field("reserved2", "bytes", 2, 6),
    ), Entries("logs", 20, entry="supported_log", count="log_count")),
    # CXL r3.1 8.2.9.5.6 Get Supported Logs Sub-List (0405h)
    Layout("get_supported_logs_sub_list_request", 2, 2, (
        Field("max_count", "number", 0, 1),
        Field("start_index", "number", 1, 1),
    )),
    # CXL r3.1 8.2.9.5.6 Get Supported Logs Sub-List (0405h)
    Layout("get_supported_logs_sub_list_response", 8, 8, (
        Field("log_count", "number", 0, 1),
        Field("reserved1", "bytes", 1, 1),
        Field("total_log_count", "number", 2, 2),
        Field("start_index", "number", 4, 1),
        Field("reserved5", "bytes", 5, 3),
    ), Entries("logs", 20, entry="supported_log", count="log_count")),
    # CXL r3.1 8.2.9.4.1 Get Timestamp (0300h)
    Layout("get_timestamp_response", 8, 8, (
        Field("timestamp", "number", 0, 8),
    )),
    # CXL r3.1 7.6.7.6.2 Host Region Configuration
    Layout("host_dc_region_configuration", 40, 40, (
        Field("base_dpa", "number", 0, 8),
        Field("decode_length", "number", 8, 8),
        Field("length", "number", 16, 8),
        Field("block_size", "number", 24, 8),
        Field("dsmas_low_reserved", "number", 32, 1, low=0, bits=2),
        Field("non_volatile", "flag", 32, 1, low=2, bits=1),
        Field("sharable", "flag", 32, 1, low=3, bits=1),
        Field("hardware_managed_coherency", "flag", 32, 1, low=4, bits=1),
        Field("interconnect_specific_management", "flag", 32, 1, low=5, bits=1),
        Field("read_only", "flag", 32, 1, low=6, bits=1),
        Field("dsmas_high_reserved", "flag", 32, 1, low=7, bits=1),
        Field("reserved33", "bytes", 33, 3),
        Field("sanitize_on_release", "flag", 36, 1, low=0, bits=1),
        Field("flags_reserved", "number", 36, 1, low=1, bits=7),
        Field("reserved37", "bytes", 37, 3),
    )),
    # CXL r3.1 8.2.9.9.1.1 Identify Memory Device (4000h)
    Layout("identify_memory_device_response", 69, 69, (
        Field("firmware_revision", "text", 0, 16),
        Field("total_capacity", "number", 16, 8),
        Field("volatile_capacity", "number", 24, 8),
        Field("persistent_capacity", "number", 32, 8),
        Field("partition_alignment", "number", 40, 8),
        Field("informational_event_log_size", "number", 48, 2),
        Field("warning_event_log_size", "number", 50, 2),
        Field("failure_event_log_size", "number", 52, 2),
        Field("fatal_event_log_size", "number", 54, 2),
        Field("lsa_size", "number", 56, 4),
        Field("poison_list_maximum", "number", 60, 3),
        Field("inject_poison_limit", "number", 63, 2),
        Field("poison_handling_capabilities", "number", 65, 1),
        Field("qos_telemetry_capabilities", "number", 66, 1),
        Field("dynamic_capacity_event_log_size", "number", 67, 2),
    )),
    # CXL r3.1 8.2.9.1.1 Identify (0001h)
    Layout("identify_response", 18, 18, (
        Field("pcie_vendor_id", "number", 0, 2),
        Field("pcie_device_id", "number", 2, 2),
        Field("pcie_subsystem_vendor_id", "number", 4, 2),
        Field("pcie_subsystem_id", "number", 6, 2),
        Field("serial_number", "number", 8, 8),
        Field("maximum_message_size", "number", 16, 1),
        Field("component_type", "number", 17, 1),
    )),
    # CXL r3.1 7.6.7.6.5 Initiate Dynamic Capacity Add (5604h)
    Layout("initiate_dc_add_request", 32, 32, (
        Field("host_id", "number", 0, 2),
        Field("selection_policy", "number", 2, 1),
        Field("region", "number", 3, 1),
        Field("length", "number", 4, 8),
        Field("tag", "uuid", 12, 16),
        Field("count", "number", 28, 4),
    ), Entries("extents", 40, entry="extent", count="count")),
    # CXL r3.1 7.6.7.6.6 Initiate Dynamic Capacity Release (5605h)
    Layout("initiate_dc_release_request", 32, 32, (
        Field("host_id", "number", 0, 2),
        Field("removal_policy", "number", 2, 1, low=0, bits=4),
        Field("forced_removal", "flag", 2, 1, low=4, bits=1),
        Field("sanitize_on_release", "flag", 2, 1, low=5, bits=1),
        Field("flags_reserved", "number", 2, 1, low=6, bits=2),
        Field("reserved3", "bytes", 3, 1),
        Field("length", "number", 4, 8),
        Field("tag", "uuid", 12, 16),
        Field("count", "number", 28, 4),
    ), Entries("extents", 40, entry="extent", count="count")),
    # CXL r3.1 8.2.9.9.4.2 Inject Poison (4301h)
    Layout("inject_poison_request", 8, 8, (
        Field("address", "number", 0, 8),
    )),
    # CXL r3.1 7.6.7.4.2 Get LD Allocations (5401h), LD Allocation
    Layout("ld_allocation", 16, 16, (
        Field("range1_multiplier", "number", 0, 8),
        Field("range2_multiplier", "number", 8, 8),
    )),
    # CXL r3.1 7.6.7.6.9 Dynamic Capacity List Tags (5608h)
    Layout("list_dc_tags_request", 8, 8, (
        Field("start", "number", 0, 4),
        Field("max_tags", "number", 4, 4),
    )),
    # CXL r3.1 7.6.7.6.9 Dynamic Capacity List Tags (5608h)
    Layout("list_dc_tags_response", 16, 16, (
        Field("generation", "number", 0, 4),
        Field("total", "number", 4, 4),
        Field("returned", "number", 8, 4),
        Field("validity_bitmap", "number", 12, 1),
        Field("reserved13", "bytes", 13, 3),
    ), Entries("tags", 84, entry="dc_tag_information", count="returned")),
    # DSP0236 MCTP control message format
    Layout("mctp_control_header", 3, 3, (
        Field("message_type", "number", 0, 1, low=0, bits=7),
        Field("integrity_check", "flag", 0, 1, low=7, bits=1),
        Field("instance_id", "number", 1, 1, low=0, bits=5),
        Field("instance_reserved", "flag", 1, 1, low=5, bits=1),
        Field("datagram", "flag", 1, 1, low=6, bits=1),
        Field("request", "flag", 1, 1, low=7, bits=1),
        Field("command_code", "number", 2, 1),
    )),
    # DSP0236 MCTP control message format, response
    Layout("mctp_control_response", 4, 4, (
        Field("header", "structure", 0, 3, layout="mctp_control_header"),
        Field("completion_code", "number", 3, 1),
    )),
    # DSP0236 12.4 Get Endpoint ID (02h)
    Layout("mctp_get_endpoint_id_response", 7, 7, (
        Field("header", "structure", 0, 3, layout="mctp_control_header"),
        Field("completion_code", "number", 3, 1),
        Field("endpoint_id", "number", 4, 1),
        Field("endpoint_id_type", "number", 5, 1, low=0, bits=2),
        Field("id_type_reserved", "number", 5, 1, low=2, bits=2),
        Field("endpoint_type", "number", 5, 1, low=4, bits=2),
        Field("type_reserved", "number", 5, 1, low=6, bits=2),
        Field("medium_specific", "number", 6, 1),
    )),
    # DSP0236 12.5 Get Endpoint UUID (03h)
    Layout("mctp_get_endpoint_uuid_response", 20, 20, (
        Field("header", "structure", 0, 3, layout="mctp_control_header"),
        Field("completion_code", "number", 3, 1),
        Field("uuid", "uuid", 4, 16),
    )),
    # DSP0236 12.7 Get Message Type Support (05h)
    Layout("mctp_get_message_type_support_response", 5, 5, (
        Field("header", "structure", 0, 3, layout="mctp_control_header"),
        Field("completion_code", "number", 3, 1),
        Field("type_count", "number", 4, 1),
    ), Entries("types", 1, count="type_count")),
    # DSP0236 12.8 Get Vendor Defined Message Support (06h)
    Layout("mctp_get_vendor_message_support_request", 4, 4, (
        Field("header", "structure", 0, 3, layout="mctp_control_header"),
        Field("vendor_id_set_selector", "number", 3, 1),
    )),
    # DSP0236 12.8 Get Vendor Defined Message Support (06h)
    Layout("mctp_get_vendor_message_support_response", 6, 6, (
        Field("header", "structure", 0, 3, layout="mctp_control_header"),
        Field("completion_code", "number", 3, 1),
        Field("vendor_id_set_selector", "number", 4, 1),
        Field("vendor_id_format", "number", 5, 1),
    ), Entries("vendor_id", 1)),
    # DSP0236 12.6 Get MCTP Version Support (04h)
    Layout("mctp_get_version_support_request", 4, 4, (
        Field("header", "structure", 0, 3, layout="mctp_control_header"),
        Field("message_type_number", "number", 3, 1),
    )),
    # DSP0236 12.6 Get MCTP Version Support (04h)
    Layout("mctp_get_version_support_response", 5, 5, (
        Field("header", "structure", 0, 3, layout="mctp_control_header"),
        Field("completion_code", "number", 3, 1),
        Field("version_count", "number", 4, 1),
    ), Entries("versions", 4, entry="mctp_version", count="version_count")),
    # DSP0236 MCTP transport header
    Layout("mctp_header", 4, 4, (
        Field("header_version", "number", 0, 1, low=0, bits=4),
        Field("version_reserved", "number", 0, 1, low=4, bits=4),
        Field("destination_eid", "number", 1, 1),
        Field("source_eid", "number", 2, 1),
        Field("message_tag", "number", 3, 1, low=0, bits=3),
        Field("tag_owner", "flag", 3, 1, low=3, bits=1),
        Field("packet_sequence", "number", 3, 1, low=4, bits=2),
        Field("end_of_message", "flag", 3, 1, low=6, bits=1),
        Field("start_of_message", "flag", 3, 1, low=7, bits=1),
    )),
    # DSP0236 MCTP packet fields: message type
    Layout("mctp_message", 1, 1, (
        Field("message_type", "number", 0, 1, low=0, bits=7),
        Field("integrity_check", "flag", 0, 1, low=7, bits=1),
    ), Entries("body", 1)),
    # DSP0236 MCTP packet fields
    Layout("mctp_packet", 4, 4, (
        Field("header", "structure", 0, 4, layout="mctp_header"),
    ), Entries("payload", 1)),
    # DSP0253 Packet framing
    Layout("mctp_serial", 3, 3, (
        Field("framing_flag", "number", 0, 1),
        Field("serial_revision", "number", 1, 1),
        Field("byte_count", "number", 2, 1),
    ), Entries("packet", 1, count="byte_count", tail="mctp_serial_trailer")),
    # DSP0253 Packet framing
    Layout("mctp_serial_trailer", 3, 3, (
        Field("fcs_high", "number", 0, 1),
        Field("fcs_low", "number", 1, 1),
        Field("framing_flag", "number", 2, 1),
    )),
    # DSP0236 12.3 Set Endpoint ID (01h)
    Layout("mctp_set_endpoint_id_request", 5, 5, (
        Field("header", "structure", 0, 3, layout="mctp_control_header"),
        Field("operation", "number", 3, 1, low=0, bits=2),
        Field("operation_reserved", "number", 3, 1, low=2, bits=6),
        Field("endpoint_id", "number", 4, 1),
    )),
    # DSP0236 12.3 Set Endpoint ID (01h)
    Layout("mctp_set_endpoint_id_response", 7, 7, (
        Field("header", "structure", 0, 3, layout="mctp_control_header"),
        Field("completion_code", "number", 3, 1),
        Field("allocation_status", "number", 4, 1, low=0, bits=2),
        Field("allocation_reserved", "number", 4, 1, low=2, bits=2),
        Field("assignment_status", "number", 4, 1, low=4, bits=2),
        Field("assignment_reserved", "number", 4, 1, low=6, bits=2),
        Field("endpoint_id", "number", 5, 1),
        Field("eid_pool_size", "number", 6, 1),
    )),
    # DSP0236 12.6 Version field encoding
    Layout("mctp_version", 4, 4, (
        Field("major", "number", 0, 1),
        Field("minor", "number", 1, 1),
        Field("update", "number", 2, 1),
        Field("alpha", "number", 3, 1),
    )),
    # CXL r3.1 8.2.9.9.4.1 Media Error Record
    Layout("media_error_record", 16, 16, (
        Field("source", "number", 0, 8, low=0, bits=3),
        Field("address_reserved", "number", 0, 8, low=3, bits=3),
        Field("address", "number", 0, 8, low=6, bits=58),
        Field("length", "number", 8, 4),
        Field("reserved12", "bytes", 12, 4),
    )),
    # CXL r3.1 8.2.9.9.5.3 Media Operations (4402h)
    Layout("media_operation", 2, 2, (
        Field("operation_class", "number", 0, 1),
        Field("subclass", "number", 1, 1),
    )),
    # CXL r3.1 8.2.9.9.5.3 Media Operations (4402h)
    Layout("media_operations_discovery", 4, 4, (
        Field("start_index", "number", 0, 2),
        Field("operation_count", "number", 2, 2),
    )),
    # CXL r3.1 8.2.9.9.5.3 Media Operations (4402h)
    Layout("media_operations_request", 8, 8, (
        Field("operation_class", "number", 0, 1),
        Field("subclass", "number", 1, 1),
        Field("reserved2", "bytes", 2, 2),
        Field("range_count", "number", 4, 4),
    ), Entries("arguments", 1)),
    # CXL r3.1 8.2.9.9.5.3 Media Operations (4402h)
    Layout("media_operations_response", 12, 12, (
        Field("range_granularity", "number", 0, 8),
        Field("total_operation_count", "number", 8, 2),
        Field("operation_count", "number", 10, 2),
    ), Entries("operations", 2, entry="media_operation", count="operation_count")),
    # CXL r3.1 8.2.9.9.5.3 Media Operations (4402h)
    Layout("media_range", 16, 16, (
        Field("start_dpa", "number", 0, 8),
        Field("length", "number", 8, 8),
    )),
    # CXL r3.1 8.2.9.2.1.3 Memory Module Event Record
    Layout("memory_module_event_record", 128, 128, (
        Field("header", "structure", 0, 48, layout="event_record_header"),
        Field("device_event_type", "number", 48, 1),
        Field("health", "structure", 49, 18, layout="get_health_info_response"),
        Field("component_identifier_valid", "flag", 67, 2, low=0, bits=1),
        Field("component_identifier_is_pldm", "flag", 67, 2, low=1, bits=1),
        Field("validity_reserved", "number", 67, 2, low=2, bits=14),
        Field("component_identifier", "uuid", 69, 16),
        Field("device_event_sub_type", "number", 85, 1),
        Field("reserved86", "bytes", 86, 42),
    )),
    # CXL r3.1 8.2.9.2.1.4 Memory Sparing Event Record
    Layout("memory_sparing_event_record", 128, 128, (
        Field("header", "structure", 0, 48, layout="event_record_header"),
        Field("maintenance_operation_class", "number", 48, 1),
        Field("maintenance_operation_subclass", "number", 49, 1),
        Field("query_resources", "flag", 50, 1, low=0, bits=1),
        Field("hard_sparing", "flag", 50, 1, low=1, bits=1),
        Field("device_initiated", "flag", 50, 1, low=2, bits=1),
        Field("flags_reserved", "number", 50, 1, low=3, bits=5),
        Field("result", "number", 51, 1),
        Field("channel_valid", "flag", 52, 2, low=0, bits=1),
        Field("rank_valid", "flag", 52, 2, low=1, bits=1),
        Field("nibble_mask_valid", "flag", 52, 2, low=2, bits=1),
        Field("bank_group_valid", "flag", 52, 2, low=3, bits=1),
        Field("bank_valid", "flag", 52, 2, low=4, bits=1),
        Field("row_valid", "flag", 52, 2, low=5, bits=1),
        Field("column_valid", "flag", 52, 2, low=6, bits=1),
        Field("component_identifier_valid", "flag", 52, 2, low=7, bits=1),
        Field("component_identifier_is_pldm", "flag", 52, 2, low=8, bits=1),
        Field("sub_channel_valid", "flag", 52, 2, low=9, bits=1),
        Field("validity_reserved", "number", 52, 2, low=10, bits=6),
        Field("reserved54", "bytes", 54, 6),
        Field("spare_resources_available", "number", 60, 2),
        Field("channel", "number", 62, 1),
        Field("rank", "number", 63, 1),
        Field("nibble_mask", "number", 64, 3),
        Field("bank_group", "number", 67, 1),
        Field("bank", "number", 68, 1),
        Field("row", "number", 69, 3),
        Field("column", "number", 72, 2),
        Field("component_identifier", "uuid", 74, 16),
        Field("sub_channel", "number", 90, 1),
        Field("reserved91", "bytes", 91, 37),
    )),
    # CXL r3.1 8.2.9.7.1.4 Memory Sparing Maintenance Operation
    Layout("memory_sparing_parameters", 14, 14, (
        Field("query_resources", "flag", 0, 1, low=0, bits=1),
        Field("hard_sparing", "flag", 0, 1, low=1, bits=1),
        Field("sub_channel_valid", "flag", 0, 1, low=2, bits=1),
        Field("nibble_mask_valid", "flag", 0, 1, low=3, bits=1),
        Field("flags_reserved", "number", 0, 1, low=4, bits=4),
        Field("channel", "number", 1, 1),
        Field("rank", "number", 2, 1),
        Field("nibble_mask", "number", 3, 3),
        Field("bank_group", "number", 6, 1),
        Field("bank", "number", 7, 1),
        Field("row", "number", 8, 3),
        Field("column", "number", 11, 2),
        Field("sub_channel", "number", 13, 1),
    )),
    # CXL r3.1 8.2.9.7.2.3 Memory Sparing Features Discovery and Configuration
    Layout("memory_sparing_readable", 19, 19, (
        Field("max_latency", "number", 0, 1),
        Field("device_initiated_capable", "flag", 1, 2, low=0, bits=1),
        Field("capabilities_reserved", "number", 1, 2, low=1, bits=15),
        Field("device_initiated", "flag", 3, 2, low=0, bits=1),
        Field("mode_reserved", "number", 3, 2, low=1, bits=15),
        Field("operation_class", "number", 5, 1),
        Field("operation_subclass", "number", 6, 1),
        Field("reserved7", "bytes", 7, 10),
        Field("unsafe_in_use", "flag", 17, 2, low=0, bits=1),
        Field("hard_sparing_supported", "flag", 17, 2, low=1, bits=1),
        Field("soft_sparing_supported", "flag", 17, 2, low=2, bits=1),
        Field("restrictions_reserved", "number", 17, 2, low=3, bits=13),
    )),
    # CXL r3.1 8.2.9.7.2.3 Memory Sparing Features Discovery and Configuration
    Layout("memory_sparing_writable", 2, 2, (
        Field("device_initiated", "flag", 0, 2, low=0, bits=1),
        Field("mode_reserved", "number", 0, 2, low=1, bits=15),
    )),
    # CXL r3.1 8.2.9.9.6.6 Passphrase Secure Erase (4505h)
    Layout("passphrase_secure_erase_request", 64, 64, (
        Field("passphrase_type", "number", 0, 1),
        Field("reserved1", "bytes", 1, 7),
        Field("reserved8", "bytes", 8, 24),
        Field("current_passphrase", "bytes", 32, 32),
    )),
    # CXL r3.1 8.2.9.9.11.1 Device Patrol Scrub Control Feature
    Layout("patrol_scrub_readable", 4, 4, (
        Field("cycle_changeable", "flag", 0, 1, low=0, bits=1),
        Field("realtime_reporting", "flag", 0, 1, low=1, bits=1),
        Field("capabilities_reserved", "number", 0, 1, low=2, bits=6),
        Field("cycle_hours", "number", 1, 1),
        Field("minimum_cycle_hours", "number", 2, 1),
        Field("enabled", "flag", 3, 1, low=0, bits=1),
        Field("flags_reserved", "number", 3, 1, low=1, bits=7),
    )),
    # CXL r3.1 8.2.9.9.11.1 Device Patrol Scrub Control Feature
    Layout("patrol_scrub_writable", 2, 2, (
        Field("cycle_hours", "number", 0, 1),
        Field("enabled", "flag", 1, 1, low=0, bits=1),
        Field("flags_reserved", "number", 1, 1, low=1, bits=7),
    )),
    # CXL r3.1 8.2.9.7.1 Perform Maintenance (0600h)
    Layout("perform_maintenance_request", 2, 2, (
        Field("operation_class", "number", 0, 1),
        Field("operation_subclass", "number", 1, 1),
    ), Entries("parameters", 1)),
    # CXL r3.1 Table 8-44 Component Identifier Format
    Layout("pldm_component_identifier", 16, 16, (
        Field("entity_identifier_valid", "flag", 0, 1, low=0, bits=1),
        Field("resource_identifier_valid", "flag", 0, 1, low=1, bits=1),
        Field("flags_reserved", "number", 0, 1, low=2, bits=6),
        Field("entity_identifier", "number", 1, 6),
        Field("resource_identifier", "number", 7, 4),
        Field("reserved11", "bytes", 11, 5),
    )),
    # CXL r3.1 8.2.9.5.5 Populate Log (0404h)
    Layout("populate_log_request", 16, 16, (
        Field("log_identifier", "uuid", 0, 16),
    )),
    # CXL r3.1 8.2.9.7.1.2 sPPR and 8.2.9.7.1.3 hPPR Maintenance Operation
    Layout("ppr_parameters", 12, 12, (
        Field("query_resources", "flag", 0, 1, low=0, bits=1),
        Field("flags_reserved", "number", 0, 1, low=1, bits=7),
        Field("dpa", "number", 1, 8),
        Field("nibble_mask", "number", 9, 3),
    )),
    # CXL r3.1 8.2.9.7.2.1 sPPR and 8.2.9.7.2.2 hPPR Feature Discovery and Configuration
    Layout("ppr_readable", 20, 20, (
        Field("max_latency", "number", 0, 1),
        Field("device_initiated_capable", "flag", 1, 2, low=0, bits=1),
        Field("capabilities_reserved", "number", 1, 2, low=1, bits=15),
        Field("device_initiated", "flag", 3, 2, low=0, bits=1),
        Field("mode_reserved", "number", 3, 2, low=1, bits=15),
        Field("operation_class", "number", 5, 1),
        Field("operation_subclass", "number", 6, 1),
        Field("reserved7", "bytes", 7, 9),
        Field("dpa_supported", "flag", 16, 1, low=0, bits=1),
        Field("nibble_mask_supported", "flag", 16, 1, low=1, bits=1),
        Field("sparing_records_capable", "flag", 16, 1, low=2, bits=1),
        Field("device_initiated_at_boot_capable", "flag", 16, 1, low=3, bits=1),
        Field("flags_reserved", "number", 16, 1, low=4, bits=4),
        Field("media_inaccessible", "flag", 17, 2, low=0, bits=1),
        Field("restrictions_reserved1", "flag", 17, 2, low=1, bits=1),
        Field("data_lost", "flag", 17, 2, low=2, bits=1),
        Field("restrictions_reserved", "number", 17, 2, low=3, bits=13),
        Field("sparing_records", "flag", 19, 1, low=0, bits=1),
        Field("device_initiated_at_boot", "flag", 19, 1, low=1, bits=1),
        Field("repair_mode_reserved", "number", 19, 1, low=2, bits=6),
    )),
    # CXL r3.1 8.2.9.7.2.1 sPPR and 8.2.9.7.2.2 hPPR Feature Discovery and Configuration
    Layout("ppr_writable", 3, 3, (
        Field("device_initiated", "flag", 0, 2, low=0, bits=1),
        Field("mode_reserved", "number", 0, 2, low=1, bits=15),
        Field("sparing_records", "flag", 2, 1, low=0, bits=1),
        Field("device_initiated_at_boot", "flag", 2, 1, low=1, bits=1),
        Field("repair_mode_reserved", "number", 2, 1, low=2, bits=6),
    )),
    # CXL r3.1 8.2.9.9.9.4 Release Dynamic Capacity (4803h)
    Layout("release_dc_request", 8, 8, (
        Field("count", "number", 0, 4),
        Field("more", "flag", 4, 1, low=0, bits=1),
        Field("flags_reserved", "number", 4, 1, low=1, bits=7),
        Field("reserved5", "bytes", 5, 3),
    ), Entries("extents", 24, entry="updated_extent", count="count")),
    # CXL r3.1 7.6.7.6.8 Dynamic Capacity Remove Reference (5607h)
    Layout("remove_dc_reference_request", 16, 16, (
        Field("tag", "uuid", 0, 16),
    )),
    # CXL r3.1 8.2.9.9.4.5 Scan Media (4304h)
    Layout("scan_media_request", 17, 17, (
        Field("address", "number", 0, 8),
        Field("length", "number", 8, 8),
        Field("no_event_log", "flag", 16, 1, low=0, bits=1),
        Field("flags_reserved", "number", 16, 1, low=1, bits=7),
    )),
    # CXL r3.1 8.2.9.9.7.2 Security Receive (4601h)
    Layout("security_receive_request", 8, 8, (
        Field("security_protocol", "number", 0, 1),
        Field("sp_specific", "number", 1, 2),
        Field("reserved3", "bytes", 3, 5),
    )),
    # CXL r3.1 8.2.9.9.7.2 Security Receive (4601h)
    Layout("security_receive_response", 0, 0, (
    ), Entries("data", 1)),
    # CXL r3.1 8.2.9.9.7.1 Security Send (4600h)
    Layout("security_send_request", 8, 8, (
        Field("security_protocol", "number", 0, 1),
        Field("sp_specific", "number", 1, 2),
        Field("reserved3", "bytes", 3, 5),
    ), Entries("data", 1)),
    # CXL r3.1 8.2.9.9.3.3 Set Alert Configuration (4202h)
    Layout("set_alert_configuration_request", 12, 12, (
        Field("life_used_warning_valid", "flag", 0, 1, low=0, bits=1),
        Field("over_temperature_warning_valid", "flag", 0, 1, low=1, bits=1),
        Field("under_temperature_warning_valid", "flag", 0, 1, low=2, bits=1),
        Field("corrected_volatile_warning_valid", "flag", 0, 1, low=3, bits=1),
        Field("corrected_persistent_warning_valid", "flag", 0, 1, low=4, bits=1),
        Field("valid_reserved", "number", 0, 1, low=5, bits=3),
        Field("life_used_warning_enabled", "flag", 1, 1, low=0, bits=1),
        Field("over_temperature_warning_enabled", "flag", 1, 1, low=1, bits=1),
        Field("under_temperature_warning_enabled", "flag", 1, 1, low=2, bits=1),
        Field("corrected_volatile_warning_enabled", "flag", 1, 1, low=3, bits=1),
        Field("corrected_persistent_warning_enabled", "flag", 1, 1, low=4, bits=1),
        Field("enabled_reserved", "number", 1, 1, low=5, bits=3),
        Field("life_used_warning_threshold", "number", 2, 1),
        Field("reserved3", "bytes", 3, 1),
        Field("over_temperature_warning_threshold", "signed", 4, 2),
        Field("under_temperature_warning_threshold", "signed", 6, 2),
        Field("corrected_volatile_warning_threshold", "number", 8, 2),
        Field("corrected_persistent_warning_threshold", "number", 10, 2),
    )),
    # CXL r3.1 7.6.7.6.3 Set DC Region Configuration (5602h)
    Layout("set_dc_region_configuration_request", 16, 16, (
        Field("region", "number", 0, 1),
        Field("reserved1", "bytes", 1, 3),
        Field("block_size", "number", 4, 8),
        Field("sanitize_on_release", "flag", 12, 1, low=0, bits=1),
        Field("flags_reserved", "number", 12, 1, low=1, bits=7),
        Field("reserved13", "bytes", 13, 3),
    )),
    # CXL r3.1 8.2.9.2.5 Set Event Interrupt Policy (0103h)
    Layout("set_event_interrupt_policy_request", 5, 4, (
        Field("informational", "structure", 0, 1, layout="event_interrupt_settings"),
        Field("warning", "structure", 1, 1, layout="event_interrupt_settings"),
        Field("failure", "structure", 2, 1, layout="event_interrupt_settings"),
        Field("fatal", "structure", 3, 1, layout="event_interrupt_settings"),
        Field("dynamic_capacity", "structure", 4, 1, layout="event_interrupt_settings"),
    )),
    # CXL r3.1 8.2.9.6.3 Set Feature (0502h)
    Layout("set_feature_request", 32, 32, (
        Field("feature_identifier", "uuid", 0, 16),
        Field("action", "number", 16, 4, low=0, bits=3),
        Field("saved_across_reset", "flag", 16, 4, low=3, bits=1),
        Field("flags_reserved", "number", 16, 4, low=4, bits=28),
        Field("offset", "number", 20, 2),
        Field("version", "number", 22, 1),
        Field("reserved23", "bytes", 23, 9),
    ), Entries("data", 1)),
    # CXL r3.1 7.6.7.4.3 Set LD Allocations (5402h)
    Layout("set_ld_allocations_request", 4, 4, (
        Field("ld_count", "number", 0, 1),
        Field("start_ld_id", "number", 1, 1),
        Field("reserved2", "bytes", 2, 2),
    ), Entries("allocations", 16, entry="ld_allocation", count="ld_count")),
    # CXL r3.1 7.6.7.4.3 Set LD Allocations (5402h)
    Layout("set_ld_allocations_response", 4, 4, (
        Field("ld_count", "number", 0, 1),
        Field("start_ld_id", "number", 1, 1),
        Field("reserved2", "bytes", 2, 2),
    ), Entries("allocations", 16, entry="ld_allocation", count="ld_count")),
    # CXL r3.1 8.2.9.9.2.4 Set LSA (4103h)
    Layout("set_lsa_request", 8, 8, (
        Field("offset", "number", 0, 4),
        Field("reserved4", "bytes", 4, 4),
    ), Entries("data", 1)),
    # CXL r3.1 8.2.9.2.7 Set MCTP Event Interrupt Policy (0105h)
    Layout("set_mctp_event_interrupt_policy_request", 2, 2, (
        Field("informational", "flag", 0, 2, low=0, bits=1),
        Field("warning", "flag", 0, 2, low=1, bits=1),
        Field("failure", "flag", 0, 2, low=2, bits=1),
        Field("fatal", "flag", 0, 2, low=3, bits=1),
        Field("dynamic_capacity", "flag", 0, 2, low=4, bits=1),
        Field("events_reserved", "number", 0, 2, low=5, bits=10),
        Field("background_operation_completed", "flag", 0, 2, low=15, bits=1),
    )),
    # CXL r3.1 8.2.9.9.2.2 Set Partition Info (4101h)
    Layout("set_partition_info_request", 10, 9, (
        Field("volatile_capacity", "number", 0, 8),
        Field("immediate", "flag", 8, 1, low=0, bits=1),
        Field("flags_reserved", "number", 8, 1, low=1, bits=7),
        Field("reserved9", "bytes", 9, 1),
    )),
    # CXL r3.1 8.2.9.9.6.2 Set Passphrase (4501h)
    Layout("set_passphrase_request", 96, 96, (
        Field("passphrase_type", "number", 0, 1),
        Field("reserved1", "bytes", 1, 7),
        Field("reserved8", "bytes", 8, 24),
        Field("current_passphrase", "bytes", 32, 32),
        Field("new_passphrase", "bytes", 64, 32),
    )),
    # CXL r3.1 7.6.7.4.8 Set QoS Allocated BW (5407h)
    Layout("set_qos_allocated_bw_request", 2, 2, (
        Field("ld_count", "number", 0, 1),
        Field("start_ld_id", "number", 1, 1),
    ), Entries("fractions", 1, count="ld_count")),
    # CXL r3.1 7.6.7.4.8 Set QoS Allocated BW (5407h)
    Layout("set_qos_allocated_bw_response", 2, 2, (
        Field("ld_count", "number", 0, 1),
        Field("start_ld_id", "number", 1, 1),
    ), Entries("fractions", 1, count="ld_count")),
    # CXL r3.1 7.6.7.4.10 Set QoS BW Limit (5409h)
    Layout("set_qos_bw_limit_request", 2, 2, (
        Field("ld_count", "number", 0, 1),
        Field("start_ld_id", "number", 1, 1),
    ), Entries("fractions", 1, count="ld_count")),
    # CXL r3.1 7.6.7.4.10 Set QoS BW Limit (5409h)
    Layout("set_qos_bw_limit_response", 2, 2, (
        Field("ld_count", "number", 0, 1),
        Field("start_ld_id", "number", 1, 1),
    ), Entries("fractions", 1, count="ld_count")),
    # CXL r3.1 7.6.7.4.5 Set QoS Control (5404h)
    Layout("set_qos_control_request", 7, 7, (
        Field("egress_port_congestion_enabled", "flag", 0, 1, low=0, bits=1),
        Field("temporary_throughput_reduction_enabled", "flag", 0, 1, low=1, bits=1),
        Field("telemetry_control_reserved", "number", 0, 1, low=2, bits=6),
        Field("egress_moderate_percentage", "number", 1, 1),
        Field("egress_severe_percentage", "number", 2, 1),
        Field("backpressure_sample_interval", "number", 3, 1),
        Field("request_completion_basis", "number", 4, 2),
        Field("completion_collection_interval", "number", 6, 1),
    )),
    # CXL r3.1 7.6.7.4.5 Set QoS Control (5404h)
    Layout("set_qos_control_response", 7, 7, (
        Field("egress_port_congestion_enabled", "flag", 0, 1, low=0, bits=1),
        Field("temporary_throughput_reduction_enabled", "flag", 0, 1, low=1, bits=1),
        Field("telemetry_control_reserved", "number", 0, 1, low=2, bits=6),
        Field("egress_moderate_percentage", "number", 1, 1),
        Field("egress_severe_percentage", "number", 2, 1),
        Field("backpressure_sample_interval", "number", 3, 1),
        Field("request_completion_basis", "number", 4, 2),
        Field("completion_collection_interval", "number", 6, 1),
    )),
    # CXL r3.1 8.2.9.1.4 Set Response Message Limit (0004h)
    Layout("set_response_message_limit_request", 1, 1, (
        Field("limit", "number", 0, 1),
    )),
    # CXL r3.1 8.2.9.1.4 Set Response Message Limit (0004h)
    Layout("set_response_message_limit_response", 1, 1, (
        Field("limit", "number", 0, 1),
    )),
    # CXL r3.1 8.2.9.9.3.5 Set Shutdown State (4204h)
    Layout("set_shutdown_state_request", 1, 1, (
        Field("dirty", "flag", 0, 1, low=0, bits=1),
        Field("state_reserved", "number", 0, 1, low=1, bits=7),
    )),
    # CXL r3.1 8.2.9.9.8.2 Set SLD QoS Control (4701h)
    Layout("set_sld_qos_control_request", 4, 4, (
        Field("egress_port_congestion_enabled", "flag", 0, 1, low=0, bits=1),
        Field("temporary_throughput_reduction_enabled", "flag", 0, 1, low=1, bits=1),
        Field("telemetry_control_reserved", "number", 0, 1, low=2, bits=6),
        Field("egress_moderate_percentage", "number", 1, 1),
        Field("egress_severe_percentage", "number", 2, 1),
        Field("backpressure_sample_interval", "number", 3, 1),
    )),
    # CXL r3.1 8.2.9.4.2 Set Timestamp (0301h)
    Layout("set_timestamp_request", 8, 8, (
        Field("timestamp", "number", 0, 8),
    )),
    # CXL r3.1 8.2.9.6.1 Supported Feature Entry
    Layout("supported_feature", 48, 48, (
        Field("feature_identifier", "uuid", 0, 16),
        Field("feature_index", "number", 16, 2),
        Field("get_size", "number", 18, 2),
        Field("set_size", "number", 20, 2),
        Field("changeable", "flag", 22, 4, low=0, bits=1),
        Field("deepest_reset_persistence", "number", 22, 4, low=1, bits=3),
        Field("persists_across_firmware_update", "flag", 22, 4, low=4, bits=1),
        Field("default_selection_supported", "flag", 22, 4, low=5, bits=1),
        Field("saved_selection_supported", "flag", 22, 4, low=6, bits=1),
        Field("flags_reserved", "number", 22, 4, low=7, bits=25),
        Field("get_version", "number", 26, 1),
        Field("set_version", "number", 27, 1),
        Field("set_effects", "number", 28, 2),
        Field("reserved30", "bytes", 30, 18),
    )),
    # CXL r3.1 8.2.9.5.1 Supported Log Entry
    Layout("supported_log", 20, 20, (
        Field("log_identifier", "uuid", 0, 16),
        Field("log_size", "number", 16, 4),
    )),
    # CXL r3.1 8.1.11.1 Read Entry, request
    Layout("table_access_request", 12, 12, (
        Field("header", "structure", 0, 8, layout="doe_header"),
        Field("table_request_code", "number", 8, 1),
        Field("table_type", "number", 9, 1),
        Field("entry_handle", "number", 10, 2),
    )),
    # CXL r3.1 8.1.11.1 Read Entry, response
    Layout("table_access_response", 12, 12, (
        Field("header", "structure", 0, 8, layout="doe_header"),
        Field("table_response_code", "number", 8, 1),
        Field("table_type", "number", 9, 1),
        Field("entry_handle", "number", 10, 2),
    ), Entries("entry", 1)),
    # CXL r3.1 8.2.9.3.2 Transfer FW (0201h)
    Layout("transfer_fw_request", 128, 128, (
        Field("action", "number", 0, 1),
        Field("slot", "number", 1, 1),
        Field("reserved2", "bytes", 2, 2),
        Field("offset", "number", 4, 4),
        Field("reserved8", "bytes", 8, 64),
        Field("reserved72", "bytes", 72, 56),
    ), Entries("data", 1)),
    # CXL r3.1 7.6.7.3.1 Tunnel Management Command (5300h)
    Layout("tunnel_management_request", 4, 4, (
        Field("port_or_ld_id", "number", 0, 1),
        Field("target_type", "number", 1, 1),
        Field("command_size", "number", 2, 2),
    ), Entries("command", 1, count="command_size")),
    # CXL r3.1 7.6.7.3.1 Tunnel Management Command (5300h)
    Layout("tunnel_management_response", 4, 4, (
        Field("response_size", "number", 0, 2),
        Field("reserved2", "bytes", 2, 2),
    ), Entries("response", 1, count="response_size")),
    # CXL r3.1 8.2.9.9.6.4 Unlock (4503h)
    Layout("unlock_request", 32, 32, (
        Field("current_passphrase", "bytes", 0, 32),
    )),
    # CXL r3.1 8.2.9.9.9.3 Updated Extent
    Layout("updated_extent", 24, 24, (
        Field("start_dpa", "number", 0, 8),
        Field("length", "number", 8, 8),
        Field("reserved16", "bytes", 16, 8),
    )),
)}

# By the identifier of a record, its layout.
EVENT_RECORDS = {
    "fbcd0a77-c260-417f-85a9-088b1621eba6": "general_media_event_record",
    "601dcbb3-9c06-4eab-b8af-4e9bfb5c9624": "dram_event_record",
    "fe927475-dd59-4339-a586-79bab113b774": "memory_module_event_record",
    "e71f3a40-2d29-4092-8a39-4d1c966c7c65": "memory_sparing_event_record",
    "ca95afa7-f183-4018-8c2f-95268e101a2a": "dynamic_capacity_event_record",
}

# By name: opcode, layouts of request and response, and what the specification calls it.
COMMANDS = {
    "identify": (
        0x0001, "empty", "identify_response",
        "Identify"),
    "background_operation_status": (
        0x0002, "empty", "background_operation_status_response",
        "Background Operation Status"),
    "get_response_message_limit": (
        0x0003, "empty", "get_response_message_limit_response",
        "Get Response Message Limit"),
    "set_response_message_limit": (
        0x0004, "set_response_message_limit_request", "set_response_message_limit_response",
        "Set Response Message Limit"),
    "request_abort_background_operation": (
        0x0005, "empty", "empty",
        "Request Abort Background Operation"),
    "get_event_records": (
        0x0100, "get_event_records_request", "get_event_records_response",
        "Get Event Records"),
    "clear_event_records": (
        0x0101, "clear_event_records_request", "empty",
        "Clear Event Records"),
    "get_event_interrupt_policy": (
        0x0102, "empty", "get_event_interrupt_policy_response",
        "Get Event Interrupt Policy"),
    "set_event_interrupt_policy": (
        0x0103, "set_event_interrupt_policy_request", "empty",
        "Set Event Interrupt Policy"),
    "get_mctp_event_interrupt_policy": (
        0x0104, "empty", "get_mctp_event_interrupt_policy_response",
        "Get MCTP Event Interrupt Policy"),
    "set_mctp_event_interrupt_policy": (
        0x0105, "set_mctp_event_interrupt_policy_request", "empty",
        "Set MCTP Event Interrupt Policy"),
    "event_notification": (
        0x0106, "event_notification_request", "empty",
        "Event Notification"),
    "get_fw_info": (
        0x0200, "empty", "get_fw_info_response",
        "Get FW Info"),
    "transfer_fw": (
        0x0201, "transfer_fw_request", "empty",
        "Transfer FW"),
    "activate_fw": (
        0x0202, "activate_fw_request", "empty",
        "Activate FW"),
    "get_timestamp": (
        0x0300, "empty", "get_timestamp_response",
        "Get Timestamp"),
    "set_timestamp": (
        0x0301, "set_timestamp_request", "empty",
        "Set Timestamp"),
    "get_supported_logs": (
        0x0400, "empty", "get_supported_logs_response",
        "Get Supported Logs"),
    "get_log": (
        0x0401, "get_log_request", "get_log_response",
        "Get Log"),
    "get_log_capabilities": (
        0x0402, "get_log_capabilities_request", "get_log_capabilities_response",
        "Get Log Capabilities"),
    "clear_log": (
        0x0403, "clear_log_request", "empty",
        "Clear Log"),
    "populate_log": (
        0x0404, "populate_log_request", "empty",
        "Populate Log"),
    "get_supported_logs_sub_list": (
        0x0405, "get_supported_logs_sub_list_request", "get_supported_logs_sub_list_response",
        "Get Supported Logs Sub-List"),
    "get_supported_features": (
        0x0500, "get_supported_features_request", "get_supported_features_response",
        "Get Supported Features"),
    "get_feature": (
        0x0501, "get_feature_request", "get_feature_response",
        "Get Feature"),
    "set_feature": (
        0x0502, "set_feature_request", "empty",
        "Set Feature"),
    "perform_maintenance": (
        0x0600, "perform_maintenance_request", "empty",
        "Perform Maintenance"),
    "identify_memory_device": (
        0x4000, "empty", "identify_memory_device_response",
        "Identify Memory Device"),
    "get_partition_info": (
        0x4100, "empty", "get_partition_info_response",
        "Get Partition Info"),
    "set_partition_info": (
        0x4101, "set_partition_info_request", "empty",
        "Set Partition Info"),
    "get_lsa": (
        0x4102, "get_lsa_request", "get_lsa_response",
        "Get LSA"),
    "set_lsa": (
        0x4103, "set_lsa_request", "empty",
        "Set LSA"),
    "get_health_info": (
        0x4200, "empty", "get_health_info_response",
        "Get Health Info"),
    "get_alert_configuration": (
        0x4201, "empty", "get_alert_configuration_response",
        "Get Alert Configuration"),
    "set_alert_configuration": (
        0x4202, "set_alert_configuration_request", "empty",
        "Set Alert Configuration"),
    "get_shutdown_state": (
        0x4203, "empty", "get_shutdown_state_response",
        "Get Shutdown State"),
    "set_shutdown_state": (
        0x4204, "set_shutdown_state_request", "empty",
        "Set Shutdown State"),
    "get_poison_list": (
        0x4300, "get_poison_list_request", "get_poison_list_response",
        "Get Poison List"),
    "inject_poison": (
        0x4301, "inject_poison_request", "empty",
        "Inject Poison"),
    "clear_poison": (
        0x4302, "clear_poison_request", "empty",
        "Clear Poison"),
    "get_scan_media_capabilities": (
        0x4303, "get_scan_media_capabilities_request", "get_scan_media_capabilities_response",
        "Get Scan Media Capabilities"),
    "scan_media": (
        0x4304, "scan_media_request", "empty",
        "Scan Media"),
    "get_scan_media_results": (
        0x4305, "empty", "get_scan_media_results_response",
        "Get Scan Media Results"),
    "sanitize": (
        0x4400, "empty", "empty",
        "Sanitize"),
    "secure_erase": (
        0x4401, "empty", "empty",
        "Secure Erase"),
    "media_operations": (
        0x4402, "media_operations_request", "media_operations_response",
        "Media Operations"),
    "get_security_state": (
        0x4500, "empty", "get_security_state_response",
        "Get Security State"),
    "set_passphrase": (
        0x4501, "set_passphrase_request", "empty",
        "Set Passphrase"),
    "disable_passphrase": (
        0x4502, "disable_passphrase_request", "empty",
        "Disable Passphrase"),
    "unlock": (
        0x4503, "unlock_request", "empty",
        "Unlock"),
    "freeze_security_state": (
        0x4504, "empty", "empty",
        "Freeze Security State"),
    "passphrase_secure_erase": (
        0x4505, "passphrase_secure_erase_request", "empty",
        "Passphrase Secure Erase"),
    "security_send": (
        0x4600, "security_send_request", "empty",
        "Security Send"),
    "security_receive": (
        0x4601, "security_receive_request", "security_receive_response",
        "Security Receive"),
    "get_sld_qos_control": (
        0x4700, "empty", "get_sld_qos_control_response",
        "Get SLD QoS Control"),
    "set_sld_qos_control": (
        0x4701, "set_sld_qos_control_request", "empty",
        "Set SLD QoS Control"),
    "get_sld_qos_status": (
        0x4702, "empty", "get_sld_qos_status_response",
        "Get SLD QoS Status"),
    "get_dc_configuration": (
        0x4800, "get_dc_configuration_request", "get_dc_configuration_response",
        "Get Dynamic Capacity Configuration"),
    "get_dc_extent_list": (
        0x4801, "get_dc_extent_list_request", "get_dc_extent_list_response",
        "Get Dynamic Capacity Extent List"),
    "add_dc_response": (
        0x4802, "add_dc_response_request", "empty",
        "Add Dynamic Capacity Response"),
    "release_dc": (
        0x4803, "release_dc_request", "empty",
        "Release Dynamic Capacity"),
    "tunnel_management": (
        0x5300, "tunnel_management_request", "tunnel_management_response",
        "Tunnel Management Command"),
    "get_ld_info": (
        0x5400, "empty", "get_ld_info_response",
        "Get LD Info"),
    "get_ld_allocations": (
        0x5401, "get_ld_allocations_request", "get_ld_allocations_response",
        "Get LD Allocations"),
    "set_ld_allocations": (
        0x5402, "set_ld_allocations_request", "set_ld_allocations_response",
        "Set LD Allocations"),
    "get_qos_control": (
        0x5403, "empty", "get_qos_control_response",
        "Get QoS Control"),
    "set_qos_control": (
        0x5404, "set_qos_control_request", "set_qos_control_response",
        "Set QoS Control"),
    "get_qos_status": (
        0x5405, "empty", "get_qos_status_response",
        "Get QoS Status"),
    "get_qos_allocated_bw": (
        0x5406, "get_qos_allocated_bw_request", "get_qos_allocated_bw_response",
        "Get QoS Allocated BW"),
    "set_qos_allocated_bw": (
        0x5407, "set_qos_allocated_bw_request", "set_qos_allocated_bw_response",
        "Set QoS Allocated BW"),
    "get_qos_bw_limit": (
        0x5408, "get_qos_bw_limit_request", "get_qos_bw_limit_response",
        "Get QoS BW Limit"),
    "set_qos_bw_limit": (
        0x5409, "set_qos_bw_limit_request", "set_qos_bw_limit_response",
        "Set QoS BW Limit"),
    "get_multi_headed_info": (
        0x5500, "get_multi_headed_info_request", "get_multi_headed_info_response",
        "Get Multi-Headed Info"),
    "get_head_info": (
        0x5501, "get_head_info_request", "get_head_info_response",
        "Get Head Info"),
    "get_dcd_info": (
        0x5600, "empty", "get_dcd_info_response",
        "Get DCD Info"),
    "get_host_dc_region_configuration": (
        0x5601, "get_host_dc_region_configuration_request", "get_host_dc_region_configuration_response",
        "Get Host DC Region Configuration"),
    "set_dc_region_configuration": (
        0x5602, "set_dc_region_configuration_request", "empty",
        "Set DC Region Configuration"),
    "get_dc_region_extent_lists": (
        0x5603, "get_dc_region_extent_lists_request", "get_dc_region_extent_lists_response",
        "Get DC Region Extent Lists"),
    "initiate_dc_add": (
        0x5604, "initiate_dc_add_request", "empty",
        "Initiate Dynamic Capacity Add"),
    "initiate_dc_release": (
        0x5605, "initiate_dc_release_request", "empty",
        "Initiate Dynamic Capacity Release"),
    "add_dc_reference": (
        0x5606, "add_dc_reference_request", "empty",
        "Dynamic Capacity Add Reference"),
    "remove_dc_reference": (
        0x5607, "remove_dc_reference_request", "empty",
        "Dynamic Capacity Remove Reference"),
    "list_dc_tags": (
        0x5608, "list_dc_tags_request", "list_dc_tags_response",
        "Dynamic Capacity List Tags"),
}

RETURN_CODES = {
    0x0000: "Success",
    0x0001: "Background Command Started",
    0x0002: "Invalid Input",
    0x0003: "Unsupported",
    0x0004: "Internal Error",
    0x0005: "Retry Required",
    0x0006: "Busy",
    0x0007: "Media Disabled",
    0x0008: "FW Transfer in Progress",
    0x0009: "FW Transfer Out of Order",
    0x000a: "FW Verification Failed",
    0x000b: "Invalid Slot",
    0x000c: "Activation Failed FW Rolled Back",
    0x000d: "Activation Failed Cold Reset Required",
    0x000e: "Invalid Handle",
    0x000f: "Invalid Physical Address",
    0x0010: "Inject Poison Limit Reached",
    0x0011: "Permanent Media Failure",
    0x0012: "Aborted",
    0x0013: "Invalid Security State",
    0x0014: "Incorrect Passphrase",
    0x0015: "Unsupported Mailbox or CCI",
    0x0016: "Invalid Payload Length",
    0x0017: "Invalid Log",
    0x0018: "Interrupted",
    0x0019: "Unsupported Feature Version",
    0x001a: "Unsupported Feature Selection Value",
    0x001b: "Feature Transfer in Progress",
    0x001c: "Feature Transfer Out of Order",
    0x001d: "Resources Exhausted",
    0x001e: "Invalid Extent List",
    0x001f: "Transfer Out of Order",
    0x0020: "Request Abort Background Operation Not Supported",
}
