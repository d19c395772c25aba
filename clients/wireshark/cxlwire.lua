-- Wireshark's dissector for the component command interfaces (CCI) of CXL devices over MCTP: message types 07h
-- (FM API, DSP0234) and 08h (Type 3 device CCI, DSP0281). Part of CxlWire; docs/captures.md says how to load it.
--
-- What a message holds is data, in the tables between the two marks: they are written from the layout tables of
-- CxlWire.Protocol, the ones that `cxlwire decode` uses. What reads them, below, is written by hand. It runs in
-- Wireshark 4.0 (Lua 5.2) to 4.4 (Lua 5.4); before 4.2 Wireshark has no MCTP, and what is needed of it is here.

-- written by the conformance tests: begin
local CODES = {
  action = {
    [0] = "online",
    [1] = "at reset",
  },
  action_2 = {
    [0] = "full",
    [1] = "initiate",
    [2] = "continue",
    [3] = "finish",
    [4] = "abort",
  },
  action_3 = {
    [0] = "full",
    [1] = "initiate",
    [2] = "continue",
    [3] = "end",
    [4] = "abort",
  },
  category = {
    [0] = "request",
    [1] = "response",
  },
  command_code = {
    [1] = "Set Endpoint ID",
    [2] = "Get Endpoint ID",
    [3] = "Get Endpoint UUID",
    [4] = "Get MCTP Version Support",
    [5] = "Get Message Type Support",
    [6] = "Get Vendor Defined Message Support",
    [7] = "Resolve Endpoint ID",
    [8] = "Allocate Endpoint IDs",
    [9] = "Routing Information Update",
    [10] = "Get Routing Table Entries",
    [11] = "Prepare for Endpoint Discovery",
    [12] = "Endpoint Discovery",
    [13] = "Discovery Notify",
  },
  completion_code = {
    [0] = "success",
    [1] = "error",
    [2] = "invalid data",
    [3] = "invalid length",
    [4] = "not ready",
    [5] = "unsupported command",
    [128] = "message type not supported",
  },
  data_type = {
    [0] = "access latency",
    [1] = "read latency",
    [2] = "write latency",
    [3] = "access bandwidth",
    [4] = "read bandwidth",
    [5] = "write bandwidth",
  },
  deepest_reset_persistence = {
    [0] = "none",
    [1] = "CXL reset",
    [2] = "hot reset",
    [3] = "warm reset",
    [4] = "cold reset",
  },
  device_event_sub_type = {
    [0] = "not reported",
    [1] = "invalid configuration data",
    [2] = "unsupported configuration data",
    [3] = "unsupported memory media FRU",
  },
  device_event_type = {
    [0] = "health status change",
    [1] = "media status change",
    [2] = "life used change",
    [3] = "temperature change",
    [4] = "data path error",
    [5] = "LSA error",
    [6] = "unrecoverable internal sideband bus error",
    [7] = "memory media FRU error",
    [8] = "power management fault",
  },
  event_type = {
    [0] = "add capacity",
    [1] = "release capacity",
    [2] = "forced capacity release",
    [3] = "region configuration updated",
    [4] = "add capacity response",
    [5] = "capacity released",
  },
  log = {
    [0] = "informational",
    [1] = "warning",
    [2] = "failure",
    [3] = "fatal",
    [4] = "dynamic capacity",
  },
  memory_event_sub_type = {
    [0] = "not reported",
    [1] = "internal data path error",
    [2] = "media link command training error",
    [3] = "media link control training error",
    [4] = "media link data training error",
    [5] = "media link CRC error",
  },
  memory_event_type = {
    [0] = "media ECC error",
    [1] = "scrub media ECC error",
    [2] = "invalid address",
    [3] = "data path error",
    [4] = "TE state violation",
    [5] = "advanced programmable CME counter expiration",
    [6] = "CKID violation",
  },
  memory_event_type_2 = {
    [0] = "ECC error",
    [1] = "invalid address",
    [2] = "data path error",
    [3] = "TE state violation",
    [4] = "scrub media ECC error",
    [5] = "advanced programmable CME counter expiration",
    [6] = "CKID violation",
  },
  message_type = {
    [0] = "MCTP Control",
    [1] = "PLDM",
    [5] = "SPDM",
    [7] = "CXL Fabric Manager API",
    [8] = "CXL CCI",
    [126] = "Vendor Defined, PCI",
    [127] = "Vendor Defined, IANA",
  },
  mode = {
    [0] = "none",
    [1] = "MSI/MSI-X",
    [2] = "firmware",
  },
  opcode = {
    [1] = "Identify",
    [2] = "Background Operation Status",
    [3] = "Get Response Message Limit",
    [4] = "Set Response Message Limit",
    [5] = "Request Abort Background Operation",
    [256] = "Get Event Records",
    [257] = "Clear Event Records",
    [258] = "Get Event Interrupt Policy",
    [259] = "Set Event Interrupt Policy",
    [260] = "Get MCTP Event Interrupt Policy",
    [261] = "Set MCTP Event Interrupt Policy",
    [262] = "Event Notification",
    [512] = "Get FW Info",
    [513] = "Transfer FW",
    [514] = "Activate FW",
    [768] = "Get Timestamp",
    [769] = "Set Timestamp",
    [1024] = "Get Supported Logs",
    [1025] = "Get Log",
    [1026] = "Get Log Capabilities",
    [1027] = "Clear Log",
    [1028] = "Populate Log",
    [1029] = "Get Supported Logs Sub-List",
    [1280] = "Get Supported Features",
    [1281] = "Get Feature",
    [1282] = "Set Feature",
    [1536] = "Perform Maintenance",
    [16384] = "Identify Memory Device",
    [16640] = "Get Partition Info",
    [16641] = "Set Partition Info",
    [16642] = "Get LSA",
    [16643] = "Set LSA",
    [16896] = "Get Health Info",
    [16897] = "Get Alert Configuration",
    [16898] = "Set Alert Configuration",
    [16899] = "Get Shutdown State",
    [16900] = "Set Shutdown State",
    [17152] = "Get Poison List",
    [17153] = "Inject Poison",
    [17154] = "Clear Poison",
    [17155] = "Get Scan Media Capabilities",
    [17156] = "Scan Media",
    [17157] = "Get Scan Media Results",
    [17408] = "Sanitize",
    [17409] = "Secure Erase",
    [17410] = "Media Operations",
    [17664] = "Get Security State",
    [17665] = "Set Passphrase",
    [17666] = "Disable Passphrase",
    [17667] = "Unlock",
    [17668] = "Freeze Security State",
    [17669] = "Passphrase Secure Erase",
    [17920] = "Security Send",
    [17921] = "Security Receive",
    [18176] = "Get SLD QoS Control",
    [18177] = "Set SLD QoS Control",
    [18178] = "Get SLD QoS Status",
    [18432] = "Get Dynamic Capacity Configuration",
    [18433] = "Get Dynamic Capacity Extent List",
    [18434] = "Add Dynamic Capacity Response",
    [18435] = "Release Dynamic Capacity",
    [21248] = "Tunnel Management Command",
    [21504] = "Get LD Info",
    [21505] = "Get LD Allocations",
    [21506] = "Set LD Allocations",
    [21507] = "Get QoS Control",
    [21508] = "Set QoS Control",
    [21509] = "Get QoS Status",
    [21510] = "Get QoS Allocated BW",
    [21511] = "Set QoS Allocated BW",
    [21512] = "Get QoS BW Limit",
    [21513] = "Set QoS BW Limit",
    [21760] = "Get Multi-Headed Info",
    [21761] = "Get Head Info",
    [22016] = "Get DCD Info",
    [22017] = "Get Host DC Region Configuration",
    [22018] = "Set DC Region Configuration",
    [22019] = "Get DC Region Extent Lists",
    [22020] = "Initiate Dynamic Capacity Add",
    [22021] = "Initiate Dynamic Capacity Release",
    [22022] = "Dynamic Capacity Add Reference",
    [22023] = "Dynamic Capacity Remove Reference",
    [22024] = "Dynamic Capacity List Tags",
  },
  operation_class = {
    [0] = "general",
    [1] = "sanitize",
  },
  operation_class_2 = {
    [0] = "no operation",
    [1] = "PPR",
    [2] = "memory sparing",
  },
  passphrase_type = {
    [0] = "master",
    [1] = "user",
  },
  removal_policy = {
    [0] = "tag-based",
    [1] = "prescriptive",
  },
  return_code = {
    [0] = "Success",
    [1] = "Background Command Started",
    [2] = "Invalid Input",
    [3] = "Unsupported",
    [4] = "Internal Error",
    [5] = "Retry Required",
    [6] = "Busy",
    [7] = "Media Disabled",
    [8] = "FW Transfer in Progress",
    [9] = "FW Transfer Out of Order",
    [10] = "FW Verification Failed",
    [11] = "Invalid Slot",
    [12] = "Activation Failed FW Rolled Back",
    [13] = "Activation Failed Cold Reset Required",
    [14] = "Invalid Handle",
    [15] = "Invalid Physical Address",
    [16] = "Inject Poison Limit Reached",
    [17] = "Permanent Media Failure",
    [18] = "Aborted",
    [19] = "Invalid Security State",
    [20] = "Incorrect Passphrase",
    [21] = "Unsupported Mailbox or CCI",
    [22] = "Invalid Payload Length",
    [23] = "Invalid Log",
    [24] = "Interrupted",
    [25] = "Unsupported Feature Version",
    [26] = "Unsupported Feature Selection Value",
    [27] = "Feature Transfer in Progress",
    [28] = "Feature Transfer Out of Order",
    [29] = "Resources Exhausted",
    [30] = "Invalid Extent List",
    [31] = "Transfer Out of Order",
    [32] = "Request Abort Background Operation Not Supported",
  },
  security_protocol = {
    [0] = "security protocol information",
  },
  selection = {
    [0] = "current",
    [1] = "default",
    [2] = "saved",
  },
  selection_policy = {
    [0] = "free",
    [1] = "contiguous",
    [2] = "prescriptive",
    [3] = "enable shared access",
  },
  severity = {
    [0] = "informational",
    [1] = "warning",
    [2] = "failure",
    [3] = "fatal",
  },
  source = {
    [0] = "unknown",
    [1] = "external",
    [2] = "internal",
    [3] = "injected",
    [7] = "vendor specific",
  },
  transaction_type = {
    [0] = "unknown",
    [1] = "host read",
    [2] = "host write",
    [3] = "host scan media",
    [4] = "host inject poison",
    [5] = "internal media scrub",
    [6] = "internal media management",
    [7] = "internal media error check scrub",
    [8] = "media initialization",
  },
  type = {
    [0] = "DSMAS",
    [1] = "DSLBIS",
    [2] = "DSMSCIS",
    [3] = "DSIS",
    [4] = "DSEMTS",
    [5] = "SSLBIS",
  },
}

local IDENTIFIERS = {
  ["0da9c0b5-bf41-4b78-8f79-96b1623b3f17"] = "CEL",
  ["34dbaff5-0552-4281-8f76-da0b5e7a76a7"] = "Rank Memory Sparing",
  ["40d26425-3396-4c4d-a5da-3d47263af425"] = "Virtual Switch",
  ["450ebf67-b135-4f97-a498-c2d57f279bed"] = "Row Memory Sparing",
  ["5e1819d9-11a9-400c-811f-d60719403d86"] = "Vendor Debug Log",
  ["601dcbb3-9c06-4eab-b8af-4e9bfb5c9624"] = "DRAM",
  ["77cf9271-9c02-470b-9fe4-bc7b75f2da97"] = "Physical Switch",
  ["78b79636-90ac-4b64-a4ef-faac5d18a863"] = "Bank Memory Sparing",
  ["80ea4521-786f-4127-afb1-ec7459fb0e24"] = "hPPR",
  ["892ba475-fad8-474e-9d3e-692c917568bb"] = "sPPR",
  ["8dc44363-0c96-4710-b7bf-04bb99534c3f"] = "MLD Port",
  ["96c33386-91dd-44c7-9ecb-fdaf6503bac4"] = "Cacheline Memory Sparing",
  ["96dad7d6-fde8-482b-a733-75774e06db8a"] = "Device Patrol Scrub Control",
  ["b3fab4cf-01b6-4332-943e-5e9962f23567"] = "Component State Dump Log",
  ["ca95afa7-f183-4018-8c2f-95268e101a2a"] = "Dynamic Capacity",
  ["cb1261b9-d79a-4f37-9489-592791b6246d"] = "CxlWire Scratchpad",
  ["e5b13f22-2328-4a14-b8ba-b9691e893386"] = "DDR5 ECS Control",
  ["e71f3a40-2d29-4092-8a39-4d1c966c7c65"] = "Memory Sparing",
  ["fbcd0a77-c260-417f-85a9-088b1621eba6"] = "General Media",
  ["fe927475-dd59-4339-a586-79bab113b774"] = "Memory Module",
}

local RECORDS = {
  ["fbcd0a77-c260-417f-85a9-088b1621eba6"] = "general_media_event_record",
  ["601dcbb3-9c06-4eab-b8af-4e9bfb5c9624"] = "dram_event_record",
  ["fe927475-dd59-4339-a586-79bab113b774"] = "memory_module_event_record",
  ["e71f3a40-2d29-4092-8a39-4d1c966c7c65"] = "memory_sparing_event_record",
  ["ca95afa7-f183-4018-8c2f-95268e101a2a"] = "dynamic_capacity_event_record",
}

-- opcode, name, request, response
local COMMANDS = {
  { 0x0001, "Identify",
    "empty", "identify_response" },
  { 0x0002, "Background Operation Status",
    "empty", "background_operation_status_response" },
  { 0x0003, "Get Response Message Limit",
    "empty", "get_response_message_limit_response" },
  { 0x0004, "Set Response Message Limit",
    "set_response_message_limit_request", "set_response_message_limit_response" },
  { 0x0005, "Request Abort Background Operation",
    "empty", "empty" },
  { 0x0100, "Get Event Records",
    "get_event_records_request", "get_event_records_response" },
  { 0x0101, "Clear Event Records",
    "clear_event_records_request", "empty" },
  { 0x0102, "Get Event Interrupt Policy",
    "empty", "get_event_interrupt_policy_response" },
  { 0x0103, "Set Event Interrupt Policy",
    "set_event_interrupt_policy_request", "empty" },
  { 0x0104, "Get MCTP Event Interrupt Policy",
    "empty", "get_mctp_event_interrupt_policy_response" },
  { 0x0105, "Set MCTP Event Interrupt Policy",
    "set_mctp_event_interrupt_policy_request", "empty" },
  { 0x0106, "Event Notification",
    "event_notification_request", "empty" },
  { 0x0200, "Get FW Info",
    "empty", "get_fw_info_response" },
  { 0x0201, "Transfer FW",
    "transfer_fw_request", "empty" },
  { 0x0202, "Activate FW",
    "activate_fw_request", "empty" },
  { 0x0300, "Get Timestamp",
    "empty", "get_timestamp_response" },
  { 0x0301, "Set Timestamp",
    "set_timestamp_request", "empty" },
  { 0x0400, "Get Supported Logs",
    "empty", "get_supported_logs_response" },
  { 0x0401, "Get Log",
    "get_log_request", "get_log_response" },
  { 0x0402, "Get Log Capabilities",
    "get_log_capabilities_request", "get_log_capabilities_response" },
  { 0x0403, "Clear Log",
    "clear_log_request", "empty" },
  { 0x0404, "Populate Log",
    "populate_log_request", "empty" },
  { 0x0405, "Get Supported Logs Sub-List",
    "get_supported_logs_sub_list_request", "get_supported_logs_sub_list_response" },
  { 0x0500, "Get Supported Features",
    "get_supported_features_request", "get_supported_features_response" },
  { 0x0501, "Get Feature",
    "get_feature_request", "get_feature_response" },
  { 0x0502, "Set Feature",
    "set_feature_request", "empty" },
  { 0x0600, "Perform Maintenance",
    "perform_maintenance_request", "empty" },
  { 0x4000, "Identify Memory Device",
    "empty", "identify_memory_device_response" },
  { 0x4100, "Get Partition Info",
    "empty", "get_partition_info_response" },
  { 0x4101, "Set Partition Info",
    "set_partition_info_request", "empty" },
  { 0x4102, "Get LSA",
    "get_lsa_request", "get_lsa_response" },
  { 0x4103, "Set LSA",
    "set_lsa_request", "empty" },
  { 0x4200, "Get Health Info",
    "empty", "get_health_info_response" },
  { 0x4201, "Get Alert Configuration",
    "empty", "get_alert_configuration_response" },
  { 0x4202, "Set Alert Configuration",
    "set_alert_configuration_request", "empty" },
  { 0x4203, "Get Shutdown State",
    "empty", "get_shutdown_state_response" },
  { 0x4204, "Set Shutdown State",
    "set_shutdown_state_request", "empty" },
  { 0x4300, "Get Poison List",
    "get_poison_list_request", "get_poison_list_response" },
  { 0x4301, "Inject Poison",
    "inject_poison_request", "empty" },
  { 0x4302, "Clear Poison",
    "clear_poison_request", "empty" },
  { 0x4303, "Get Scan Media Capabilities",
    "get_scan_media_capabilities_request", "get_scan_media_capabilities_response" },
  { 0x4304, "Scan Media",
    "scan_media_request", "empty" },
  { 0x4305, "Get Scan Media Results",
    "empty", "get_scan_media_results_response" },
  { 0x4400, "Sanitize",
    "empty", "empty" },
  { 0x4401, "Secure Erase",
    "empty", "empty" },
  { 0x4402, "Media Operations",
    "media_operations_request", "media_operations_response" },
  { 0x4500, "Get Security State",
    "empty", "get_security_state_response" },
  { 0x4501, "Set Passphrase",
    "set_passphrase_request", "empty" },
  { 0x4502, "Disable Passphrase",
    "disable_passphrase_request", "empty" },
  { 0x4503, "Unlock",
    "unlock_request", "empty" },
  { 0x4504, "Freeze Security State",
    "empty", "empty" },
  { 0x4505, "Passphrase Secure Erase",
    "passphrase_secure_erase_request", "empty" },
  { 0x4600, "Security Send",
    "security_send_request", "empty" },
  { 0x4601, "Security Receive",
    "security_receive_request", "security_receive_response" },
  { 0x4700, "Get SLD QoS Control",
    "empty", "get_sld_qos_control_response" },
  { 0x4701, "Set SLD QoS Control",
    "set_sld_qos_control_request", "empty" },
  { 0x4702, "Get SLD QoS Status",
    "empty", "get_sld_qos_status_response" },
  { 0x4800, "Get Dynamic Capacity Configuration",
    "get_dc_configuration_request", "get_dc_configuration_response" },
  { 0x4801, "Get Dynamic Capacity Extent List",
    "get_dc_extent_list_request", "get_dc_extent_list_response" },
  { 0x4802, "Add Dynamic Capacity Response",
    "add_dc_response_request", "empty" },
  { 0x4803, "Release Dynamic Capacity",
    "release_dc_request", "empty" },
  { 0x5300, "Tunnel Management Command",
    "tunnel_management_request", "tunnel_management_response" },
  { 0x5400, "Get LD Info",
    "empty", "get_ld_info_response" },
  { 0x5401, "Get LD Allocations",
    "get_ld_allocations_request", "get_ld_allocations_response" },
  { 0x5402, "Set LD Allocations",
    "set_ld_allocations_request", "set_ld_allocations_response" },
  { 0x5403, "Get QoS Control",
    "empty", "get_qos_control_response" },
  { 0x5404, "Set QoS Control",
    "set_qos_control_request", "set_qos_control_response" },
  { 0x5405, "Get QoS Status",
    "empty", "get_qos_status_response" },
  { 0x5406, "Get QoS Allocated BW",
    "get_qos_allocated_bw_request", "get_qos_allocated_bw_response" },
  { 0x5407, "Set QoS Allocated BW",
    "set_qos_allocated_bw_request", "set_qos_allocated_bw_response" },
  { 0x5408, "Get QoS BW Limit",
    "get_qos_bw_limit_request", "get_qos_bw_limit_response" },
  { 0x5409, "Set QoS BW Limit",
    "set_qos_bw_limit_request", "set_qos_bw_limit_response" },
  { 0x5500, "Get Multi-Headed Info",
    "get_multi_headed_info_request", "get_multi_headed_info_response" },
  { 0x5501, "Get Head Info",
    "get_head_info_request", "get_head_info_response" },
  { 0x5600, "Get DCD Info",
    "empty", "get_dcd_info_response" },
  { 0x5601, "Get Host DC Region Configuration",
    "get_host_dc_region_configuration_request", "get_host_dc_region_configuration_response" },
  { 0x5602, "Set DC Region Configuration",
    "set_dc_region_configuration_request", "empty" },
  { 0x5603, "Get DC Region Extent Lists",
    "get_dc_region_extent_lists_request", "get_dc_region_extent_lists_response" },
  { 0x5604, "Initiate Dynamic Capacity Add",
    "initiate_dc_add_request", "empty" },
  { 0x5605, "Initiate Dynamic Capacity Release",
    "initiate_dc_release_request", "empty" },
  { 0x5606, "Dynamic Capacity Add Reference",
    "add_dc_reference_request", "empty" },
  { 0x5607, "Dynamic Capacity Remove Reference",
    "remove_dc_reference_request", "empty" },
  { 0x5608, "Dynamic Capacity List Tags",
    "list_dc_tags_request", "list_dc_tags_response" },
}

-- name, kind, offset, bytes; low and bits of those that are bits
local LAYOUTS = {
  { name = "activate_fw_request", size = 2,
    section = "CXL r3.1 8.2.9.3.3 Activate FW (0202h)",
    { "action", "number", 0, 1, code = "action" },
    { "slot", "number", 1, 1 },
  },
  { name = "add_dc_reference_request", size = 16,
    section = "CXL r3.1 7.6.7.6.7 Dynamic Capacity Add Reference (5606h)",
    { "tag", "uuid", 0, 16 },
  },
  { name = "add_dc_response_request", size = 8,
    section = "CXL r3.1 8.2.9.9.9.3 Add Dynamic Capacity Response (4802h)",
    { "count", "number", 0, 4 },
    { "more", "flag", 4, 1, low = 0, bits = 1 },
    { "flags_reserved", "number", 4, 1, low = 1, bits = 7, reserved = true },
    { "reserved5", "bytes", 5, 3, reserved = true },
    list = { name = "extents", stride = 24,
      entry = "updated_extent",
      count = "count" },
  },
  { name = "background_operation_status_response", size = 8,
    section = "CXL r3.1 8.2.9.1.2 Background Operation Status (0002h)",
    { "in_progress", "flag", 0, 1, low = 0, bits = 1 },
    { "percentage_complete", "number", 0, 1, low = 1, bits = 7 },
    { "reserved1", "bytes", 1, 1, reserved = true },
    { "opcode", "hex", 2, 2, code = "opcode" },
    { "return_code", "number", 4, 2, code = "return_code" },
    { "vendor_status", "number", 6, 2 },
  },
  { name = "cci_header", size = 12,
    section = "CXL r3.1 Figure 7-19 CCI Message Header",
    { "category", "number", 0, 1, low = 0, bits = 4, code = "category" },
    { "category_reserved", "number", 0, 1, low = 4, bits = 4, reserved = true },
    { "message_tag", "number", 1, 1 },
    { "reserved2", "bytes", 2, 1, reserved = true },
    { "opcode", "hex", 3, 2, code = "opcode" },
    { "payload_length", "number", 5, 3, low = 0, bits = 21, unit = "bytes" },
    { "length_reserved", "number", 5, 3, low = 21, bits = 2, reserved = true },
    { "background_operation", "flag", 5, 3, low = 23, bits = 1 },
    { "return_code", "number", 8, 2, code = "return_code" },
    { "vendor_status", "number", 10, 2 },
  },
  { name = "cdat_header", size = 16,
    section = "CDAT 1.03 Table 1 Coherent Device Attribute Table",
    { "length", "number", 0, 4, unit = "bytes" },
    { "revision", "number", 4, 1 },
    { "checksum", "number", 5, 1 },
    { "reserved6", "bytes", 6, 6, reserved = true },
    { "sequence", "number", 12, 4 },
  },
  { name = "cdat_structure_header", size = 4,
    section = "CDAT 1.03 Table 2 CDAT Structure",
    { "type", "number", 0, 1, code = "type" },
    { "reserved1", "bytes", 1, 1, reserved = true },
    { "length", "number", 2, 2, unit = "bytes" },
  },
  { name = "cel_entry", size = 4,
    section = "CXL r3.1 8.2.9.5.2.1 Command Effects Log Entry",
    { "opcode", "hex", 0, 2, code = "opcode" },
    { "configuration_change_after_cold_reset", "flag", 2, 2, low = 0, bits = 1 },
    { "immediate_configuration_change", "flag", 2, 2, low = 1, bits = 1 },
    { "immediate_data_change", "flag", 2, 2, low = 2, bits = 1 },
    { "immediate_policy_change", "flag", 2, 2, low = 3, bits = 1 },
    { "immediate_log_change", "flag", 2, 2, low = 4, bits = 1 },
    { "security_state_change", "flag", 2, 2, low = 5, bits = 1 },
    { "background_operation", "flag", 2, 2, low = 6, bits = 1 },
    { "secondary_mailbox_supported", "flag", 2, 2, low = 7, bits = 1 },
    { "request_abort_background_operation_supported", "flag", 2, 2, low = 8, bits = 1 },
    { "extended_effects_valid", "flag", 2, 2, low = 9, bits = 1 },
    { "configuration_change_after_conventional_reset", "flag", 2, 2, low = 10, bits = 1 },
    { "configuration_change_after_cxl_reset", "flag", 2, 2, low = 11, bits = 1 },
    { "effects_reserved", "number", 2, 2, low = 12, bits = 4, reserved = true },
  },
  { name = "clear_event_records_request", size = 6,
    section = "CXL r3.1 8.2.9.2.3 Clear Event Records (0101h)",
    { "log", "number", 0, 1, code = "log" },
    { "clear_all", "flag", 1, 1, low = 0, bits = 1 },
    { "flags_reserved", "number", 1, 1, low = 1, bits = 7, reserved = true },
    { "handle_count", "number", 2, 1 },
    { "reserved3", "bytes", 3, 3, reserved = true },
    list = { name = "handles", stride = 2,
      count = "handle_count" },
  },
  { name = "clear_log_request", size = 16,
    section = "CXL r3.1 8.2.9.5.4 Clear Log (0403h)",
    { "log_identifier", "uuid", 0, 16, identifier = true },
  },
  { name = "clear_poison_request", size = 72,
    section = "CXL r3.1 8.2.9.9.4.3 Clear Poison (4302h)",
    { "address", "hex", 0, 8, unit = "bytes" },
    { "data", "bytes", 8, 64 },
  },
  { name = "command_effects_log", size = 0,
    section = "CXL r3.1 8.2.9.5.2.1 Command Effects Log",
    list = { name = "entries", stride = 4,
      entry = "cel_entry" },
  },
  { name = "dc_configuration_tail", size = 16,
    section = "CXL r3.1 8.2.9.9.9.1 Get Dynamic Capacity Configuration, tail",
    { "extents_supported", "number", 0, 4 },
    { "extents_available", "number", 4, 4 },
    { "tags_supported", "number", 8, 4 },
    { "tags_available", "number", 12, 4 },
  },
  { name = "dc_region_configuration", size = 40,
    section = "CXL r3.1 8.2.9.9.9.1 Region Configuration",
    { "base_dpa", "hex", 0, 8, unit = "bytes" },
    { "decode_length", "number", 8, 8, unit = "256 MiB" },
    { "length", "number", 16, 8, unit = "bytes" },
    { "block_size", "number", 24, 8, unit = "bytes" },
    { "dsmad_handle", "number", 32, 4 },
    { "sanitize_on_release", "flag", 36, 1, low = 0, bits = 1 },
    { "flags_reserved", "number", 36, 1, low = 1, bits = 7, reserved = true },
    { "reserved37", "bytes", 37, 3, reserved = true },
  },
  { name = "dc_tag_information", size = 84,
    section = "CXL r3.1 7.6.7.6.9 Dynamic Capacity Tag Information",
    { "tag", "uuid", 0, 16 },
    { "flags", "number", 16, 1 },
    { "reserved17", "bytes", 17, 3, reserved = true },
    { "reference_bitmap", "bytes", 20, 32 },
    { "pending_bitmap", "bytes", 52, 32 },
  },
  { name = "device_head", size = 9,
    section = "CXL r3.1 7.6.7.5.2 Get Head Info (5501h), Head Info",
    { "port_number", "number", 0, 1 },
    { "maximum_link_width", "number", 1, 1 },
    { "negotiated_link_width", "number", 2, 1 },
    { "supported_link_speeds", "number", 3, 1 },
    { "maximum_link_speed", "number", 4, 1 },
    { "current_link_speed", "number", 5, 1 },
    { "ltssm_state", "number", 6, 1 },
    { "first_negotiated_lane", "number", 7, 1 },
    { "link_state_flags", "number", 8, 1 },
  },
  { name = "disable_passphrase_request", size = 64,
    section = "CXL r3.1 8.2.9.9.6.3 Disable Passphrase (4502h)",
    { "passphrase_type", "number", 0, 1, code = "passphrase_type" },
    { "reserved1", "bytes", 1, 7, reserved = true },
    { "reserved8", "bytes", 8, 24, reserved = true },
    { "current_passphrase", "bytes", 32, 32, secret = true },
  },
  { name = "doe_discovery_request", size = 12,
    section = "PCIe r6.0 6.30.1.1 DOE Discovery, request",
    { "header", "structure", 0, 8, layout = "doe_header" },
    { "index", "number", 8, 1 },
    { "reserved9", "bytes", 9, 3, reserved = true },
  },
  { name = "doe_discovery_response", size = 12,
    section = "PCIe r6.0 6.30.1.1 DOE Discovery, response",
    { "header", "structure", 0, 8, layout = "doe_header" },
    { "vendor_id", "hex", 8, 2 },
    { "data_object_type", "number", 10, 1 },
    { "next_index", "number", 11, 1 },
  },
  { name = "doe_header", size = 8,
    section = "PCIe r6.0 6.30.1 DOE Data Object Header",
    { "vendor_id", "hex", 0, 2 },
    { "data_object_type", "number", 2, 1 },
    { "reserved3", "bytes", 3, 1, reserved = true },
    { "length", "number", 4, 4, low = 0, bits = 18, unit = "dwords" },
    { "length_reserved", "number", 4, 4, low = 18, bits = 14, reserved = true },
  },
  { name = "dram_event_record", size = 128,
    section = "CXL r3.1 8.2.9.2.1.2 DRAM Event Record",
    { "header", "structure", 0, 48, layout = "event_record_header" },
    { "physical_address", "number", 48, 8, unit = "bytes" },
    { "memory_event_descriptor", "number", 56, 1 },
    { "memory_event_type", "number", 57, 1, code = "memory_event_type" },
    { "transaction_type", "number", 58, 1, code = "transaction_type" },
    { "channel_valid", "flag", 59, 2, low = 0, bits = 1 },
    { "rank_valid", "flag", 59, 2, low = 1, bits = 1 },
    { "nibble_mask_valid", "flag", 59, 2, low = 2, bits = 1 },
    { "bank_group_valid", "flag", 59, 2, low = 3, bits = 1 },
    { "bank_valid", "flag", 59, 2, low = 4, bits = 1 },
    { "row_valid", "flag", 59, 2, low = 5, bits = 1 },
    { "column_valid", "flag", 59, 2, low = 6, bits = 1 },
    { "correction_mask_valid", "flag", 59, 2, low = 7, bits = 1 },
    { "component_identifier_valid", "flag", 59, 2, low = 8, bits = 1 },
    { "component_identifier_is_pldm", "flag", 59, 2, low = 9, bits = 1 },
    { "sub_channel_valid", "flag", 59, 2, low = 10, bits = 1 },
    { "validity_reserved", "number", 59, 2, low = 11, bits = 5, reserved = true },
    { "channel", "number", 61, 1 },
    { "rank", "number", 62, 1 },
    { "nibble_mask", "number", 63, 3 },
    { "bank_group", "number", 66, 1 },
    { "bank", "number", 67, 1 },
    { "row", "number", 68, 3 },
    { "column", "number", 71, 2 },
    { "correction_mask", "bytes", 73, 32 },
    { "component_identifier", "uuid", 105, 16 },
    { "sub_channel", "number", 121, 1 },
    { "corrected_errors_in_several_components", "flag", 122, 1, low = 0, bits = 1 },
    { "corrected_error_threshold_exceeded", "flag", 122, 1, low = 1, bits = 1 },
    { "corrected_error_flags_reserved", "number", 122, 1, low = 2, bits = 6, reserved = true },
    { "corrected_error_count", "number", 123, 3 },
    { "memory_event_sub_type", "number", 126, 1, code = "memory_event_sub_type" },
    { "reserved127", "bytes", 127, 1, reserved = true },
  },
  { name = "dslbis", size = 24,
    section = "CDAT 1.03 Table 5 Device Scoped Latency and Bandwidth Information Structure",
    { "header", "structure", 0, 4, layout = "cdat_structure_header" },
    { "handle", "number", 4, 1 },
    { "memory_hierarchy", "number", 5, 1, low = 0, bits = 4 },
    { "flags_reserved", "number", 5, 1, low = 4, bits = 4, reserved = true },
    { "data_type", "number", 6, 1, code = "data_type" },
    { "reserved7", "bytes", 7, 1, reserved = true },
    { "entry_base_unit", "number", 8, 8 },
    { "entry0", "number", 16, 2 },
    { "entry1", "number", 18, 2 },
    { "entry2", "number", 20, 2 },
    { "reserved22", "bytes", 22, 2, reserved = true },
  },
  { name = "dsmas", size = 24,
    section = "CDAT 1.03 Table 3 Device Scoped Memory Affinity Structure",
    { "header", "structure", 0, 4, layout = "cdat_structure_header" },
    { "dsmad_handle", "number", 4, 1 },
    { "flags_low_reserved", "number", 5, 1, low = 0, bits = 2, reserved = true },
    { "non_volatile", "flag", 5, 1, low = 2, bits = 1 },
    { "sharable", "flag", 5, 1, low = 3, bits = 1 },
    { "hardware_managed_coherency", "flag", 5, 1, low = 4, bits = 1 },
    { "interconnect_specific_management", "flag", 5, 1, low = 5, bits = 1 },
    { "read_only", "flag", 5, 1, low = 6, bits = 1 },
    { "flags_high_reserved", "flag", 5, 1, low = 7, bits = 1, reserved = true },
    { "reserved6", "bytes", 6, 2, reserved = true },
    { "base_dpa", "hex", 8, 8, unit = "bytes" },
    { "length", "number", 16, 8, unit = "bytes" },
  },
  { name = "dynamic_capacity_event_record", size = 128,
    section = "CXL r3.1 Table 8-50 Dynamic Capacity Event Record",
    { "header", "structure", 0, 48, layout = "event_record_header" },
    { "event_type", "number", 48, 1, code = "event_type" },
    { "extents_available_valid", "flag", 49, 1, low = 0, bits = 1 },
    { "tags_available_valid", "flag", 49, 1, low = 1, bits = 1 },
    { "validity_reserved", "number", 49, 1, low = 2, bits = 6, reserved = true },
    { "host_id", "number", 50, 2 },
    { "updated_region_index", "number", 52, 1 },
    { "more", "flag", 53, 1, low = 0, bits = 1 },
    { "flags_reserved", "number", 53, 1, low = 1, bits = 7, reserved = true },
    { "reserved54", "bytes", 54, 2, reserved = true },
    { "extent", "structure", 56, 40, layout = "extent" },
    { "reserved96", "bytes", 96, 24, reserved = true },
    { "extents_available", "number", 120, 4 },
    { "tags_available", "number", 124, 4 },
  },
  { name = "ecs_fru_readable", size = 4,
    section = "CXL r3.1 8.2.9.9.11.2 DDR5 Error Check Scrub (ECS) Control Feature",
    { "realtime_reporting", "flag", 0, 1, low = 0, bits = 1 },
    { "capabilities_reserved", "number", 0, 1, low = 1, bits = 7, reserved = true },
    { "threshold", "number", 1, 2, low = 0, bits = 3 },
    { "counts_codewords", "flag", 1, 2, low = 3, bits = 1 },
    { "configuration_reserved", "number", 1, 2, low = 4, bits = 12, reserved = true },
    { "reserved3", "bytes", 3, 1, reserved = true },
  },
  { name = "ecs_fru_writable", size = 2,
    section = "CXL r3.1 8.2.9.9.11.2 DDR5 Error Check Scrub (ECS) Control Feature",
    { "threshold", "number", 0, 2, low = 0, bits = 3 },
    { "counts_codewords", "flag", 0, 2, low = 3, bits = 1 },
    { "reset_counter", "flag", 0, 2, low = 4, bits = 1 },
    { "configuration_reserved", "number", 0, 2, low = 5, bits = 11, reserved = true },
  },
  { name = "ecs_readable", size = 1,
    section = "CXL r3.1 8.2.9.9.11.2 DDR5 Error Check Scrub (ECS) Control Feature",
    { "log_entry_type", "number", 0, 1, low = 0, bits = 2 },
    { "log_reserved", "number", 0, 1, low = 2, bits = 6, reserved = true },
    list = { name = "frus", stride = 4,
      entry = "ecs_fru_readable" },
  },
  { name = "ecs_writable", size = 1,
    section = "CXL r3.1 8.2.9.9.11.2 DDR5 Error Check Scrub (ECS) Control Feature",
    { "log_entry_type", "number", 0, 1, low = 0, bits = 2 },
    { "log_reserved", "number", 0, 1, low = 2, bits = 6, reserved = true },
    list = { name = "frus", stride = 2,
      entry = "ecs_fru_writable" },
  },
  { name = "empty", size = 0,
    section = "no payload",
  },
  { name = "event_interrupt_settings", size = 1,
    section = "CXL r3.1 8.2.9.2.4 Event Interrupt Settings",
    { "mode", "number", 0, 1, low = 0, bits = 2, code = "mode" },
    { "settings_reserved", "number", 0, 1, low = 2, bits = 2, reserved = true },
    { "message_number", "number", 0, 1, low = 4, bits = 4 },
  },
  { name = "event_notification_request", size = 2,
    section = "CXL r3.1 8.2.9.2.8 Event Notification (0106h)",
    { "informational", "flag", 0, 2, low = 0, bits = 1 },
    { "warning", "flag", 0, 2, low = 1, bits = 1 },
    { "failure", "flag", 0, 2, low = 2, bits = 1 },
    { "fatal", "flag", 0, 2, low = 3, bits = 1 },
    { "dynamic_capacity", "flag", 0, 2, low = 4, bits = 1 },
    { "events_reserved", "number", 0, 2, low = 5, bits = 10, reserved = true },
    { "background_operation_completed", "flag", 0, 2, low = 15, bits = 1 },
  },
  { name = "event_record", size = 128,
    section = "CXL r3.1 8.2.9.2.1 Common Event Record",
    { "header", "structure", 0, 48, layout = "event_record_header" },
    { "data", "bytes", 48, 80 },
  },
  { name = "event_record_header", size = 48,
    section = "CXL r3.1 8.2.9.2.1 Common Event Record",
    { "event_record_identifier", "uuid", 0, 16, identifier = true },
    { "record_length", "number", 16, 1, unit = "bytes" },
    { "severity", "number", 17, 3, low = 0, bits = 2, code = "severity" },
    { "permanent_condition", "flag", 17, 3, low = 2, bits = 1 },
    { "maintenance_needed", "flag", 17, 3, low = 3, bits = 1 },
    { "performance_degraded", "flag", 17, 3, low = 4, bits = 1 },
    { "hardware_replacement_needed", "flag", 17, 3, low = 5, bits = 1 },
    { "maintenance_operation_subclass_valid", "flag", 17, 3, low = 6, bits = 1 },
    { "ld_id_valid", "flag", 17, 3, low = 7, bits = 1 },
    { "head_id_valid", "flag", 17, 3, low = 8, bits = 1 },
    { "flags_reserved", "number", 17, 3, low = 9, bits = 15, reserved = true },
    { "handle", "number", 20, 2 },
    { "related_handle", "number", 22, 2 },
    { "timestamp", "number", 24, 8, unit = "ns" },
    { "maintenance_operation_class", "number", 32, 1 },
    { "maintenance_operation_subclass", "number", 33, 1 },
    { "ld_id", "number", 34, 2 },
    { "head_id", "number", 36, 1 },
    { "reserved37", "bytes", 37, 11, reserved = true },
  },
  { name = "extent", size = 40,
    section = "CXL r3.1 Table 8-51 Dynamic Capacity Extent",
    { "start_dpa", "hex", 0, 8, unit = "bytes" },
    { "length", "number", 8, 8, unit = "bytes" },
    { "tag", "uuid", 16, 16 },
    { "shared_extent_sequence", "number", 32, 2 },
    { "reserved34", "bytes", 34, 6, reserved = true },
  },
  { name = "general_media_event_record", size = 128,
    section = "CXL r3.1 8.2.9.2.1.1 General Media Event Record",
    { "header", "structure", 0, 48, layout = "event_record_header" },
    { "physical_address", "number", 48, 8, unit = "bytes" },
    { "memory_event_descriptor", "number", 56, 1 },
    { "memory_event_type", "number", 57, 1, code = "memory_event_type_2" },
    { "transaction_type", "number", 58, 1, code = "transaction_type" },
    { "channel_valid", "flag", 59, 2, low = 0, bits = 1 },
    { "rank_valid", "flag", 59, 2, low = 1, bits = 1 },
    { "device_valid", "flag", 59, 2, low = 2, bits = 1 },
    { "component_identifier_valid", "flag", 59, 2, low = 3, bits = 1 },
    { "component_identifier_is_pldm", "flag", 59, 2, low = 4, bits = 1 },
    { "validity_reserved", "number", 59, 2, low = 5, bits = 11, reserved = true },
    { "channel", "number", 61, 1 },
    { "rank", "number", 62, 1 },
    { "device", "number", 63, 3 },
    { "component_identifier", "uuid", 66, 16 },
    { "corrected_errors_in_several_components", "flag", 82, 1, low = 0, bits = 1 },
    { "corrected_error_threshold_exceeded", "flag", 82, 1, low = 1, bits = 1 },
    { "corrected_error_flags_reserved", "number", 82, 1, low = 2, bits = 6, reserved = true },
    { "corrected_error_count", "number", 83, 3 },
    { "memory_event_sub_type", "number", 86, 1, code = "memory_event_sub_type" },
    { "reserved87", "bytes", 87, 41, reserved = true },
  },
  { name = "get_alert_configuration_response", size = 16,
    section = "CXL r3.1 8.2.9.9.3.2 Get Alert Configuration (4201h)",
    { "life_used_warning_valid", "flag", 0, 1, low = 0, bits = 1 },
    { "over_temperature_warning_valid", "flag", 0, 1, low = 1, bits = 1 },
    { "under_temperature_warning_valid", "flag", 0, 1, low = 2, bits = 1 },
    { "corrected_volatile_warning_valid", "flag", 0, 1, low = 3, bits = 1 },
    { "corrected_persistent_warning_valid", "flag", 0, 1, low = 4, bits = 1 },
    { "valid_reserved", "number", 0, 1, low = 5, bits = 3, reserved = true },
    { "life_used_warning_programmable", "flag", 1, 1, low = 0, bits = 1 },
    { "over_temperature_warning_programmable", "flag", 1, 1, low = 1, bits = 1 },
    { "under_temperature_warning_programmable", "flag", 1, 1, low = 2, bits = 1 },
    { "corrected_volatile_warning_programmable", "flag", 1, 1, low = 3, bits = 1 },
    { "corrected_persistent_warning_programmable", "flag", 1, 1, low = 4, bits = 1 },
    { "programmable_reserved", "number", 1, 1, low = 5, bits = 3, reserved = true },
    { "life_used_critical_threshold", "number", 2, 1, unit = "%" },
    { "life_used_warning_threshold", "number", 3, 1, unit = "%" },
    { "over_temperature_critical_threshold", "signed", 4, 2, unit = "degrees Celsius" },
    { "under_temperature_critical_threshold", "signed", 6, 2, unit = "degrees Celsius" },
    { "over_temperature_warning_threshold", "signed", 8, 2, unit = "degrees Celsius" },
    { "under_temperature_warning_threshold", "signed", 10, 2, unit = "degrees Celsius" },
    { "corrected_volatile_warning_threshold", "number", 12, 2 },
    { "corrected_persistent_warning_threshold", "number", 14, 2 },
  },
  { name = "get_dc_configuration_request", size = 2,
    section = "CXL r3.1 8.2.9.9.9.1 Get Dynamic Capacity Configuration (4800h)",
    { "region_count", "number", 0, 1 },
    { "start_index", "number", 1, 1 },
  },
  { name = "get_dc_configuration_response", size = 8,
    section = "CXL r3.1 8.2.9.9.9.1 Get Dynamic Capacity Configuration (4800h)",
    { "regions_available", "number", 0, 1 },
    { "regions_returned", "number", 1, 1 },
    { "reserved2", "bytes", 2, 6, reserved = true },
    list = { name = "regions", stride = 40,
      entry = "dc_region_configuration",
      count = "regions_returned",
      tail = "dc_configuration_tail" },
  },
  { name = "get_dc_extent_list_request", size = 8,
    section = "CXL r3.1 8.2.9.9.9.2 Get Dynamic Capacity Extent List (4801h)",
    { "count", "number", 0, 4 },
    { "start", "number", 4, 4 },
  },
  { name = "get_dc_extent_list_response", size = 16,
    section = "CXL r3.1 8.2.9.9.9.2 Get Dynamic Capacity Extent List (4801h)",
    { "returned", "number", 0, 4 },
    { "total", "number", 4, 4 },
    { "generation", "number", 8, 4 },
    { "reserved12", "bytes", 12, 4, reserved = true },
    list = { name = "extents", stride = 40,
      entry = "extent",
      count = "returned" },
  },
  { name = "get_dc_region_extent_lists_request", size = 12,
    section = "CXL r3.1 7.6.7.6.4 Get DC Region Extent Lists (5603h)",
    { "host_id", "number", 0, 2 },
    { "reserved2", "bytes", 2, 2, reserved = true },
    { "count", "number", 4, 4 },
    { "start", "number", 8, 4 },
  },
  { name = "get_dc_region_extent_lists_response", size = 24,
    section = "CXL r3.1 7.6.7.6.4 Get DC Region Extent Lists (5603h)",
    { "host_id", "number", 0, 2 },
    { "reserved2", "bytes", 2, 2, reserved = true },
    { "start", "number", 4, 4 },
    { "returned", "number", 8, 4 },
    { "total", "number", 12, 4 },
    { "generation", "number", 16, 4 },
    { "reserved20", "bytes", 20, 4, reserved = true },
    list = { name = "extents", stride = 40,
      entry = "extent",
      count = "returned" },
  },
  { name = "get_dcd_info_response", size = 84,
    section = "CXL r3.1 7.6.7.6.1 Get DCD Info (5600h)",
    { "host_count", "number", 0, 1 },
    { "region_count", "number", 1, 1 },
    { "reserved2", "bytes", 2, 2, reserved = true },
    { "add_free", "flag", 4, 2, low = 0, bits = 1 },
    { "add_contiguous", "flag", 4, 2, low = 1, bits = 1 },
    { "add_prescriptive", "flag", 4, 2, low = 2, bits = 1 },
    { "add_enable_shared_access", "flag", 4, 2, low = 3, bits = 1 },
    { "add_policies_reserved", "number", 4, 2, low = 4, bits = 12, reserved = true },
    { "reserved6", "bytes", 6, 2, reserved = true },
    { "removal_tag_based", "flag", 8, 2, low = 0, bits = 1 },
    { "removal_prescriptive", "flag", 8, 2, low = 1, bits = 1 },
    { "removal_policies_reserved", "number", 8, 2, low = 2, bits = 14, reserved = true },
    { "sanitize_on_release_configurable_mask", "number", 10, 1 },
    { "reserved11", "bytes", 11, 1, reserved = true },
    { "total_capacity", "number", 12, 8, unit = "256 MiB" },
    { "region0_block_sizes", "number", 20, 8 },
    { "region1_block_sizes", "number", 28, 8 },
    { "region2_block_sizes", "number", 36, 8 },
    { "region3_block_sizes", "number", 44, 8 },
    { "region4_block_sizes", "number", 52, 8 },
    { "region5_block_sizes", "number", 60, 8 },
    { "region6_block_sizes", "number", 68, 8 },
    { "region7_block_sizes", "number", 76, 8 },
  },
  { name = "get_event_interrupt_policy_response", size = 5,
    section = "CXL r3.1 8.2.9.2.4 Get Event Interrupt Policy (0102h)",
    { "informational", "structure", 0, 1, layout = "event_interrupt_settings" },
    { "warning", "structure", 1, 1, layout = "event_interrupt_settings" },
    { "failure", "structure", 2, 1, layout = "event_interrupt_settings" },
    { "fatal", "structure", 3, 1, layout = "event_interrupt_settings" },
    { "dynamic_capacity", "structure", 4, 1, layout = "event_interrupt_settings" },
  },
  { name = "get_event_records_request", size = 1,
    section = "CXL r3.1 8.2.9.2.2 Get Event Records (0100h)",
    { "log", "number", 0, 1, code = "log" },
  },
  { name = "get_event_records_response", size = 32,
    section = "CXL r3.1 8.2.9.2.2 Get Event Records (0100h)",
    { "overflow", "flag", 0, 1, low = 0, bits = 1 },
    { "more_event_records", "flag", 0, 1, low = 1, bits = 1 },
    { "flags_reserved", "number", 0, 1, low = 2, bits = 6, reserved = true },
    { "reserved1", "bytes", 1, 1, reserved = true },
    { "overflow_error_count", "number", 2, 2 },
    { "first_overflow_timestamp", "number", 4, 8, unit = "ns" },
    { "last_overflow_timestamp", "number", 12, 8, unit = "ns" },
    { "record_count", "number", 20, 2 },
    { "reserved22", "bytes", 22, 10, reserved = true },
    list = { name = "records", stride = 128,
      entry = "event_record",
      count = "record_count" },
  },
  { name = "get_feature_request", size = 21,
    section = "CXL r3.1 8.2.9.6.2 Get Feature (0501h)",
    { "feature_identifier", "uuid", 0, 16, identifier = true },
    { "offset", "number", 16, 2, unit = "bytes" },
    { "count", "number", 18, 2, unit = "bytes" },
    { "selection", "number", 20, 1, code = "selection" },
  },
  { name = "get_feature_response", size = 0,
    section = "CXL r3.1 8.2.9.6.2 Get Feature (0501h)",
    list = { name = "data", stride = 1 },
  },
  { name = "get_fw_info_response", size = 80,
    section = "CXL r3.1 8.2.9.3.1 Get FW Info (0200h)",
    { "slots_supported", "number", 0, 1 },
    { "active_slot", "number", 1, 1, low = 0, bits = 3 },
    { "staged_slot", "number", 1, 1, low = 3, bits = 3 },
    { "slot_reserved", "number", 1, 1, low = 6, bits = 2, reserved = true },
    { "online_activation_supported", "flag", 2, 1, low = 0, bits = 1 },
    { "capabilities_reserved", "number", 2, 1, low = 1, bits = 7, reserved = true },
    { "reserved3", "bytes", 3, 13, reserved = true },
    { "slot1_revision", "text", 16, 16 },
    { "slot2_revision", "text", 32, 16 },
    { "slot3_revision", "text", 48, 16 },
    { "slot4_revision", "text", 64, 16 },
  },
  { name = "get_head_info_request", size = 2,
    section = "CXL r3.1 7.6.7.5.2 Get Head Info (5501h)",
    { "start_head", "number", 0, 1 },
    { "head_count", "number", 1, 1 },
  },
  { name = "get_head_info_response", size = 4,
    section = "CXL r3.1 7.6.7.5.2 Get Head Info (5501h)",
    { "head_count", "number", 0, 1 },
    { "reserved1", "bytes", 1, 3, reserved = true },
    list = { name = "heads", stride = 9,
      entry = "device_head",
      count = "head_count" },
  },
  { name = "get_health_info_response", size = 18,
    section = "CXL r3.1 8.2.9.9.3.1 Get Health Info (4200h)",
    { "health_status", "number", 0, 1 },
    { "media_status", "number", 1, 1 },
    { "additional_status", "number", 2, 1 },
    { "life_used", "number", 3, 1, unit = "%" },
    { "device_temperature", "signed", 4, 2, unit = "degrees Celsius" },
    { "dirty_shutdown_count", "number", 6, 4 },
    { "corrected_volatile_error_count", "number", 10, 4 },
    { "corrected_persistent_error_count", "number", 14, 4 },
  },
  { name = "get_host_dc_region_configuration_request", size = 4,
    section = "CXL r3.1 7.6.7.6.2 Get Host DC Region Configuration (5601h)",
    { "host_id", "number", 0, 2 },
    { "region_count", "number", 2, 1 },
    { "start_index", "number", 3, 1 },
  },
  { name = "get_host_dc_region_configuration_response", size = 4,
    section = "CXL r3.1 7.6.7.6.2 Get Host DC Region Configuration (5601h)",
    { "host_id", "number", 0, 2 },
    { "regions_available", "number", 2, 1 },
    { "regions_returned", "number", 3, 1 },
    list = { name = "regions", stride = 40,
      entry = "host_dc_region_configuration",
      count = "regions_returned",
      tail = "dc_configuration_tail" },
  },
  { name = "get_ld_allocations_request", size = 2,
    section = "CXL r3.1 7.6.7.4.2 Get LD Allocations (5401h)",
    { "start_ld_id", "number", 0, 1 },
    { "allocation_list_limit", "number", 1, 1 },
  },
  { name = "get_ld_allocations_response", size = 4,
    section = "CXL r3.1 7.6.7.4.2 Get LD Allocations (5401h)",
    { "ld_count", "number", 0, 1 },
    { "memory_granularity", "number", 1, 1 },
    { "start_ld_id", "number", 2, 1 },
    { "allocation_count", "number", 3, 1 },
    list = { name = "allocations", stride = 16,
      entry = "ld_allocation",
      count = "allocation_count" },
  },
  { name = "get_ld_info_response", size = 11,
    section = "CXL r3.1 7.6.7.4.1 Get LD Info (5400h)",
    { "memory_size", "number", 0, 8, unit = "bytes" },
    { "ld_count", "number", 8, 2 },
    { "egress_port_congestion_supported", "flag", 10, 1, low = 0, bits = 1 },
    { "temporary_throughput_reduction_supported", "flag", 10, 1, low = 1, bits = 1 },
    { "capability_reserved", "number", 10, 1, low = 2, bits = 6, reserved = true },
  },
  { name = "get_log_capabilities_request", size = 16,
    section = "CXL r3.1 8.2.9.5.3 Get Log Capabilities (0402h)",
    { "log_identifier", "uuid", 0, 16, identifier = true },
  },
  { name = "get_log_capabilities_response", size = 4,
    section = "CXL r3.1 8.2.9.5.3 Get Log Capabilities (0402h)",
    { "clear_supported", "flag", 0, 4, low = 0, bits = 1 },
    { "populate_supported", "flag", 0, 4, low = 1, bits = 1 },
    { "auto_populate_supported", "flag", 0, 4, low = 2, bits = 1 },
    { "persistent_across_cold_reset", "flag", 0, 4, low = 3, bits = 1 },
    { "flags_reserved", "number", 0, 4, low = 4, bits = 28, reserved = true },
  },
  { name = "get_log_request", size = 24,
    section = "CXL r3.1 8.2.9.5.2 Get Log (0401h)",
    { "log_identifier", "uuid", 0, 16, identifier = true },
    { "offset", "number", 16, 4, unit = "bytes" },
    { "length", "number", 20, 4, unit = "bytes" },
  },
  { name = "get_log_response", size = 0,
    section = "CXL r3.1 8.2.9.5.2 Get Log (0401h)",
    list = { name = "data", stride = 1 },
  },
  { name = "get_lsa_request", size = 8,
    section = "CXL r3.1 8.2.9.9.2.3 Get LSA (4102h)",
    { "offset", "number", 0, 4, unit = "bytes" },
    { "length", "number", 4, 4, unit = "bytes" },
  },
  { name = "get_lsa_response", size = 0,
    section = "CXL r3.1 8.2.9.9.2.3 Get LSA (4102h)",
    list = { name = "data", stride = 1 },
  },
  { name = "get_mctp_event_interrupt_policy_response", size = 2,
    section = "CXL r3.1 8.2.9.2.6 Get MCTP Event Interrupt Policy (0104h)",
    { "informational", "flag", 0, 2, low = 0, bits = 1 },
    { "warning", "flag", 0, 2, low = 1, bits = 1 },
    { "failure", "flag", 0, 2, low = 2, bits = 1 },
    { "fatal", "flag", 0, 2, low = 3, bits = 1 },
    { "dynamic_capacity", "flag", 0, 2, low = 4, bits = 1 },
    { "events_reserved", "number", 0, 2, low = 5, bits = 10, reserved = true },
    { "background_operation_completed", "flag", 0, 2, low = 15, bits = 1 },
  },
  { name = "get_multi_headed_info_request", size = 2,
    section = "CXL r3.1 7.6.7.5.1 Get Multi-Headed Info (5500h)",
    { "start_ld_id", "number", 0, 1 },
    { "ld_map_list_limit", "number", 1, 1 },
  },
  { name = "get_multi_headed_info_response", size = 8,
    section = "CXL r3.1 7.6.7.5.1 Get Multi-Headed Info (5500h)",
    { "ld_count", "number", 0, 1 },
    { "head_count", "number", 1, 1 },
    { "reserved2", "bytes", 2, 2, reserved = true },
    { "start_ld_id", "number", 4, 1 },
    { "ld_map_length", "number", 5, 1 },
    { "reserved6", "bytes", 6, 2, reserved = true },
    list = { name = "ld_map", stride = 1,
      count = "ld_map_length" },
  },
  { name = "get_partition_info_response", size = 32,
    section = "CXL r3.1 8.2.9.9.2.1 Get Partition Info (4100h)",
    { "active_volatile_capacity", "number", 0, 8, unit = "256 MiB" },
    { "active_persistent_capacity", "number", 8, 8, unit = "256 MiB" },
    { "next_volatile_capacity", "number", 16, 8, unit = "256 MiB" },
    { "next_persistent_capacity", "number", 24, 8, unit = "256 MiB" },
  },
  { name = "get_poison_list_request", size = 16,
    section = "CXL r3.1 8.2.9.9.4.1 Get Poison List (4300h)",
    { "address", "hex", 0, 8, unit = "bytes" },
    { "length", "number", 8, 8, unit = "64 bytes" },
  },
  { name = "get_poison_list_response", size = 32,
    section = "CXL r3.1 8.2.9.9.4.1 Get Poison List (4300h)",
    { "more", "flag", 0, 1, low = 0, bits = 1 },
    { "overflow", "flag", 0, 1, low = 1, bits = 1 },
    { "scan_in_progress", "flag", 0, 1, low = 2, bits = 1 },
    { "flags_reserved", "number", 0, 1, low = 3, bits = 5, reserved = true },
    { "reserved1", "bytes", 1, 1, reserved = true },
    { "overflow_timestamp", "number", 2, 8, unit = "ns" },
    { "record_count", "number", 10, 2 },
    { "reserved12", "bytes", 12, 20, reserved = true },
    list = { name = "records", stride = 16,
      entry = "media_error_record",
      count = "record_count" },
  },
  { name = "get_qos_allocated_bw_request", size = 2,
    section = "CXL r3.1 7.6.7.4.7 Get QoS Allocated BW (5406h)",
    { "ld_count", "number", 0, 1 },
    { "start_ld_id", "number", 1, 1 },
  },
  { name = "get_qos_allocated_bw_response", size = 2,
    section = "CXL r3.1 7.6.7.4.7 Get QoS Allocated BW (5406h)",
    { "ld_count", "number", 0, 1 },
    { "start_ld_id", "number", 1, 1 },
    list = { name = "fractions", stride = 1,
      count = "ld_count" },
  },
  { name = "get_qos_bw_limit_request", size = 2,
    section = "CXL r3.1 7.6.7.4.9 Get QoS BW Limit (5408h)",
    { "ld_count", "number", 0, 1 },
    { "start_ld_id", "number", 1, 1 },
  },
  { name = "get_qos_bw_limit_response", size = 2,
    section = "CXL r3.1 7.6.7.4.9 Get QoS BW Limit (5408h)",
    { "ld_count", "number", 0, 1 },
    { "start_ld_id", "number", 1, 1 },
    list = { name = "fractions", stride = 1,
      count = "ld_count" },
  },
  { name = "get_qos_control_response", size = 7,
    section = "CXL r3.1 7.6.7.4.4 Get QoS Control (5403h)",
    { "egress_port_congestion_enabled", "flag", 0, 1, low = 0, bits = 1 },
    { "temporary_throughput_reduction_enabled", "flag", 0, 1, low = 1, bits = 1 },
    { "telemetry_control_reserved", "number", 0, 1, low = 2, bits = 6, reserved = true },
    { "egress_moderate_percentage", "number", 1, 1, unit = "%" },
    { "egress_severe_percentage", "number", 2, 1, unit = "%" },
    { "backpressure_sample_interval", "number", 3, 1, unit = "ns" },
    { "request_completion_basis", "number", 4, 2 },
    { "completion_collection_interval", "number", 6, 1, unit = "ns" },
  },
  { name = "get_qos_status_response", size = 1,
    section = "CXL r3.1 7.6.7.4.6 Get QoS Status (5405h)",
    { "backpressure_average_percentage", "number", 0, 1, unit = "%" },
  },
  { name = "get_response_message_limit_response", size = 1,
    section = "CXL r3.1 8.2.9.1.3 Get Response Message Limit (0003h)",
    { "limit", "number", 0, 1, unit = "2^n bytes" },
  },
  { name = "get_scan_media_capabilities_request", size = 16,
    section = "CXL r3.1 8.2.9.9.4.4 Get Scan Media Capabilities (4303h)",
    { "address", "hex", 0, 8, unit = "bytes" },
    { "length", "number", 8, 8, unit = "64 bytes" },
  },
  { name = "get_scan_media_capabilities_response", size = 4,
    section = "CXL r3.1 8.2.9.9.4.4 Get Scan Media Capabilities (4303h)",
    { "estimated_time", "number", 0, 4, unit = "ms" },
  },
  { name = "get_scan_media_results_response", size = 32,
    section = "CXL r3.1 8.2.9.9.4.6 Get Scan Media Results (4305h)",
    { "restart_address", "hex", 0, 8, unit = "bytes" },
    { "restart_length", "number", 8, 8, unit = "64 bytes" },
    { "more", "flag", 16, 1, low = 0, bits = 1 },
    { "stopped_prematurely", "flag", 16, 1, low = 1, bits = 1 },
    { "flags_reserved", "number", 16, 1, low = 2, bits = 6, reserved = true },
    { "reserved17", "bytes", 17, 1, reserved = true },
    { "record_count", "number", 18, 2 },
    { "reserved20", "bytes", 20, 12, reserved = true },
    list = { name = "records", stride = 16,
      entry = "media_error_record",
      count = "record_count" },
  },
  { name = "get_security_state_response", size = 4,
    section = "CXL r3.1 8.2.9.9.6.1 Get Security State (4500h)",
    { "user_passphrase_set", "flag", 0, 4, low = 0, bits = 1 },
    { "master_passphrase_set", "flag", 0, 4, low = 1, bits = 1 },
    { "locked", "flag", 0, 4, low = 2, bits = 1 },
    { "frozen", "flag", 0, 4, low = 3, bits = 1 },
    { "user_attempts_at_limit", "flag", 0, 4, low = 4, bits = 1 },
    { "master_attempts_at_limit", "flag", 0, 4, low = 5, bits = 1 },
    { "state_reserved", "number", 0, 4, low = 6, bits = 26, reserved = true },
  },
  { name = "get_shutdown_state_response", size = 1,
    section = "CXL r3.1 8.2.9.9.3.4 Get Shutdown State (4203h)",
    { "dirty", "flag", 0, 1, low = 0, bits = 1 },
    { "state_reserved", "number", 0, 1, low = 1, bits = 7, reserved = true },
  },
  { name = "get_sld_qos_control_response", size = 4,
    section = "CXL r3.1 8.2.9.9.8.1 Get SLD QoS Control (4700h)",
    { "egress_port_congestion_enabled", "flag", 0, 1, low = 0, bits = 1 },
    { "temporary_throughput_reduction_enabled", "flag", 0, 1, low = 1, bits = 1 },
    { "telemetry_control_reserved", "number", 0, 1, low = 2, bits = 6, reserved = true },
    { "egress_moderate_percentage", "number", 1, 1, unit = "%" },
    { "egress_severe_percentage", "number", 2, 1, unit = "%" },
    { "backpressure_sample_interval", "number", 3, 1, unit = "ns" },
  },
  { name = "get_sld_qos_status_response", size = 1,
    section = "CXL r3.1 8.2.9.9.8.3 Get SLD QoS Status (4702h)",
    { "backpressure_average_percentage", "number", 0, 1, unit = "%" },
  },
  { name = "get_supported_features_request", size = 8,
    section = "CXL r3.1 8.2.9.6.1 Get Supported Features (0500h)",
    { "count", "number", 0, 4, unit = "bytes" },
    { "start_index", "number", 4, 2 },
    { "reserved6", "bytes", 6, 2, reserved = true },
  },
  { name = "get_supported_features_response", size = 8,
    section = "CXL r3.1 8.2.9.6.1 Get Supported Features (0500h)",
    { "feature_count", "number", 0, 2 },
    { "total_feature_count", "number", 2, 2 },
    { "reserved4", "bytes", 4, 4, reserved = true },
    list = { name = "features", stride = 48,
      entry = "supported_feature",
      count = "feature_count" },
  },
  { name = "get_supported_logs_response", size = 8,
    section = "CXL r3.1 8.2.9.5.1 Get Supported Logs (0400h)",
    { "log_count", "number", 0, 2 },
    { "reserved2", "bytes", 2, 6, reserved = true },
    list = { name = "logs", stride = 20,
      entry = "supported_log",
      count = "log_count" },
  },
  { name = "get_supported_logs_sub_list_request", size = 2,
    section = "CXL r3.1 8.2.9.5.6 Get Supported Logs Sub-List (0405h)",
    { "max_count", "number", 0, 1 },
    { "start_index", "number", 1, 1 },
  },
  { name = "get_supported_logs_sub_list_response", size = 8,
    section = "CXL r3.1 8.2.9.5.6 Get Supported Logs Sub-List (0405h)",
    { "log_count", "number", 0, 1 },
    { "reserved1", "bytes", 1, 1, reserved = true },
    { "total_log_count", "number", 2, 2 },
    { "start_index", "number", 4, 1 },
    { "reserved5", "bytes", 5, 3, reserved = true },
    list = { name = "logs", stride = 20,
      entry = "supported_log",
      count = "log_count" },
  },
  { name = "get_timestamp_response", size = 8,
    section = "CXL r3.1 8.2.9.4.1 Get Timestamp (0300h)",
    { "timestamp", "number", 0, 8, unit = "ns" },
  },
  { name = "host_dc_region_configuration", size = 40,
    section = "CXL r3.1 7.6.7.6.2 Host Region Configuration",
    { "base_dpa", "hex", 0, 8, unit = "bytes" },
    { "decode_length", "number", 8, 8, unit = "256 MiB" },
    { "length", "number", 16, 8, unit = "bytes" },
    { "block_size", "number", 24, 8, unit = "bytes" },
    { "dsmas_low_reserved", "number", 32, 1, low = 0, bits = 2, reserved = true },
    { "non_volatile", "flag", 32, 1, low = 2, bits = 1 },
    { "sharable", "flag", 32, 1, low = 3, bits = 1 },
    { "hardware_managed_coherency", "flag", 32, 1, low = 4, bits = 1 },
    { "interconnect_specific_management", "flag", 32, 1, low = 5, bits = 1 },
    { "read_only", "flag", 32, 1, low = 6, bits = 1 },
    { "dsmas_high_reserved", "flag", 32, 1, low = 7, bits = 1, reserved = true },
    { "reserved33", "bytes", 33, 3, reserved = true },
    { "sanitize_on_release", "flag", 36, 1, low = 0, bits = 1 },
    { "flags_reserved", "number", 36, 1, low = 1, bits = 7, reserved = true },
    { "reserved37", "bytes", 37, 3, reserved = true },
  },
  { name = "identify_memory_device_response", size = 69,
    section = "CXL r3.1 8.2.9.9.1.1 Identify Memory Device (4000h)",
    { "firmware_revision", "text", 0, 16 },
    { "total_capacity", "number", 16, 8, unit = "256 MiB" },
    { "volatile_capacity", "number", 24, 8, unit = "256 MiB" },
    { "persistent_capacity", "number", 32, 8, unit = "256 MiB" },
    { "partition_alignment", "number", 40, 8, unit = "256 MiB" },
    { "informational_event_log_size", "number", 48, 2 },
    { "warning_event_log_size", "number", 50, 2 },
    { "failure_event_log_size", "number", 52, 2 },
    { "fatal_event_log_size", "number", 54, 2 },
    { "lsa_size", "number", 56, 4, unit = "bytes" },
    { "poison_list_maximum", "number", 60, 3 },
    { "inject_poison_limit", "number", 63, 2 },
    { "poison_handling_capabilities", "number", 65, 1 },
    { "qos_telemetry_capabilities", "number", 66, 1 },
    { "dynamic_capacity_event_log_size", "number", 67, 2 },
  },
  { name = "identify_response", size = 18,
    section = "CXL r3.1 8.2.9.1.1 Identify (0001h)",
    { "pcie_vendor_id", "number", 0, 2 },
    { "pcie_device_id", "number", 2, 2 },
    { "pcie_subsystem_vendor_id", "number", 4, 2 },
    { "pcie_subsystem_id", "number", 6, 2 },
    { "serial_number", "number", 8, 8 },
    { "maximum_message_size", "number", 16, 1, unit = "2^n bytes" },
    { "component_type", "number", 17, 1 },
  },
  { name = "initiate_dc_add_request", size = 32,
    section = "CXL r3.1 7.6.7.6.5 Initiate Dynamic Capacity Add (5604h)",
    { "host_id", "number", 0, 2 },
    { "selection_policy", "number", 2, 1, code = "selection_policy" },
    { "region", "number", 3, 1 },
    { "length", "number", 4, 8, unit = "bytes" },
    { "tag", "uuid", 12, 16 },
    { "count", "number", 28, 4 },
    list = { name = "extents", stride = 40,
      entry = "extent",
      count = "count" },
  },
  { name = "initiate_dc_release_request", size = 32,
    section = "CXL r3.1 7.6.7.6.6 Initiate Dynamic Capacity Release (5605h)",
    { "host_id", "number", 0, 2 },
    { "removal_policy", "number", 2, 1, low = 0, bits = 4, code = "removal_policy" },
    { "forced_removal", "flag", 2, 1, low = 4, bits = 1 },
    { "sanitize_on_release", "flag", 2, 1, low = 5, bits = 1 },
    { "flags_reserved", "number", 2, 1, low = 6, bits = 2, reserved = true },
    { "reserved3", "bytes", 3, 1, reserved = true },
    { "length", "number", 4, 8, unit = "bytes" },
    { "tag", "uuid", 12, 16 },
    { "count", "number", 28, 4 },
    list = { name = "extents", stride = 40,
      entry = "extent",
      count = "count" },
  },
  { name = "inject_poison_request", size = 8,
    section = "CXL r3.1 8.2.9.9.4.2 Inject Poison (4301h)",
    { "address", "hex", 0, 8, unit = "bytes" },
  },
  { name = "ld_allocation", size = 16,
    section = "CXL r3.1 7.6.7.4.2 Get LD Allocations (5401h), LD Allocation",
    { "range1_multiplier", "number", 0, 8 },
    { "range2_multiplier", "number", 8, 8 },
  },
  { name = "list_dc_tags_request", size = 8,
    section = "CXL r3.1 7.6.7.6.9 Dynamic Capacity List Tags (5608h)",
    { "start", "number", 0, 4 },
    { "max_tags", "number", 4, 4 },
  },
  { name = "list_dc_tags_response", size = 16,
    section = "CXL r3.1 7.6.7.6.9 Dynamic Capacity List Tags (5608h)",
    { "generation", "number", 0, 4 },
    { "total", "number", 4, 4 },
    { "returned", "number", 8, 4 },
    { "validity_bitmap", "number", 12, 1 },
    { "reserved13", "bytes", 13, 3, reserved = true },
    list = { name = "tags", stride = 84,
      entry = "dc_tag_information",
      count = "returned" },
  },
  { name = "mctp_control_header", size = 3,
    section = "DSP0236 MCTP control message format",
    { "message_type", "number", 0, 1, low = 0, bits = 7, code = "message_type" },
    { "integrity_check", "flag", 0, 1, low = 7, bits = 1 },
    { "instance_id", "number", 1, 1, low = 0, bits = 5 },
    { "instance_reserved", "flag", 1, 1, low = 5, bits = 1, reserved = true },
    { "datagram", "flag", 1, 1, low = 6, bits = 1 },
    { "request", "flag", 1, 1, low = 7, bits = 1 },
    { "command_code", "number", 2, 1, code = "command_code" },
  },
  { name = "mctp_control_response", size = 4,
    section = "DSP0236 MCTP control message format, response",
    { "header", "structure", 0, 3, layout = "mctp_control_header" },
    { "completion_code", "number", 3, 1, code = "completion_code" },
  },
  { name = "mctp_get_endpoint_id_response", size = 7,
    section = "DSP0236 12.4 Get Endpoint ID (02h)",
    { "header", "structure", 0, 3, layout = "mctp_control_header" },
    { "completion_code", "number", 3, 1, code = "completion_code" },
    { "endpoint_id", "number", 4, 1 },
    { "endpoint_id_type", "number", 5, 1, low = 0, bits = 2 },
    { "id_type_reserved", "number", 5, 1, low = 2, bits = 2, reserved = true },
    { "endpoint_type", "number", 5, 1, low = 4, bits = 2 },
    { "type_reserved", "number", 5, 1, low = 6, bits = 2, reserved = true },
    { "medium_specific", "hex", 6, 1 },
  },
  { name = "mctp_get_endpoint_uuid_response", size = 20,
    section = "DSP0236 12.5 Get Endpoint UUID (03h)",
    { "header", "structure", 0, 3, layout = "mctp_control_header" },
    { "completion_code", "number", 3, 1, code = "completion_code" },
    { "uuid", "uuid", 4, 16 },
  },
  { name = "mctp_get_message_type_support_response", size = 5,
    section = "DSP0236 12.7 Get Message Type Support (05h)",
    { "header", "structure", 0, 3, layout = "mctp_control_header" },
    { "completion_code", "number", 3, 1, code = "completion_code" },
    { "type_count", "number", 4, 1 },
    list = { name = "types", stride = 1,
      count = "type_count" },
  },
  { name = "mctp_get_vendor_message_support_request", size = 4,
    section = "DSP0236 12.8 Get Vendor Defined Message Support (06h)",
    { "header", "structure", 0, 3, layout = "mctp_control_header" },
    { "vendor_id_set_selector", "number", 3, 1 },
  },
  { name = "mctp_get_vendor_message_support_response", size = 6,
    section = "DSP0236 12.8 Get Vendor Defined Message Support (06h)",
    { "header", "structure", 0, 3, layout = "mctp_control_header" },
    { "completion_code", "number", 3, 1, code = "completion_code" },
    { "vendor_id_set_selector", "hex", 4, 1 },
    { "vendor_id_format", "number", 5, 1 },
    list = { name = "vendor_id", stride = 1 },
  },
  { name = "mctp_get_version_support_request", size = 4,
    section = "DSP0236 12.6 Get MCTP Version Support (04h)",
    { "header", "structure", 0, 3, layout = "mctp_control_header" },
    { "message_type_number", "hex", 3, 1 },
  },
  { name = "mctp_get_version_support_response", size = 5,
    section = "DSP0236 12.6 Get MCTP Version Support (04h)",
    { "header", "structure", 0, 3, layout = "mctp_control_header" },
    { "completion_code", "number", 3, 1, code = "completion_code" },
    { "version_count", "number", 4, 1 },
    list = { name = "versions", stride = 4,
      entry = "mctp_version",
      count = "version_count" },
  },
  { name = "mctp_header", size = 4,
    section = "DSP0236 MCTP transport header",
    { "header_version", "number", 0, 1, low = 0, bits = 4 },
    { "version_reserved", "number", 0, 1, low = 4, bits = 4, reserved = true },
    { "destination_eid", "number", 1, 1 },
    { "source_eid", "number", 2, 1 },
    { "message_tag", "number", 3, 1, low = 0, bits = 3 },
    { "tag_owner", "flag", 3, 1, low = 3, bits = 1 },
    { "packet_sequence", "number", 3, 1, low = 4, bits = 2 },
    { "end_of_message", "flag", 3, 1, low = 6, bits = 1 },
    { "start_of_message", "flag", 3, 1, low = 7, bits = 1 },
  },
  { name = "mctp_message", size = 1,
    section = "DSP0236 MCTP packet fields: message type",
    { "message_type", "number", 0, 1, low = 0, bits = 7, code = "message_type" },
    { "integrity_check", "flag", 0, 1, low = 7, bits = 1 },
    list = { name = "body", stride = 1 },
  },
  { name = "mctp_packet", size = 4,
    section = "DSP0236 MCTP packet fields",
    { "header", "structure", 0, 4, layout = "mctp_header" },
    list = { name = "payload", stride = 1 },
  },
  { name = "mctp_serial", size = 3,
    section = "DSP0253 Packet framing",
    { "framing_flag", "hex", 0, 1 },
    { "serial_revision", "number", 1, 1 },
    { "byte_count", "number", 2, 1, unit = "bytes" },
    list = { name = "packet", stride = 1,
      count = "byte_count",
      tail = "mctp_serial_trailer" },
  },
  { name = "mctp_serial_trailer", size = 3,
    section = "DSP0253 Packet framing",
    { "fcs_high", "hex", 0, 1 },
    { "fcs_low", "hex", 1, 1 },
    { "framing_flag", "hex", 2, 1 },
  },
  { name = "mctp_set_endpoint_id_request", size = 5,
    section = "DSP0236 12.3 Set Endpoint ID (01h)",
    { "header", "structure", 0, 3, layout = "mctp_control_header" },
    { "operation", "number", 3, 1, low = 0, bits = 2 },
    { "operation_reserved", "number", 3, 1, low = 2, bits = 6, reserved = true },
    { "endpoint_id", "number", 4, 1 },
  },
  { name = "mctp_set_endpoint_id_response", size = 7,
    section = "DSP0236 12.3 Set Endpoint ID (01h)",
    { "header", "structure", 0, 3, layout = "mctp_control_header" },
    { "completion_code", "number", 3, 1, code = "completion_code" },
    { "allocation_status", "number", 4, 1, low = 0, bits = 2 },
    { "allocation_reserved", "number", 4, 1, low = 2, bits = 2, reserved = true },
    { "assignment_status", "number", 4, 1, low = 4, bits = 2 },
    { "assignment_reserved", "number", 4, 1, low = 6, bits = 2, reserved = true },
    { "endpoint_id", "number", 5, 1 },
    { "eid_pool_size", "number", 6, 1 },
  },
  { name = "mctp_version", size = 4,
    section = "DSP0236 12.6 Version field encoding",
    { "major", "hex", 0, 1 },
    { "minor", "hex", 1, 1 },
    { "update", "hex", 2, 1 },
    { "alpha", "hex", 3, 1 },
  },
  { name = "media_error_record", size = 16,
    section = "CXL r3.1 8.2.9.9.4.1 Media Error Record",
    { "source", "number", 0, 8, low = 0, bits = 3, code = "source" },
    { "address_reserved", "number", 0, 8, low = 3, bits = 3, reserved = true },
    { "address", "number", 0, 8, low = 6, bits = 58, unit = "64 bytes" },
    { "length", "number", 8, 4, unit = "64 bytes" },
    { "reserved12", "bytes", 12, 4, reserved = true },
  },
  { name = "media_operation", size = 2,
    section = "CXL r3.1 8.2.9.9.5.3 Media Operations (4402h)",
    { "operation_class", "number", 0, 1, code = "operation_class" },
    { "subclass", "number", 1, 1 },
  },
  { name = "media_operations_discovery", size = 4,
    section = "CXL r3.1 8.2.9.9.5.3 Media Operations (4402h)",
    { "start_index", "number", 0, 2 },
    { "operation_count", "number", 2, 2 },
  },
  { name = "media_operations_request", size = 8,
    section = "CXL r3.1 8.2.9.9.5.3 Media Operations (4402h)",
    { "operation_class", "number", 0, 1, code = "operation_class" },
    { "subclass", "number", 1, 1 },
    { "reserved2", "bytes", 2, 2, reserved = true },
    { "range_count", "number", 4, 4 },
    list = { name = "arguments", stride = 1 },
  },
  { name = "media_operations_response", size = 12,
    section = "CXL r3.1 8.2.9.9.5.3 Media Operations (4402h)",
    { "range_granularity", "number", 0, 8, unit = "bytes" },
    { "total_operation_count", "number", 8, 2 },
    { "operation_count", "number", 10, 2 },
    list = { name = "operations", stride = 2,
      entry = "media_operation",
      count = "operation_count" },
  },
  { name = "media_range", size = 16,
    section = "CXL r3.1 8.2.9.9.5.3 Media Operations (4402h)",
    { "start_dpa", "hex", 0, 8, unit = "bytes" },
    { "length", "number", 8, 8, unit = "bytes" },
  },
  { name = "memory_module_event_record", size = 128,
    section = "CXL r3.1 8.2.9.2.1.3 Memory Module Event Record",
    { "header", "structure", 0, 48, layout = "event_record_header" },
    { "device_event_type", "number", 48, 1, code = "device_event_type" },
    { "health", "structure", 49, 18, layout = "get_health_info_response" },
    { "component_identifier_valid", "flag", 67, 2, low = 0, bits = 1 },
    { "component_identifier_is_pldm", "flag", 67, 2, low = 1, bits = 1 },
    { "validity_reserved", "number", 67, 2, low = 2, bits = 14, reserved = true },
    { "component_identifier", "uuid", 69, 16 },
    { "device_event_sub_type", "number", 85, 1, code = "device_event_sub_type" },
    { "reserved86", "bytes", 86, 42, reserved = true },
  },
  { name = "memory_sparing_event_record", size = 128,
    section = "CXL r3.1 8.2.9.2.1.4 Memory Sparing Event Record",
    { "header", "structure", 0, 48, layout = "event_record_header" },
    { "maintenance_operation_class", "number", 48, 1 },
    { "maintenance_operation_subclass", "number", 49, 1 },
    { "query_resources", "flag", 50, 1, low = 0, bits = 1 },
    { "hard_sparing", "flag", 50, 1, low = 1, bits = 1 },
    { "device_initiated", "flag", 50, 1, low = 2, bits = 1 },
    { "flags_reserved", "number", 50, 1, low = 3, bits = 5, reserved = true },
    { "result", "number", 51, 1 },
    { "channel_valid", "flag", 52, 2, low = 0, bits = 1 },
    { "rank_valid", "flag", 52, 2, low = 1, bits = 1 },
    { "nibble_mask_valid", "flag", 52, 2, low = 2, bits = 1 },
    { "bank_group_valid", "flag", 52, 2, low = 3, bits = 1 },
    { "bank_valid", "flag", 52, 2, low = 4, bits = 1 },
    { "row_valid", "flag", 52, 2, low = 5, bits = 1 },
    { "column_valid", "flag", 52, 2, low = 6, bits = 1 },
    { "component_identifier_valid", "flag", 52, 2, low = 7, bits = 1 },
    { "component_identifier_is_pldm", "flag", 52, 2, low = 8, bits = 1 },
    { "sub_channel_valid", "flag", 52, 2, low = 9, bits = 1 },
    { "validity_reserved", "number", 52, 2, low = 10, bits = 6, reserved = true },
    { "reserved54", "bytes", 54, 6, reserved = true },
    { "spare_resources_available", "number", 60, 2 },
    { "channel", "number", 62, 1 },
    { "rank", "number", 63, 1 },
    { "nibble_mask", "number", 64, 3 },
    { "bank_group", "number", 67, 1 },
    { "bank", "number", 68, 1 },
    { "row", "number", 69, 3 },
    { "column", "number", 72, 2 },
    { "component_identifier", "uuid", 74, 16 },
    { "sub_channel", "number", 90, 1 },
    { "reserved91", "bytes", 91, 37, reserved = true },
  },
  { name = "memory_sparing_parameters", size = 14,
    section = "CXL r3.1 8.2.9.7.1.4 Memory Sparing Maintenance Operation",
    { "query_resources", "flag", 0, 1, low = 0, bits = 1 },
    { "hard_sparing", "flag", 0, 1, low = 1, bits = 1 },
    { "sub_channel_valid", "flag", 0, 1, low = 2, bits = 1 },
    { "nibble_mask_valid", "flag", 0, 1, low = 3, bits = 1 },
    { "flags_reserved", "number", 0, 1, low = 4, bits = 4, reserved = true },
    { "channel", "number", 1, 1 },
    { "rank", "number", 2, 1 },
    { "nibble_mask", "number", 3, 3 },
    { "bank_group", "number", 6, 1 },
    { "bank", "number", 7, 1 },
    { "row", "number", 8, 3 },
    { "column", "number", 11, 2 },
    { "sub_channel", "number", 13, 1 },
  },
  { name = "memory_sparing_readable", size = 19,
    section = "CXL r3.1 8.2.9.7.2.3 Memory Sparing Features Discovery and Configuration",
    { "max_latency", "number", 0, 1 },
    { "device_initiated_capable", "flag", 1, 2, low = 0, bits = 1 },
    { "capabilities_reserved", "number", 1, 2, low = 1, bits = 15, reserved = true },
    { "device_initiated", "flag", 3, 2, low = 0, bits = 1 },
    { "mode_reserved", "number", 3, 2, low = 1, bits = 15, reserved = true },
    { "operation_class", "number", 5, 1 },
    { "operation_subclass", "number", 6, 1 },
    { "reserved7", "bytes", 7, 10, reserved = true },
    { "unsafe_in_use", "flag", 17, 2, low = 0, bits = 1 },
    { "hard_sparing_supported", "flag", 17, 2, low = 1, bits = 1 },
    { "soft_sparing_supported", "flag", 17, 2, low = 2, bits = 1 },
    { "restrictions_reserved", "number", 17, 2, low = 3, bits = 13, reserved = true },
  },
  { name = "memory_sparing_writable", size = 2,
    section = "CXL r3.1 8.2.9.7.2.3 Memory Sparing Features Discovery and Configuration",
    { "device_initiated", "flag", 0, 2, low = 0, bits = 1 },
    { "mode_reserved", "number", 0, 2, low = 1, bits = 15, reserved = true },
  },
  { name = "passphrase_secure_erase_request", size = 64,
    section = "CXL r3.1 8.2.9.9.6.6 Passphrase Secure Erase (4505h)",
    { "passphrase_type", "number", 0, 1, code = "passphrase_type" },
    { "reserved1", "bytes", 1, 7, reserved = true },
    { "reserved8", "bytes", 8, 24, reserved = true },
    { "current_passphrase", "bytes", 32, 32, secret = true },
  },
  { name = "patrol_scrub_readable", size = 4,
    section = "CXL r3.1 8.2.9.9.11.1 Device Patrol Scrub Control Feature",
    { "cycle_changeable", "flag", 0, 1, low = 0, bits = 1 },
    { "realtime_reporting", "flag", 0, 1, low = 1, bits = 1 },
    { "capabilities_reserved", "number", 0, 1, low = 2, bits = 6, reserved = true },
    { "cycle_hours", "number", 1, 1, unit = "hours" },
    { "minimum_cycle_hours", "number", 2, 1, unit = "hours" },
    { "enabled", "flag", 3, 1, low = 0, bits = 1 },
    { "flags_reserved", "number", 3, 1, low = 1, bits = 7, reserved = true },
  },
  { name = "patrol_scrub_writable", size = 2,
    section = "CXL r3.1 8.2.9.9.11.1 Device Patrol Scrub Control Feature",
    { "cycle_hours", "number", 0, 1, unit = "hours" },
    { "enabled", "flag", 1, 1, low = 0, bits = 1 },
    { "flags_reserved", "number", 1, 1, low = 1, bits = 7, reserved = true },
  },
  { name = "perform_maintenance_request", size = 2,
    section = "CXL r3.1 8.2.9.7.1 Perform Maintenance (0600h)",
    { "operation_class", "number", 0, 1, code = "operation_class_2" },
    { "operation_subclass", "number", 1, 1 },
    list = { name = "parameters", stride = 1 },
  },
  { name = "pldm_component_identifier", size = 16,
    section = "CXL r3.1 Table 8-44 Component Identifier Format",
    { "entity_identifier_valid", "flag", 0, 1, low = 0, bits = 1 },
    { "resource_identifier_valid", "flag", 0, 1, low = 1, bits = 1 },
    { "flags_reserved", "number", 0, 1, low = 2, bits = 6, reserved = true },
    { "entity_identifier", "hex", 1, 6 },
    { "resource_identifier", "hex", 7, 4 },
    { "reserved11", "bytes", 11, 5, reserved = true },
  },
  { name = "populate_log_request", size = 16,
    section = "CXL r3.1 8.2.9.5.5 Populate Log (0404h)",
    { "log_identifier", "uuid", 0, 16, identifier = true },
  },
  { name = "ppr_parameters", size = 12,
    section = "CXL r3.1 8.2.9.7.1.2 sPPR and 8.2.9.7.1.3 hPPR Maintenance Operation",
    { "query_resources", "flag", 0, 1, low = 0, bits = 1 },
    { "flags_reserved", "number", 0, 1, low = 1, bits = 7, reserved = true },
    { "dpa", "hex", 1, 8, unit = "bytes" },
    { "nibble_mask", "number", 9, 3 },
  },
  { name = "ppr_readable", size = 20,
    section = "CXL r3.1 8.2.9.7.2.1 sPPR and 8.2.9.7.2.2 hPPR Feature Discovery and Configuration",
    { "max_latency", "number", 0, 1 },
    { "device_initiated_capable", "flag", 1, 2, low = 0, bits = 1 },
    { "capabilities_reserved", "number", 1, 2, low = 1, bits = 15, reserved = true },
    { "device_initiated", "flag", 3, 2, low = 0, bits = 1 },
    { "mode_reserved", "number", 3, 2, low = 1, bits = 15, reserved = true },
    { "operation_class", "number", 5, 1 },
    { "operation_subclass", "number", 6, 1 },
    { "reserved7", "bytes", 7, 9, reserved = true },
    { "dpa_supported", "flag", 16, 1, low = 0, bits = 1 },
    { "nibble_mask_supported", "flag", 16, 1, low = 1, bits = 1 },
    { "sparing_records_capable", "flag", 16, 1, low = 2, bits = 1 },
    { "device_initiated_at_boot_capable", "flag", 16, 1, low = 3, bits = 1 },
    { "flags_reserved", "number", 16, 1, low = 4, bits = 4, reserved = true },
    { "media_inaccessible", "flag", 17, 2, low = 0, bits = 1 },
    { "restrictions_reserved1", "flag", 17, 2, low = 1, bits = 1 },
    { "data_lost", "flag", 17, 2, low = 2, bits = 1 },
    { "restrictions_reserved", "number", 17, 2, low = 3, bits = 13, reserved = true },
    { "sparing_records", "flag", 19, 1, low = 0, bits = 1 },
    { "device_initiated_at_boot", "flag", 19, 1, low = 1, bits = 1 },
    { "repair_mode_reserved", "number", 19, 1, low = 2, bits = 6, reserved = true },
  },
  { name = "ppr_writable", size = 3,
    section = "CXL r3.1 8.2.9.7.2.1 sPPR and 8.2.9.7.2.2 hPPR Feature Discovery and Configuration",
    { "device_initiated", "flag", 0, 2, low = 0, bits = 1 },
    { "mode_reserved", "number", 0, 2, low = 1, bits = 15, reserved = true },
    { "sparing_records", "flag", 2, 1, low = 0, bits = 1 },
    { "device_initiated_at_boot", "flag", 2, 1, low = 1, bits = 1 },
    { "repair_mode_reserved", "number", 2, 1, low = 2, bits = 6, reserved = true },
  },
  { name = "release_dc_request", size = 8,
    section = "CXL r3.1 8.2.9.9.9.4 Release Dynamic Capacity (4803h)",
    { "count", "number", 0, 4 },
    { "more", "flag", 4, 1, low = 0, bits = 1 },
    { "flags_reserved", "number", 4, 1, low = 1, bits = 7, reserved = true },
    { "reserved5", "bytes", 5, 3, reserved = true },
    list = { name = "extents", stride = 24,
      entry = "updated_extent",
      count = "count" },
  },
  { name = "remove_dc_reference_request", size = 16,
    section = "CXL r3.1 7.6.7.6.8 Dynamic Capacity Remove Reference (5607h)",
    { "tag", "uuid", 0, 16 },
  },
  { name = "scan_media_request", size = 17,
    section = "CXL r3.1 8.2.9.9.4.5 Scan Media (4304h)",
    { "address", "hex", 0, 8, unit = "bytes" },
    { "length", "number", 8, 8, unit = "64 bytes" },
    { "no_event_log", "flag", 16, 1, low = 0, bits = 1 },
    { "flags_reserved", "number", 16, 1, low = 1, bits = 7, reserved = true },
  },
  { name = "security_receive_request", size = 8,
    section = "CXL r3.1 8.2.9.9.7.2 Security Receive (4601h)",
    { "security_protocol", "number", 0, 1, code = "security_protocol" },
    { "sp_specific", "number", 1, 2 },
    { "reserved3", "bytes", 3, 5, reserved = true },
  },
  { name = "security_receive_response", size = 0,
    section = "CXL r3.1 8.2.9.9.7.2 Security Receive (4601h)",
    list = { name = "data", stride = 1 },
  },
  { name = "security_send_request", size = 8,
    section = "CXL r3.1 8.2.9.9.7.1 Security Send (4600h)",
    { "security_protocol", "number", 0, 1, code = "security_protocol" },
    { "sp_specific", "number", 1, 2 },
    { "reserved3", "bytes", 3, 5, reserved = true },
    list = { name = "data", stride = 1 },
  },
  { name = "set_alert_configuration_request", size = 12,
    section = "CXL r3.1 8.2.9.9.3.3 Set Alert Configuration (4202h)",
    { "life_used_warning_valid", "flag", 0, 1, low = 0, bits = 1 },
    { "over_temperature_warning_valid", "flag", 0, 1, low = 1, bits = 1 },
    { "under_temperature_warning_valid", "flag", 0, 1, low = 2, bits = 1 },
    { "corrected_volatile_warning_valid", "flag", 0, 1, low = 3, bits = 1 },
    { "corrected_persistent_warning_valid", "flag", 0, 1, low = 4, bits = 1 },
    { "valid_reserved", "number", 0, 1, low = 5, bits = 3, reserved = true },
    { "life_used_warning_enabled", "flag", 1, 1, low = 0, bits = 1 },
    { "over_temperature_warning_enabled", "flag", 1, 1, low = 1, bits = 1 },
    { "under_temperature_warning_enabled", "flag", 1, 1, low = 2, bits = 1 },
    { "corrected_volatile_warning_enabled", "flag", 1, 1, low = 3, bits = 1 },
    { "corrected_persistent_warning_enabled", "flag", 1, 1, low = 4, bits = 1 },
    { "enabled_reserved", "number", 1, 1, low = 5, bits = 3, reserved = true },
    { "life_used_warning_threshold", "number", 2, 1, unit = "%" },
    { "reserved3", "bytes", 3, 1, reserved = true },
    { "over_temperature_warning_threshold", "signed", 4, 2, unit = "degrees Celsius" },
    { "under_temperature_warning_threshold", "signed", 6, 2, unit = "degrees Celsius" },
    { "corrected_volatile_warning_threshold", "number", 8, 2 },
    { "corrected_persistent_warning_threshold", "number", 10, 2 },
  },
  { name = "set_dc_region_configuration_request", size = 16,
    section = "CXL r3.1 7.6.7.6.3 Set DC Region Configuration (5602h)",
    { "region", "number", 0, 1 },
    { "reserved1", "bytes", 1, 3, reserved = true },
    { "block_size", "number", 4, 8, unit = "bytes" },
    { "sanitize_on_release", "flag", 12, 1, low = 0, bits = 1 },
    { "flags_reserved", "number", 12, 1, low = 1, bits = 7, reserved = true },
    { "reserved13", "bytes", 13, 3, reserved = true },
  },
  { name = "set_event_interrupt_policy_request", size = 5, least = 4,
    section = "CXL r3.1 8.2.9.2.5 Set Event Interrupt Policy (0103h)",
    { "informational", "structure", 0, 1, layout = "event_interrupt_settings" },
    { "warning", "structure", 1, 1, layout = "event_interrupt_settings" },
    { "failure", "structure", 2, 1, layout = "event_interrupt_settings" },
    { "fatal", "structure", 3, 1, layout = "event_interrupt_settings" },
    { "dynamic_capacity", "structure", 4, 1, layout = "event_interrupt_settings" },
  },
  { name = "set_feature_request", size = 32,
    section = "CXL r3.1 8.2.9.6.3 Set Feature (0502h)",
    { "feature_identifier", "uuid", 0, 16, identifier = true },
    { "action", "number", 16, 4, low = 0, bits = 3, code = "action_2" },
    { "saved_across_reset", "flag", 16, 4, low = 3, bits = 1 },
    { "flags_reserved", "number", 16, 4, low = 4, bits = 28, reserved = true },
    { "offset", "number", 20, 2, unit = "bytes" },
    { "version", "number", 22, 1 },
    { "reserved23", "bytes", 23, 9, reserved = true },
    list = { name = "data", stride = 1 },
  },
  { name = "set_ld_allocations_request", size = 4,
    section = "CXL r3.1 7.6.7.4.3 Set LD Allocations (5402h)",
    { "ld_count", "number", 0, 1 },
    { "start_ld_id", "number", 1, 1 },
    { "reserved2", "bytes", 2, 2, reserved = true },
    list = { name = "allocations", stride = 16,
      entry = "ld_allocation",
      count = "ld_count" },
  },
  { name = "set_ld_allocations_response", size = 4,
    section = "CXL r3.1 7.6.7.4.3 Set LD Allocations (5402h)",
    { "ld_count", "number", 0, 1 },
    { "start_ld_id", "number", 1, 1 },
    { "reserved2", "bytes", 2, 2, reserved = true },
    list = { name = "allocations", stride = 16,
      entry = "ld_allocation",
      count = "ld_count" },
  },
  { name = "set_lsa_request", size = 8,
    section = "CXL r3.1 8.2.9.9.2.4 Set LSA (4103h)",
    { "offset", "number", 0, 4, unit = "bytes" },
    { "reserved4", "bytes", 4, 4, reserved = true },
    list = { name = "data", stride = 1 },
  },
  { name = "set_mctp_event_interrupt_policy_request", size = 2,
    section = "CXL r3.1 8.2.9.2.7 Set MCTP Event Interrupt Policy (0105h)",
    { "informational", "flag", 0, 2, low = 0, bits = 1 },
    { "warning", "flag", 0, 2, low = 1, bits = 1 },
    { "failure", "flag", 0, 2, low = 2, bits = 1 },
    { "fatal", "flag", 0, 2, low = 3, bits = 1 },
    { "dynamic_capacity", "flag", 0, 2, low = 4, bits = 1 },
    { "events_reserved", "number", 0, 2, low = 5, bits = 10, reserved = true },
    { "background_operation_completed", "flag", 0, 2, low = 15, bits = 1 },
  },
  { name = "set_partition_info_request", size = 10, least = 9,
    section = "CXL r3.1 8.2.9.9.2.2 Set Partition Info (4101h)",
    { "volatile_capacity", "number", 0, 8, unit = "256 MiB" },
    { "immediate", "flag", 8, 1, low = 0, bits = 1 },
    { "flags_reserved", "number", 8, 1, low = 1, bits = 7, reserved = true },
    { "reserved9", "bytes", 9, 1, reserved = true },
  },
  { name = "set_passphrase_request", size = 96,
    section = "CXL r3.1 8.2.9.9.6.2 Set Passphrase (4501h)",
    { "passphrase_type", "number", 0, 1, code = "passphrase_type" },
    { "reserved1", "bytes", 1, 7, reserved = true },
    { "reserved8", "bytes", 8, 24, reserved = true },
    { "current_passphrase", "bytes", 32, 32, secret = true },
    { "new_passphrase", "bytes", 64, 32, secret = true },
  },
  { name = "set_qos_allocated_bw_request", size = 2,
    section = "CXL r3.1 7.6.7.4.8 Set QoS Allocated BW (5407h)",
    { "ld_count", "number", 0, 1 },
    { "start_ld_id", "number", 1, 1 },
    list = { name = "fractions", stride = 1,
      count = "ld_count" },
  },
  { name = "set_qos_allocated_bw_response", size = 2,
    section = "CXL r3.1 7.6.7.4.8 Set QoS Allocated BW (5407h)",
    { "ld_count", "number", 0, 1 },
    { "start_ld_id", "number", 1, 1 },
    list = { name = "fractions", stride = 1,
      count = "ld_count" },
  },
  { name = "set_qos_bw_limit_request", size = 2,
    section = "CXL r3.1 7.6.7.4.10 Set QoS BW Limit (5409h)",
    { "ld_count", "number", 0, 1 },
    { "start_ld_id", "number", 1, 1 },
    list = { name = "fractions", stride = 1,
      count = "ld_count" },
  },
  { name = "set_qos_bw_limit_response", size = 2,
    section = "CXL r3.1 7.6.7.4.10 Set QoS BW Limit (5409h)",
    { "ld_count", "number", 0, 1 },
    { "start_ld_id", "number", 1, 1 },
    list = { name = "fractions", stride = 1,
      count = "ld_count" },
  },
  { name = "set_qos_control_request", size = 7,
    section = "CXL r3.1 7.6.7.4.5 Set QoS Control (5404h)",
    { "egress_port_congestion_enabled", "flag", 0, 1, low = 0, bits = 1 },
    { "temporary_throughput_reduction_enabled", "flag", 0, 1, low = 1, bits = 1 },
    { "telemetry_control_reserved", "number", 0, 1, low = 2, bits = 6, reserved = true },
    { "egress_moderate_percentage", "number", 1, 1, unit = "%" },
    { "egress_severe_percentage", "number", 2, 1, unit = "%" },
    { "backpressure_sample_interval", "number", 3, 1, unit = "ns" },
    { "request_completion_basis", "number", 4, 2 },
    { "completion_collection_interval", "number", 6, 1, unit = "ns" },
  },
  { name = "set_qos_control_response", size = 7,
    section = "CXL r3.1 7.6.7.4.5 Set QoS Control (5404h)",
    { "egress_port_congestion_enabled", "flag", 0, 1, low = 0, bits = 1 },
    { "temporary_throughput_reduction_enabled", "flag", 0, 1, low = 1, bits = 1 },
    { "telemetry_control_reserved", "number", 0, 1, low = 2, bits = 6, reserved = true },
    { "egress_moderate_percentage", "number", 1, 1, unit = "%" },
    { "egress_severe_percentage", "number", 2, 1, unit = "%" },
    { "backpressure_sample_interval", "number", 3, 1, unit = "ns" },
    { "request_completion_basis", "number", 4, 2 },
    { "completion_collection_interval", "number", 6, 1, unit = "ns" },
  },
  { name = "set_response_message_limit_request", size = 1,
    section = "CXL r3.1 8.2.9.1.4 Set Response Message Limit (0004h)",
    { "limit", "number", 0, 1, unit = "2^n bytes" },
  },
  { name = "set_response_message_limit_response", size = 1,
    section = "CXL r3.1 8.2.9.1.4 Set Response Message Limit (0004h)",
    { "limit", "number", 0, 1, unit = "2^n bytes" },
  },
  { name = "set_shutdown_state_request", size = 1,
    section = "CXL r3.1 8.2.9.9.3.5 Set Shutdown State (4204h)",
    { "dirty", "flag", 0, 1, low = 0, bits = 1 },
    { "state_reserved", "number", 0, 1, low = 1, bits = 7, reserved = true },
  },
  { name = "set_sld_qos_control_request", size = 4,
    section = "CXL r3.1 8.2.9.9.8.2 Set SLD QoS Control (4701h)",
    { "egress_port_congestion_enabled", "flag", 0, 1, low = 0, bits = 1 },
    { "temporary_throughput_reduction_enabled", "flag", 0, 1, low = 1, bits = 1 },
    { "telemetry_control_reserved", "number", 0, 1, low = 2, bits = 6, reserved = true },
    { "egress_moderate_percentage", "number", 1, 1, unit = "%" },
    { "egress_severe_percentage", "number", 2, 1, unit = "%" },
    { "backpressure_sample_interval", "number", 3, 1, unit = "ns" },
  },
  { name = "set_timestamp_request", size = 8,
    section = "CXL r3.1 8.2.9.4.2 Set Timestamp (0301h)",
    { "timestamp", "number", 0, 8, unit = "ns" },
  },
  { name = "supported_feature", size = 48,
    section = "CXL r3.1 8.2.9.6.1 Supported Feature Entry",
    { "feature_identifier", "uuid", 0, 16, identifier = true },
    { "feature_index", "number", 16, 2 },
    { "get_size", "number", 18, 2, unit = "bytes" },
    { "set_size", "number", 20, 2, unit = "bytes" },
    { "changeable", "flag", 22, 4, low = 0, bits = 1 },
    { "deepest_reset_persistence", "number", 22, 4, low = 1, bits = 3, code = "deepest_reset_persistence" },
    { "persists_across_firmware_update", "flag", 22, 4, low = 4, bits = 1 },
    { "default_selection_supported", "flag", 22, 4, low = 5, bits = 1 },
    { "saved_selection_supported", "flag", 22, 4, low = 6, bits = 1 },
    { "flags_reserved", "number", 22, 4, low = 7, bits = 25, reserved = true },
    { "get_version", "number", 26, 1 },
    { "set_version", "number", 27, 1 },
    { "set_effects", "number", 28, 2 },
    { "reserved30", "bytes", 30, 18, reserved = true },
  },
  { name = "supported_log", size = 20,
    section = "CXL r3.1 8.2.9.5.1 Supported Log Entry",
    { "log_identifier", "uuid", 0, 16, identifier = true },
    { "log_size", "number", 16, 4, unit = "bytes" },
  },
  { name = "table_access_request", size = 12,
    section = "CXL r3.1 8.1.11.1 Read Entry, request",
    { "header", "structure", 0, 8, layout = "doe_header" },
    { "table_request_code", "number", 8, 1 },
    { "table_type", "number", 9, 1 },
    { "entry_handle", "hex", 10, 2 },
  },
  { name = "table_access_response", size = 12,
    section = "CXL r3.1 8.1.11.1 Read Entry, response",
    { "header", "structure", 0, 8, layout = "doe_header" },
    { "table_response_code", "number", 8, 1 },
    { "table_type", "number", 9, 1 },
    { "entry_handle", "hex", 10, 2 },
    list = { name = "entry", stride = 1 },
  },
  { name = "transfer_fw_request", size = 128,
    section = "CXL r3.1 8.2.9.3.2 Transfer FW (0201h)",
    { "action", "number", 0, 1, code = "action_3" },
    { "slot", "number", 1, 1 },
    { "reserved2", "bytes", 2, 2, reserved = true },
    { "offset", "number", 4, 4, unit = "128 bytes" },
    { "reserved8", "bytes", 8, 64, reserved = true },
    { "reserved72", "bytes", 72, 56, reserved = true },
    list = { name = "data", stride = 1 },
  },
  { name = "tunnel_management_request", size = 4,
    section = "CXL r3.1 7.6.7.3.1 Tunnel Management Command (5300h)",
    { "port_or_ld_id", "number", 0, 1 },
    { "target_type", "number", 1, 1 },
    { "command_size", "number", 2, 2, unit = "bytes" },
    list = { name = "command", stride = 1,
      count = "command_size" },
  },
  { name = "tunnel_management_response", size = 4,
    section = "CXL r3.1 7.6.7.3.1 Tunnel Management Command (5300h)",
    { "response_size", "number", 0, 2, unit = "bytes" },
    { "reserved2", "bytes", 2, 2, reserved = true },
    list = { name = "response", stride = 1,
      count = "response_size" },
  },
  { name = "unlock_request", size = 32,
    section = "CXL r3.1 8.2.9.9.6.4 Unlock (4503h)",
    { "current_passphrase", "bytes", 0, 32, secret = true },
  },
  { name = "updated_extent", size = 24,
    section = "CXL r3.1 8.2.9.9.9.3 Updated Extent",
    { "start_dpa", "hex", 0, 8, unit = "bytes" },
    { "length", "number", 8, 8, unit = "bytes" },
    { "reserved16", "bytes", 16, 8, reserved = true },
  },
}
-- written by the conformance tests: end

local HEADER_SIZE = 12
local REQUEST, RESPONSE = 0, 1
local SUCCESS, BACKGROUND_STARTED = 0, 1
local CONTROL, FM_API, DEVICE_CCI = 0, 7, 8
local FIRST_FM_API_OPCODE = 0x5100
local TUNNEL_OPCODE = 0x5300

-- What a device tells of: nobody has to answer, and its message type says whose CCI it is of.
local EVENT_NOTIFICATION = 0x0106

-- A device answers no tunnel in a tunnel; bytes may hold many.
local MAX_TUNNELS = 4

-- Wireshark gives up on a packet with a million items; long before, nobody reads them.
local MAX_ITEMS = 200000

local cci = Proto("cxl_cci", "CXL Component Command Interface")
cci.fields = {}
cci.experts = {}

local function add_field(field)
  table.insert(cci.fields, field)
  return field
end

local function add_expert(name, text, group, severity)
  local expert = ProtoExpert.new("cxl_cci." .. name, text, group, severity)
  table.insert(cci.experts, expert)
  return expert
end

local refused = add_expert("refused", "Refused", expert.group.RESPONSE_CODE, expert.severity.WARN)
local malformed = add_expert("malformed", "Malformed", expert.group.MALFORMED, expert.severity.ERROR)
local unmatched = add_expert("unmatched", "No request", expert.group.SEQUENCE, expert.severity.WARN)
local unanswered = add_expert("unanswered", "No response", expert.group.SEQUENCE, expert.severity.NOTE)
local wrong_type = add_expert("wrong_type", "Wrong message type", expert.group.PROTOCOL, expert.severity.WARN)
local reserved = add_expert("reserved", "Reserved, not 0", expert.group.PROTOCOL, expert.severity.NOTE)
local too_much = add_expert("too_much", "Not all is shown", expert.group.UNDECODED, expert.severity.NOTE)

local pf_header = add_field(ProtoField.none("cxl_cci.header", "header"))
local pf_payload = add_field(ProtoField.bytes("cxl_cci.payload", "payload"))
local pf_tunnelled = add_field(ProtoField.none("cxl_cci.tunnelled", "tunnelled"))
local pf_response_in = add_field(
  ProtoField.framenum("cxl_cci.response_in", "response in", base.NONE, frametype.RESPONSE))
local pf_request_in = add_field(
  ProtoField.framenum("cxl_cci.request_in", "request in", base.NONE, frametype.REQUEST))
local pf_response_time = add_field(ProtoField.relative_time("cxl_cci.response_time", "time since request"))

-- ---- Fields, one for each of the tables ----

local INTEGERS = { ProtoField.uint8, ProtoField.uint16, ProtoField.uint24, ProtoField.uint32 }
local SIGNED = { ProtoField.int8, ProtoField.int16, ProtoField.int24, ProtoField.int32 }

local layouts, commands = {}, {}

local function mask_of(field)
  if not field.bits then
    return nil
  end
  return UInt64(1):lshift(field.bits) - UInt64(1), field.low
end

-- Wireshark takes some bits out of a number by a mask, but from Lua it takes no mask of more than 53 bits: fields of
-- wider numbers are given their value.
local function wireshark_mask_of(field)
  local ones, low = mask_of(field)
  return ones and field.size <= 4 and ones:lshift(low):tonumber() or nil
end

local function make_field(layout, field)
  local name, filter = field.name, "cxl_cci." .. layout.name .. "." .. field.name
  local kind, mask = field.kind, wireshark_mask_of(field)
  if kind == "flag" then
    return ProtoField.bool(filter, name, field.size * 8, nil, mask)
  elseif kind == "number" or kind == "hex" then
    local make = INTEGERS[field.size] or ProtoField.uint64
    return make(filter, name, kind == "hex" and base.HEX or base.DEC, field.code and CODES[field.code], mask)
  elseif kind == "signed" then
    return (SIGNED[field.size] or ProtoField.int64)(filter, name, base.DEC)
  elseif kind == "uuid" then
    return ProtoField.guid(filter, name)
  elseif kind == "text" then
    return ProtoField.string(filter, name)
  elseif kind == "bytes" then
    return ProtoField.bytes(filter, name)
  end
  return ProtoField.none(filter, name)
end

local function prepare(layout)
  layouts[layout.name] = layout
  layout.protofield = add_field(ProtoField.none("cxl_cci." .. layout.name, layout.name))
  layout.by_name = {}
  for _, field in ipairs(layout) do
    field.name, field.kind, field.offset, field.size = field[1], field[2], field[3], field[4]
    field.protofield = add_field(make_field(layout, field))
    layout.by_name[field.name] = field
  end
  local list = layout.list
  if not list then
    return
  end
  local filter = "cxl_cci." .. layout.name .. "." .. list.name
  if list.entry then
    list.protofield = add_field(ProtoField.none(filter, list.name))
  elseif list.stride == 1 then
    list.protofield = add_field(ProtoField.bytes(filter, list.name))
  else
    list.protofield = add_field(ProtoField.none(filter, list.name))
    list.number = add_field(INTEGERS[list.stride](filter .. ".entry", list.name, base.DEC))
  end
  if list.tail then
    layout.tail_protofield = add_field(ProtoField.none("cxl_cci." .. layout.name .. ".tail", "tail"))
  end
end

for _, layout in ipairs(LAYOUTS) do
  prepare(layout)
end
for _, row in ipairs(COMMANDS) do
  commands[row[1]] = { name = row[2], request = layouts[row[3]], response = layouts[row[4]] }
end

-- ---- Words ----

local ZERO, ONE, KILO = UInt64(0), UInt64(1), UInt64(1024)
local SECOND = UInt64(1000000000)
local BINARY = { "KiB", "MiB", "GiB", "TiB", "PiB", "EiB" }

local function count_of(number, noun)
  return number .. " " .. noun .. (number == 1 and "" or "s")
end

local function length_text(length)
  return length == 0 and "no bytes" or count_of(length, "byte")
end

local function code_text(table_name, value, digits)
  local name = CODES[table_name][value]
  local number = string.format("%0" .. digits .. "Xh", value)
  return name and name .. " (" .. number .. ")" or number
end

local function opcode_text(opcode)
  local command = commands[opcode]
  local number = string.format("%04Xh", opcode)
  return command and command.name .. " (" .. number .. ")" or number
end

local function size_text(bytes)
  local unit = 0
  while bytes ~= ZERO and bytes % KILO == ZERO and unit < #BINARY do
    bytes = bytes / KILO
    unit = unit + 1
  end
  return unit > 0 and tostring(bytes) .. " " .. BINARY[unit] or nil
end

local function time_text(nanoseconds)
  local seconds = os.date("!%Y-%m-%d %H:%M:%S", (nanoseconds / SECOND):tonumber())
  local fraction = string.format("%09d", (nanoseconds % SECOND):tonumber()):gsub("0+$", "")
  return seconds .. (fraction == "" and "" or "." .. fraction) .. " UTC"
end

-- What a number means by its unit, where people do not see it at once.
local function unit_text(field, value)
  if field.unit == "bytes" then
    return size_text(value)
  elseif field.unit == "256 MiB" then
    return value:rshift(36) == ZERO and size_text(value:lshift(28)) or nil
  elseif field.unit == "2^n bytes" then
    local exponent = value:tonumber()
    if exponent > 63 then
      return nil
    end
    local bytes = ONE:lshift(exponent)
    return size_text(bytes) or tostring(bytes) .. " bytes"
  elseif field.unit == "ns" and field.name:find("timestamp$") and value ~= ZERO then
    return time_text(value)
  end
end

local function uuid_at(tvb, at)
  local digits = tostring(tvb(at, 16):bytes()):lower()
  return digits:sub(1, 8) .. "-" .. digits:sub(9, 12) .. "-" .. digits:sub(13, 16) .. "-" .. digits:sub(17, 20)
    .. "-" .. digits:sub(21)
end

-- ---- Layouts ----

-- Value of a number's field: a UInt64, since Lua's own numbers hold 53 bits in Wireshark before 4.4.
local function value_of(tvb, at, field)
  local value = tvb(at + field.offset, field.size):le_uint64()
  local ones, low = mask_of(field)
  return ones and value:rshift(low):band(ones) or value
end

-- A small one as a number of Lua's, without ".0" where Lua has integers.
local function integer_of(tvb, at, field)
  local number = value_of(tvb, at, field):tonumber()
  return math.tointeger and math.tointeger(number) or number
end

-- Why bytes are not what a layout says, in the words of `cxlwire decode`; nil: they are.
local function reason_against(layout, tvb, at, length)
  if length < layout.size and length ~= (layout.least or layout.size) then
    for _, field in ipairs(layout) do
      if field.offset + field.size > length then
        return string.format("%s: too short at %s, byte %d: %d bytes needed, %d there",
          layout.name, field.name, field.offset, layout.least or layout.size, length)
      end
    end
  end
  local list = layout.list
  if not list then
    return length > layout.size and string.format("%s: too long at byte %d: %d bytes needed, %d there",
      layout.name, layout.size, layout.size, length) or nil
  end
  local asks, field, byte
  if list.count then
    local count = layout.by_name[list.count]
    local tail = list.tail and layouts[list.tail].size or 0
    asks = layout.size + integer_of(tvb, at, count) * list.stride + tail
    field, byte = count.name, count.offset
  else
    local rest = (length - layout.size) % list.stride
    asks = rest == 0 and length or length - rest + list.stride
    field, byte = list.name, length - rest
  end
  return asks ~= length and string.format("%s: %s, byte %d, asks for %.0f bytes, %d are there",
    layout.name, field, byte, asks, length) or nil
end

local items = 0

local function has_room(tree)
  items = items + 1
  if items == MAX_ITEMS then
    tree:add_proto_expert_info(too_much, "more than " .. MAX_ITEMS .. " fields: the rest is not shown")
  end
  return items < MAX_ITEMS
end

-- An empty range is none to Wireshark.
local function add_bytes(tree, protofield, name, tvb, at, length)
  return length > 0 and tree:add(protofield, tvb(at, length)) or tree:add(protofield):set_text(name .. ": no bytes")
end

local show

local function is_zero(tvb, at, field)
  if field.kind == "number" or field.kind == "hex" or field.kind == "flag" then
    return value_of(tvb, at, field) == ZERO
  end
  return not tostring(tvb(at + field.offset, field.size):bytes()):find("[^0]")
end

local function show_field(tree, field, tvb, at)
  local range = tvb(at + field.offset, field.size)
  local kind = field.kind
  if kind == "structure" then
    local item = tree:add(field.protofield, range)
    item:set_text(field.name .. ": " .. field.layout .. ", " .. length_text(field.size))
    show(item, layouts[field.layout], tvb, at + field.offset, field.size)
    return
  end
  local item
  if kind == "uuid" or kind == "bytes" then
    item = tree:add(field.protofield, range)
  elseif kind == "text" then
    item = tree:add_packet_field(field.protofield, range, ENC_ISO_8859_1)
  elseif field.bits and field.size > 4 then
    item = tree:add(field.protofield, range, value_of(tvb, at, field))
  else
    item = tree:add_le(field.protofield, range)
  end
  if field.reserved then
    if not is_zero(tvb, at, field) then
      item:add_proto_expert_info(reserved, field.name .. ": reserved, not 0")
    end
  elseif field.identifier then
    local meaning = IDENTIFIERS[uuid_at(tvb, at + field.offset)]
    if meaning then
      item:append_text(" (" .. meaning .. ")")
    end
  elseif field.unit then
    local meaning = kind ~= "signed" and unit_text(field, value_of(tvb, at, field))
    local unit = field.unit == "256 MiB" and "x 256 MiB" or field.unit
    item:append_text(" " .. unit .. (meaning and " = " .. meaning or ""))
  end
end

local function show_entries(group, list, tvb, at, count)
  for i = 0, count - 1 do
    if not has_room(group) then
      return
    end
    local entry = at + i * list.stride
    local range = tvb(entry, list.stride)
    if list.entry then
      local name = list.entry
      if name == "event_record" then
        name = RECORDS[uuid_at(tvb, entry)] or name
      end
      local item = group:add(layouts[name].protofield, range)
      item:set_text("[" .. i .. "]: " .. name .. ", " .. length_text(list.stride))
      show(item, layouts[name], tvb, entry, list.stride)
    else
      group:add_le(list.number, range)
    end
  end
end

local function show_list(tree, layout, tvb, at, length)
  local list = layout.list
  local tail = list.tail and layouts[list.tail]
  local bytes = length - layout.size - (tail and tail.size or 0)
  local count = math.floor(bytes / list.stride)
  local group = add_bytes(tree, list.protofield, list.name, tvb, at + layout.size, bytes)
  if list.entry or list.stride > 1 then
    local entries = count == 1 and "1 entry" or count .. " entries"
    group:set_text(list.name .. ": " .. (count == 0 and "no entries" or entries .. ", " .. length_text(bytes)))
    show_entries(group, list, tvb, at + layout.size, count)
  end
  if tail then
    local item = tree:add(layout.tail_protofield, tvb(at + length - tail.size, tail.size))
    item:set_text("tail: " .. tail.name .. ", " .. length_text(tail.size))
    show(item, tail, tvb, at + length - tail.size, tail.size)
  end
  return group
end

-- Shows bytes that a layout takes; of its list, the item.
show = function(tree, layout, tvb, at, length)
  for _, field in ipairs(layout) do
    if field.offset + field.size <= length and has_room(tree) then
      show_field(tree, field, tvb, at)
    end
  end
  return layout.list and show_list(tree, layout, tvb, at, length)
end

-- ---- Messages ----

local function field_at(tvb, at, name)
  return integer_of(tvb, at, layouts.cci_header.by_name[name])
end

local function read_header(tvb, at)
  return {
    category = field_at(tvb, at, "category"),
    tag = field_at(tvb, at, "message_tag"),
    opcode = field_at(tvb, at, "opcode"),
    length = field_at(tvb, at, "payload_length"),
    code = field_at(tvb, at, "return_code"),
  }
end

-- The payload's layout; nil where it is not known. A command that failed or goes on returns no payload.
local function layout_of(header)
  local command = commands[header.opcode]
  if header.category == RESPONSE and header.code ~= SUCCESS then
    return layouts.empty
  elseif not command then
    return nil
  end
  return header.category == REQUEST and command.request or header.category == RESPONSE and command.response or nil
end

local function summary_of(header)
  local text = opcode_text(header.opcode)
  if header.category == REQUEST then
    return text .. " request, tag " .. header.tag
  elseif header.category == RESPONSE then
    return text .. " response, tag " .. header.tag .. ": " .. code_text("return_code", header.code, 2)
  end
  return text .. ", category " .. header.category .. ", tag " .. header.tag
end

local function add_refusal(item, header)
  if header.category == RESPONSE and header.code ~= SUCCESS and header.code ~= BACKGROUND_STARTED then
    item:add_proto_expert_info(refused, opcode_text(header.opcode) .. " refused: "
      .. code_text("return_code", header.code, 2))
  end
end

-- Shows a message, header and payload; false where there is no whole header.
local function show_message(tree, tvb, at, length, depth)
  if length < HEADER_SIZE then
    tree:add_proto_expert_info(malformed,
      string.format("ends inside a CCI header: %d bytes needed, %d there", HEADER_SIZE, length))
    return nil
  end
  local header = read_header(tvb, at)
  local item = tree:add(pf_header, tvb(at, HEADER_SIZE))
  item:set_text("header: " .. length_text(HEADER_SIZE))
  show(item, layouts.cci_header, tvb, at, HEADER_SIZE)
  add_refusal(item, header)
  local there, payload = length - HEADER_SIZE, at + HEADER_SIZE
  if there ~= header.length then
    tree:add_proto_expert_info(malformed, string.format(
      "payload_length is %d, but %s of payload are there", header.length, length_text(there)))
    there = math.min(there, header.length)
  end
  local layout = layout_of(header)
  local reason = layout and reason_against(layout, tvb, payload, there)
  item = add_bytes(tree, pf_payload, "payload", tvb, payload, there)
  if reason then
    item:add_proto_expert_info(malformed, "payload refused: " .. reason)
  elseif layout then
    item:set_text("payload: " .. layout.name .. (there == 0 and "" or ", " .. length_text(there)))
    local list = show(item, layout, tvb, payload, there)
    if list and header.opcode == TUNNEL_OPCODE and depth < MAX_TUNNELS then
      local inner, size = payload + layout.size, there - layout.size
      local group = add_bytes(list, pf_tunnelled, "tunnelled", tvb, inner, size)
      local tunnelled = show_message(group, tvb, inner, size, depth + 1)
      group:set_text("tunnelled: " .. (tunnelled and summary_of(tunnelled) or "no whole message"))
      header.tunnelled = tunnelled
    end
  end
  return header
end

-- ---- Requests and responses ----

-- By requester, responder, tags: the last request. By frame: what stands on its other side.
local last, response_of, request_of

function cci.init()
  last, response_of, request_of = {}, {}, {}
end

local function match(header, mctp, pinfo)
  local isRequest = header.category == REQUEST
  local key = table.concat({ isRequest and mctp.source or mctp.destination,
    isRequest and mctp.destination or mctp.source, mctp.tag, mctp.type, header.tag }, "/")
  if isRequest then
    -- Who uses a tag again waits no longer for what was asked under it.
    last[key] = { frame = pinfo.number, time = pinfo.abs_ts, opcode = header.opcode }
  elseif header.category == RESPONSE then
    local request = last[key]
    request_of[pinfo.number] = { request = request, earlier = request and request.response }
    if request and not request.response then
      request.response = pinfo.number
      response_of[request.frame] = pinfo.number
    end
  end
end

local function show_match(tree, header, pinfo)
  if header.category == REQUEST then
    local response = response_of[pinfo.number]
    if response then
      tree:add(pf_response_in, response):set_generated()
    elseif pinfo.visited and header.opcode ~= EVENT_NOTIFICATION then
      tree:add_proto_expert_info(unanswered, "no response to this request was captured")
    end
  elseif header.category == RESPONSE and request_of[pinfo.number] then
    local request, earlier = request_of[pinfo.number].request, request_of[pinfo.number].earlier
    if not request then
      tree:add_proto_expert_info(unmatched, "no request with these tags was captured")
      return
    end
    tree:add(pf_request_in, request.frame):set_generated()
    local seconds = pinfo.abs_ts - request.time
    tree:add(pf_response_time, NSTime(math.floor(seconds), math.floor(seconds % 1 * 1e9 + 0.5))):set_generated()
    if earlier then
      tree:add_proto_expert_info(unmatched, "the request was answered in frame " .. earlier .. " already")
    end
    if request.opcode ~= header.opcode then
      tree:add_proto_expert_info(unmatched, "the request was " .. opcode_text(request.opcode))
    end
  end
end

-- Dissects a message: its type byte, then the message as on a CCI stream.
local function dissect(tvb, pinfo, tree, mctp)
  pinfo.cols.protocol = "CXL CCI"
  local item = tree:add(cci, tvb())
  items = 0
  local header = show_message(item, tvb, 1, tvb:len() - 1, 0)
  if not header then
    pinfo.cols.info = "CCI message, cut off"
    return
  end
  local summary = summary_of(header)
  item:append_text(", " .. summary)
  pinfo.cols.info = summary .. (header.tunnelled and " [" .. summary_of(header.tunnelled) .. "]" or "")
  local due = header.opcode >= FIRST_FM_API_OPCODE and FM_API or DEVICE_CCI
  if mctp.type ~= due and header.opcode ~= EVENT_NOTIFICATION then
    item:add_proto_expert_info(wrong_type, string.format(
      "%s belongs in messages of type %02xh, this is %02xh", opcode_text(header.opcode), due, mctp.type))
  end
  if not pinfo.visited then
    match(header, mctp, pinfo)
  end
  show_match(item, header, pinfo)
end

-- ---- Bare structures ----

-- A layout's name, a zero, its bytes: what no message carries as such (the CDAT, DOE, records by themselves). Map a
-- user link type to it: -o 'uat:user_dlts:"User 15 (DLT=162)","cxl_structure","0","","0",""'.
local structure = Proto("cxl_structure", "CXL structure")

function structure.dissector(tvb, pinfo, tree)
  pinfo.cols.protocol = "CXL"
  local name = tvb(0):stringz()
  local at = #name + 1
  local length = tvb:len() - at
  pinfo.cols.info = name
  local item = tree:add(structure, tvb())
  item:append_text(", " .. name)
  items = 0
  local layout = layouts[name]
  local reason = not layout and "no layout " .. name or reason_against(layout, tvb, at, length)
  if reason then
    item:add_proto_expert_info(malformed, "refused: " .. reason)
    add_bytes(item, pf_payload, "payload", tvb, at, length)
  else
    show(item, layout, tvb, at, length)
  end
end

-- ---- MCTP ----

-- Wireshark reads packets of link type 291 as ones of no known encapsulation, and knows MCTP in those of Linux.
local UNKNOWN_ENCAPSULATION = 0
local LINUX_MCTP = 0xfa

local has_mctp, mctp_types = pcall(DissectorTable.get, "mctp.type")

local function is_packet(tvb)
  return tvb:len() > 4 and tvb(0, 1):bitfield(4, 4) == 1
end

-- Of a wrong frame on a serial line, `cxlwire serve --capture` has at most the header of the packet: nobody takes it.
local function is_of_wrong_frame(tvb)
  return tvb:len() < tvb:reported_len() or tvb:len() == 0
end

local function show_wrong_frame(proto, tvb, pinfo, tree)
  pinfo.cols.protocol = "MCTP"
  pinfo.cols.info = "Packet of a wrong frame"
  local item = tree:add(proto)
  item:append_text(", packet of a wrong frame")
  if tvb:len() == 4 then
    local destination, source, tag = tvb(1, 1):uint(), tvb(2, 1):uint(), tvb(3, 1):bitfield(5, 3)
    pinfo.cols.src = tostring(source)
    pinfo.cols.dst = tostring(destination)
    pinfo.cols.info = "Tag " .. tag .. ", packet of a wrong frame"
    item:append_text(", Dst: " .. destination .. ", Src: " .. source .. ", Tag: " .. tag)
  end
  return tvb:len()
end

if has_mctp and mctp_types then
  -- Wireshark's MCTP keeps what is in a packet's header to itself, but for fields, which a first pass may not have.
  local wireshark = DissectorTable.get("sll.ltype"):get_dissector(LINUX_MCTP)
  local link = Proto("cxl_mctp", "MCTP packet of link type 291")
  local destination, source, tag = Field.new("mctp.dst"), Field.new("mctp.src"), Field.new("mctp.tag.value")
  local packet = {}

  function link.dissector(tvb, pinfo, tree)
    if is_of_wrong_frame(tvb) then
      return show_wrong_frame(link, tvb, pinfo, tree)
    elseif not is_packet(tvb) then
      return 0
    end
    packet = { frame = pinfo.number, destination = tvb(1, 1):uint(), source = tvb(2, 1):uint(),
      tag = tvb(3, 1):bitfield(5, 3) }
    return wireshark:call(tvb, pinfo, tree)
  end

  function cci.dissector(tvb, pinfo, tree)
    local mctp = packet
    if packet.frame ~= pinfo.number then
      mctp = tag() and { destination = destination().value, source = source().value, tag = tag().value }
        or { destination = tostring(pinfo.dst), source = tostring(pinfo.src), tag = 0 }
    end
    mctp.type = tvb(0, 1):bitfield(1, 7)
    dissect(tvb, pinfo, tree, mctp)
    return tvb:len()
  end

  mctp_types:add(FM_API, cci)
  mctp_types:add(DEVICE_CCI, cci)
  DissectorTable.get("wtap_encap"):add(UNKNOWN_ENCAPSULATION, link)
else
  -- Wireshark before 4.2: packets, and messages of several of them.
  local mctp = Proto("mctp", "Management Component Transport Protocol")
  local f = {
    version = ProtoField.uint8("mctp.version", "Version", base.DEC, nil, 0x0f),
    destination = ProtoField.uint8("mctp.dst", "Destination", base.DEC),
    source = ProtoField.uint8("mctp.src", "Source", base.DEC),
    som = ProtoField.bool("mctp.flags.som", "Start of message", 8, nil, 0x80),
    eom = ProtoField.bool("mctp.flags.eom", "End of message", 8, nil, 0x40),
    sequence = ProtoField.uint8("mctp.seq", "Sequence", base.HEX, nil, 0x30),
    owner = ProtoField.bool("mctp.tag.to", "Tag owner", 8, nil, 0x08),
    tag = ProtoField.uint8("mctp.tag.value", "Tag value", base.HEX, nil, 0x07),
    type = ProtoField.uint8("mctp.msg.type", "Message type", base.HEX, nil, 0x7f),
  }
  mctp.fields = f
  local partial, whole

  local CONTROL_LAYOUTS = {
    [true] = { [1] = "mctp_set_endpoint_id_request", [4] = "mctp_get_version_support_request",
      [6] = "mctp_get_vendor_message_support_request" },
    [false] = { [1] = "mctp_set_endpoint_id_response", [2] = "mctp_get_endpoint_id_response",
      [3] = "mctp_get_endpoint_uuid_response", [4] = "mctp_get_version_support_response",
      [5] = "mctp_get_message_type_support_response", [6] = "mctp_get_vendor_message_support_response" },
  }

  local function show_control(tvb, pinfo, tree)
    if tvb:len() < layouts.mctp_control_header.size then
      pinfo.cols.info = "MCTP control message, cut off"
      return
    end
    local is_request, command = tvb(1, 1):bitfield(0, 1) == 1, tvb(2, 1):uint()
    local layout = not is_request and tvb:len() == layouts.mctp_control_response.size
      and layouts.mctp_control_response
      or layouts[CONTROL_LAYOUTS[is_request][command] or is_request and "mctp_control_header" or "mctp_control_response"]
    local summary = code_text("command_code", command, 2)
      .. (is_request and " request" or " response") .. ", instance " .. tvb(1, 1):bitfield(3, 5)
    if not is_request and tvb:len() > layouts.mctp_control_header.size then
      summary = summary .. ": " .. code_text("completion_code", tvb(3, 1):uint(), 2)
    end
    pinfo.cols.info = "MCTP control: " .. summary
    local item = tree:add(cci, tvb())
    item:set_text("MCTP control message, " .. summary)
    items = 0
    local reason = reason_against(layout, tvb, 0, tvb:len())
    if reason then
      item:add_proto_expert_info(malformed, "message refused: " .. reason)
      add_bytes(item, pf_payload, "payload", tvb, 0, tvb:len())
    else
      show(item, layout, tvb, 0, tvb:len())
    end
  end

  function mctp.init()
    partial, whole = {}, {}
  end

  -- The message that ends with this packet, its bytes; nil: none does.
  local function reassemble(tvb, pinfo, packet)
    if pinfo.visited then
      return whole[pinfo.number]
    end
    local key = table.concat({ packet.source, packet.destination, packet.tag, tostring(packet.owner) }, "/")
    local before = partial[key]
    local bytes = tvb(4):bytes()
    if not packet.som then
      if not before or packet.sequence ~= (before.sequence + 1) % 4 then
        partial[key] = nil
        return nil
      end
      table.insert(before.parts, bytes)
    else
      before = { parts = { bytes } }
    end
    before.sequence = packet.sequence
    partial[key] = not packet.eom and before or nil
    if not packet.eom then
      return nil
    end
    local message = ByteArray.new()
    for _, part in ipairs(before.parts) do
      message:append(part)
    end
    whole[pinfo.number] = message
    return message
  end

  function mctp.dissector(tvb, pinfo, tree)
    if is_of_wrong_frame(tvb) then
      return show_wrong_frame(mctp, tvb, pinfo, tree)
    elseif not is_packet(tvb) then
      return 0
    end
    pinfo.cols.protocol = "MCTP"
    local flags = tvb(3, 1)
    local packet = {
      destination = tvb(1, 1):uint(),
      source = tvb(2, 1):uint(),
      som = flags:bitfield(0, 1) == 1,
      eom = flags:bitfield(1, 1) == 1,
      sequence = flags:bitfield(2, 2),
      owner = flags:bitfield(4, 1) == 1,
      tag = flags:bitfield(5, 3),
    }
    pinfo.cols.src = tostring(packet.source)
    pinfo.cols.dst = tostring(packet.destination)
    pinfo.cols.info = "Tag " .. packet.tag .. ", message fragment"
    local item = tree:add(mctp, tvb(0, 4))
    item:append_text(", Dst: " .. packet.destination .. ", Src: " .. packet.source)
    item:add(f.version, tvb(0, 1))
    item:add(f.destination, tvb(1, 1))
    item:add(f.source, tvb(2, 1))
    for _, name in ipairs({ "som", "eom", "sequence", "owner", "tag" }) do
      item:add(f[name], flags)
    end
    local message = reassemble(tvb, pinfo, packet)
    if not message then
      return tvb:len()
    end
    local body = packet.som and tvb(4):tvb() or message:tvb("Reassembled message")
    item:add(f.type, body(0, 1))
    packet.type = body(0, 1):bitfield(1, 7)
    if packet.type == FM_API or packet.type == DEVICE_CCI then
      dissect(body, pinfo, tree, packet)
    elseif packet.type == CONTROL then
      show_control(body, pinfo, tree)
    end
    return tvb:len()
  end

  function cci.dissector()
  end

  DissectorTable.get("wtap_encap"):add(UNKNOWN_ENCAPSULATION, mctp)
  DissectorTable.get("sll.ltype"):add(LINUX_MCTP, mctp)
end
