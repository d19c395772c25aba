/* The messages of a CXL Dynamic Capacity Device, as they are on the wire: packed structs and constants, for C11 and C++11
 * with GCC's or Clang's layout of bit fields, on little-endian machines. Part of CxlWire.
 *
 * What is between the two marks is written from the layout tables of CxlWire's own codec, and held to all its golden
 * messages. All integers are little-endian; a comment after a field is its unit. Fields of 3, 5, 6 and 7 bytes that are
 * no bit fields, tags and UUIDs are arrays of bytes, in the order of the wire. */
#ifndef CXLWIRE_H
#define CXLWIRE_H

#include <stddef.h>
#include <stdint.h>

#if !defined(__BYTE_ORDER__) || __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "cxlwire.h is for little-endian machines"
#endif

#ifdef __cplusplus
#define CXLWIRE_ASSERT(condition, text) static_assert(condition, text)
#define CXLWIRE_ENTRIES 0
#else
#define CXLWIRE_ASSERT(condition, text) _Static_assert(condition, text)
#define CXLWIRE_ENTRIES
#endif

/* written by tests/CxlWire.Conformance: begin */

/* Opcodes */
#define CXLWIRE_OPCODE_IDENTIFY 0x0001
#define CXLWIRE_OPCODE_BACKGROUND_OPERATION_STATUS 0x0002
#define CXLWIRE_OPCODE_GET_RESPONSE_MESSAGE_LIMIT 0x0003
#define CXLWIRE_OPCODE_SET_RESPONSE_MESSAGE_LIMIT 0x0004
#define CXLWIRE_OPCODE_REQUEST_ABORT_BACKGROUND_OPERATION 0x0005
#define CXLWIRE_OPCODE_GET_EVENT_RECORDS 0x0100
#define CXLWIRE_OPCODE_CLEAR_EVENT_RECORDS 0x0101
#define CXLWIRE_OPCODE_GET_EVENT_INTERRUPT_POLICY 0x0102
#define CXLWIRE_OPCODE_SET_EVENT_INTERRUPT_POLICY 0x0103
#define CXLWIRE_OPCODE_GET_MCTP_EVENT_INTERRUPT_POLICY 0x0104
#define CXLWIRE_OPCODE_SET_MCTP_EVENT_INTERRUPT_POLICY 0x0105
#define CXLWIRE_OPCODE_EVENT_NOTIFICATION 0x0106
#define CXLWIRE_OPCODE_GET_FW_INFO 0x0200
#define CXLWIRE_OPCODE_TRANSFER_FW 0x0201
#define CXLWIRE_OPCODE_ACTIVATE_FW 0x0202
#define CXLWIRE_OPCODE_GET_TIMESTAMP 0x0300
#define CXLWIRE_OPCODE_SET_TIMESTAMP 0x0301
#define CXLWIRE_OPCODE_GET_SUPPORTED_LOGS 0x0400
#define CXLWIRE_OPCODE_GET_LOG 0x0401
#define CXLWIRE_OPCODE_GET_LOG_CAPABILITIES 0x0402
#define CXLWIRE_OPCODE_CLEAR_LOG 0x0403
#define CXLWIRE_OPCODE_POPULATE_LOG 0x0404
#define CXLWIRE_OPCODE_GET_SUPPORTED_LOGS_SUB_LIST 0x0405
#define CXLWIRE_OPCODE_GET_SUPPORTED_FEATURES 0x0500
#define CXLWIRE_OPCODE_GET_FEATURE 0x0501
#define CXLWIRE_OPCODE_SET_FEATURE 0x0502
#define CXLWIRE_OPCODE_PERFORM_MAINTENANCE 0x0600
#define CXLWIRE_OPCODE_IDENTIFY_MEMORY_DEVICE 0x4000
#define CXLWIRE_OPCODE_GET_PARTITION_INFO 0x4100
#define CXLWIRE_OPCODE_SET_PARTITION_INFO 0x4101
#define CXLWIRE_OPCODE_GET_LSA 0x4102
#define CXLWIRE_OPCODE_SET_LSA 0x4103
#define CXLWIRE_OPCODE_GET_HEALTH_INFO 0x4200
#define CXLWIRE_OPCODE_GET_ALERT_CONFIGURATION 0x4201
#define CXLWIRE_OPCODE_SET_ALERT_CONFIGURATION 0x4202
#define CXLWIRE_OPCODE_GET_SHUTDOWN_STATE 0x4203
#define CXLWIRE_OPCODE_SET_SHUTDOWN_STATE 0x4204
#define CXLWIRE_OPCODE_GET_POISON_LIST 0x4300
#define CXLWIRE_OPCODE_INJECT_POISON 0x4301
#define CXLWIRE_OPCODE_CLEAR_POISON 0x4302
#define CXLWIRE_OPCODE_GET_SCAN_MEDIA_CAPABILITIES 0x4303
#define CXLWIRE_OPCODE_SCAN_MEDIA 0x4304
#define CXLWIRE_OPCODE_GET_SCAN_MEDIA_RESULTS 0x4305
#define CXLWIRE_OPCODE_SANITIZE 0x4400
#define CXLWIRE_OPCODE_SECURE_ERASE 0x4401
#define CXLWIRE_OPCODE_MEDIA_OPERATIONS 0x4402
#define CXLWIRE_OPCODE_GET_SECURITY_STATE 0x4500
#define CXLWIRE_OPCODE_SET_PASSPHRASE 0x4501
#define CXLWIRE_OPCODE_DISABLE_PASSPHRASE 0x4502
#define CXLWIRE_OPCODE_UNLOCK 0x4503
#define CXLWIRE_OPCODE_FREEZE_SECURITY_STATE 0x4504
#define CXLWIRE_OPCODE_PASSPHRASE_SECURE_ERASE 0x4505
#define CXLWIRE_OPCODE_SECURITY_SEND 0x4600
#define CXLWIRE_OPCODE_SECURITY_RECEIVE 0x4601
#define CXLWIRE_OPCODE_GET_SLD_QOS_CONTROL 0x4700
#define CXLWIRE_OPCODE_SET_SLD_QOS_CONTROL 0x4701
#define CXLWIRE_OPCODE_GET_SLD_QOS_STATUS 0x4702
#define CXLWIRE_OPCODE_GET_DC_CONFIGURATION 0x4800
#define CXLWIRE_OPCODE_GET_DC_EXTENT_LIST 0x4801
#define CXLWIRE_OPCODE_ADD_DC_RESPONSE 0x4802
#define CXLWIRE_OPCODE_RELEASE_DC 0x4803
#define CXLWIRE_OPCODE_TUNNEL_MANAGEMENT 0x5300
#define CXLWIRE_OPCODE_GET_LD_INFO 0x5400
#define CXLWIRE_OPCODE_GET_LD_ALLOCATIONS 0x5401
#define CXLWIRE_OPCODE_SET_LD_ALLOCATIONS 0x5402
#define CXLWIRE_OPCODE_GET_QOS_CONTROL 0x5403
#define CXLWIRE_OPCODE_SET_QOS_CONTROL 0x5404
#define CXLWIRE_OPCODE_GET_QOS_STATUS 0x5405
#define CXLWIRE_OPCODE_GET_QOS_ALLOCATED_BW 0x5406
#define CXLWIRE_OPCODE_SET_QOS_ALLOCATED_BW 0x5407
#define CXLWIRE_OPCODE_GET_QOS_BW_LIMIT 0x5408
#define CXLWIRE_OPCODE_SET_QOS_BW_LIMIT 0x5409
#define CXLWIRE_OPCODE_GET_MULTI_HEADED_INFO 0x5500
#define CXLWIRE_OPCODE_GET_HEAD_INFO 0x5501
#define CXLWIRE_OPCODE_GET_DCD_INFO 0x5600
#define CXLWIRE_OPCODE_GET_HOST_DC_REGION_CONFIGURATION 0x5601
#define CXLWIRE_OPCODE_SET_DC_REGION_CONFIGURATION 0x5602
#define CXLWIRE_OPCODE_GET_DC_REGION_EXTENT_LISTS 0x5603
#define CXLWIRE_OPCODE_INITIATE_DC_ADD 0x5604
#define CXLWIRE_OPCODE_INITIATE_DC_RELEASE 0x5605
#define CXLWIRE_OPCODE_ADD_DC_REFERENCE 0x5606
#define CXLWIRE_OPCODE_REMOVE_DC_REFERENCE 0x5607
#define CXLWIRE_OPCODE_LIST_DC_TAGS 0x5608

/* CciCategory */
#define CXLWIRE_CCI_CATEGORY_REQUEST 0x00
#define CXLWIRE_CCI_CATEGORY_RESPONSE 0x01

/* CdatStructureType */
#define CXLWIRE_CDAT_STRUCTURE_TYPE_DSMAS 0x00
#define CXLWIRE_CDAT_STRUCTURE_TYPE_DSLBIS 0x01
#define CXLWIRE_CDAT_STRUCTURE_TYPE_DSMSCIS 0x02
#define CXLWIRE_CDAT_STRUCTURE_TYPE_DSIS 0x03
#define CXLWIRE_CDAT_STRUCTURE_TYPE_DSEMTS 0x04
#define CXLWIRE_CDAT_STRUCTURE_TYPE_SSLBIS 0x05

/* DeviceEventSubType */
#define CXLWIRE_DEVICE_EVENT_SUB_TYPE_NOT_REPORTED 0x00
#define CXLWIRE_DEVICE_EVENT_SUB_TYPE_INVALID_CONFIGURATION_DATA 0x01
#define CXLWIRE_DEVICE_EVENT_SUB_TYPE_UNSUPPORTED_CONFIGURATION_DATA 0x02
#define CXLWIRE_DEVICE_EVENT_SUB_TYPE_UNSUPPORTED_MEMORY_MEDIA_FRU 0x03

/* DeviceEventType */
#define CXLWIRE_DEVICE_EVENT_TYPE_HEALTH_STATUS_CHANGE 0x00
#define CXLWIRE_DEVICE_EVENT_TYPE_MEDIA_STATUS_CHANGE 0x01
#define CXLWIRE_DEVICE_EVENT_TYPE_LIFE_USED_CHANGE 0x02
#define CXLWIRE_DEVICE_EVENT_TYPE_TEMPERATURE_CHANGE 0x03
#define CXLWIRE_DEVICE_EVENT_TYPE_DATA_PATH_ERROR 0x04
#define CXLWIRE_DEVICE_EVENT_TYPE_LSA_ERROR 0x05
#define CXLWIRE_DEVICE_EVENT_TYPE_UNRECOVERABLE_SIDEBAND_BUS_ERROR 0x06
#define CXLWIRE_DEVICE_EVENT_TYPE_MEMORY_MEDIA_FRU_ERROR 0x07
#define CXLWIRE_DEVICE_EVENT_TYPE_POWER_MANAGEMENT_FAULT 0x08

/* DramEventType */
#define CXLWIRE_DRAM_EVENT_TYPE_MEDIA_ECC_ERROR 0x00
#define CXLWIRE_DRAM_EVENT_TYPE_SCRUB_MEDIA_ECC_ERROR 0x01
#define CXLWIRE_DRAM_EVENT_TYPE_INVALID_ADDRESS 0x02
#define CXLWIRE_DRAM_EVENT_TYPE_DATA_PATH_ERROR 0x03
#define CXLWIRE_DRAM_EVENT_TYPE_TE_STATE_VIOLATION 0x04
#define CXLWIRE_DRAM_EVENT_TYPE_CME_COUNTER_EXPIRATION 0x05
#define CXLWIRE_DRAM_EVENT_TYPE_CKID_VIOLATION 0x06

/* DslbisDataType */
#define CXLWIRE_DSLBIS_DATA_TYPE_ACCESS_LATENCY 0x00
#define CXLWIRE_DSLBIS_DATA_TYPE_READ_LATENCY 0x01
#define CXLWIRE_DSLBIS_DATA_TYPE_WRITE_LATENCY 0x02
#define CXLWIRE_DSLBIS_DATA_TYPE_ACCESS_BANDWIDTH 0x03
#define CXLWIRE_DSLBIS_DATA_TYPE_READ_BANDWIDTH 0x04
#define CXLWIRE_DSLBIS_DATA_TYPE_WRITE_BANDWIDTH 0x05

/* DynamicCapacityEventType */
#define CXLWIRE_DYNAMIC_CAPACITY_EVENT_TYPE_ADD_CAPACITY 0x00
#define CXLWIRE_DYNAMIC_CAPACITY_EVENT_TYPE_RELEASE_CAPACITY 0x01
#define CXLWIRE_DYNAMIC_CAPACITY_EVENT_TYPE_FORCED_CAPACITY_RELEASE 0x02
#define CXLWIRE_DYNAMIC_CAPACITY_EVENT_TYPE_REGION_CONFIGURATION_UPDATED 0x03
#define CXLWIRE_DYNAMIC_CAPACITY_EVENT_TYPE_ADD_CAPACITY_RESPONSE 0x04
#define CXLWIRE_DYNAMIC_CAPACITY_EVENT_TYPE_CAPACITY_RELEASED 0x05

/* EventInterruptMode */
#define CXLWIRE_EVENT_INTERRUPT_MODE_NONE 0x00
#define CXLWIRE_EVENT_INTERRUPT_MODE_MSI_OR_MSI_X 0x01
#define CXLWIRE_EVENT_INTERRUPT_MODE_FIRMWARE 0x02

/* EventLogType */
#define CXLWIRE_EVENT_LOG_TYPE_INFORMATIONAL 0x00
#define CXLWIRE_EVENT_LOG_TYPE_WARNING 0x01
#define CXLWIRE_EVENT_LOG_TYPE_FAILURE 0x02
#define CXLWIRE_EVENT_LOG_TYPE_FATAL 0x03
#define CXLWIRE_EVENT_LOG_TYPE_DYNAMIC_CAPACITY 0x04

/* EventSeverity */
#define CXLWIRE_EVENT_SEVERITY_INFORMATIONAL 0x00
#define CXLWIRE_EVENT_SEVERITY_WARNING 0x01
#define CXLWIRE_EVENT_SEVERITY_FAILURE 0x02
#define CXLWIRE_EVENT_SEVERITY_FATAL 0x03

/* FeatureResetPersistence */
#define CXLWIRE_FEATURE_RESET_PERSISTENCE_NONE 0x00
#define CXLWIRE_FEATURE_RESET_PERSISTENCE_CXL_RESET 0x01
#define CXLWIRE_FEATURE_RESET_PERSISTENCE_HOT_RESET 0x02
#define CXLWIRE_FEATURE_RESET_PERSISTENCE_WARM_RESET 0x03
#define CXLWIRE_FEATURE_RESET_PERSISTENCE_COLD_RESET 0x04

/* FeatureSelection */
#define CXLWIRE_FEATURE_SELECTION_CURRENT 0x00
#define CXLWIRE_FEATURE_SELECTION_DEFAULT 0x01
#define CXLWIRE_FEATURE_SELECTION_SAVED 0x02

/* FeatureTransferAction */
#define CXLWIRE_FEATURE_TRANSFER_ACTION_FULL 0x00
#define CXLWIRE_FEATURE_TRANSFER_ACTION_INITIATE 0x01
#define CXLWIRE_FEATURE_TRANSFER_ACTION_CONTINUE 0x02
#define CXLWIRE_FEATURE_TRANSFER_ACTION_FINISH 0x03
#define CXLWIRE_FEATURE_TRANSFER_ACTION_ABORT 0x04

/* FirmwareActivation */
#define CXLWIRE_FIRMWARE_ACTIVATION_ONLINE 0x00
#define CXLWIRE_FIRMWARE_ACTIVATION_AT_RESET 0x01

/* FirmwareTransferAction */
#define CXLWIRE_FIRMWARE_TRANSFER_ACTION_FULL 0x00
#define CXLWIRE_FIRMWARE_TRANSFER_ACTION_INITIATE 0x01
#define CXLWIRE_FIRMWARE_TRANSFER_ACTION_CONTINUE 0x02
#define CXLWIRE_FIRMWARE_TRANSFER_ACTION_END 0x03
#define CXLWIRE_FIRMWARE_TRANSFER_ACTION_ABORT 0x04

/* GeneralMediaEventType */
#define CXLWIRE_GENERAL_MEDIA_EVENT_TYPE_ECC_ERROR 0x00
#define CXLWIRE_GENERAL_MEDIA_EVENT_TYPE_INVALID_ADDRESS 0x01
#define CXLWIRE_GENERAL_MEDIA_EVENT_TYPE_DATA_PATH_ERROR 0x02
#define CXLWIRE_GENERAL_MEDIA_EVENT_TYPE_TE_STATE_VIOLATION 0x03
#define CXLWIRE_GENERAL_MEDIA_EVENT_TYPE_SCRUB_MEDIA_ECC_ERROR 0x04
#define CXLWIRE_GENERAL_MEDIA_EVENT_TYPE_CME_COUNTER_EXPIRATION 0x05
#define CXLWIRE_GENERAL_MEDIA_EVENT_TYPE_CKID_VIOLATION 0x06

/* MaintenanceClass */
#define CXLWIRE_MAINTENANCE_CLASS_NO_OPERATION 0x00
#define CXLWIRE_MAINTENANCE_CLASS_POST_PACKAGE_REPAIR 0x01
#define CXLWIRE_MAINTENANCE_CLASS_MEMORY_SPARING 0x02

/* MctpCompletionCode */
#define CXLWIRE_MCTP_COMPLETION_CODE_SUCCESS 0x00
#define CXLWIRE_MCTP_COMPLETION_CODE_ERROR 0x01
#define CXLWIRE_MCTP_COMPLETION_CODE_INVALID_DATA 0x02
#define CXLWIRE_MCTP_COMPLETION_CODE_INVALID_LENGTH 0x03
#define CXLWIRE_MCTP_COMPLETION_CODE_NOT_READY 0x04
#define CXLWIRE_MCTP_COMPLETION_CODE_UNSUPPORTED_COMMAND 0x05
#define CXLWIRE_MCTP_COMPLETION_CODE_MESSAGE_TYPE_NOT_SUPPORTED 0x80

/* MctpControlCommand */
#define CXLWIRE_MCTP_CONTROL_COMMAND_SET_ENDPOINT_ID 0x01
#define CXLWIRE_MCTP_CONTROL_COMMAND_GET_ENDPOINT_ID 0x02
#define CXLWIRE_MCTP_CONTROL_COMMAND_GET_ENDPOINT_UUID 0x03
#define CXLWIRE_MCTP_CONTROL_COMMAND_GET_VERSION_SUPPORT 0x04
#define CXLWIRE_MCTP_CONTROL_COMMAND_GET_MESSAGE_TYPE_SUPPORT 0x05
#define CXLWIRE_MCTP_CONTROL_COMMAND_GET_VENDOR_DEFINED_MESSAGE_SUPPORT 0x06
#define CXLWIRE_MCTP_CONTROL_COMMAND_RESOLVE_ENDPOINT_ID 0x07
#define CXLWIRE_MCTP_CONTROL_COMMAND_ALLOCATE_ENDPOINT_IDS 0x08
#define CXLWIRE_MCTP_CONTROL_COMMAND_ROUTING_INFORMATION_UPDATE 0x09
#define CXLWIRE_MCTP_CONTROL_COMMAND_GET_ROUTING_TABLE_ENTRIES 0x0a
#define CXLWIRE_MCTP_CONTROL_COMMAND_PREPARE_FOR_ENDPOINT_DISCOVERY 0x0b
#define CXLWIRE_MCTP_CONTROL_COMMAND_ENDPOINT_DISCOVERY 0x0c
#define CXLWIRE_MCTP_CONTROL_COMMAND_DISCOVERY_NOTIFY 0x0d

/* MctpMessageType */
#define CXLWIRE_MCTP_MESSAGE_TYPE_CONTROL 0x00
#define CXLWIRE_MCTP_MESSAGE_TYPE_PLDM 0x01
#define CXLWIRE_MCTP_MESSAGE_TYPE_SPDM 0x05
#define CXLWIRE_MCTP_MESSAGE_TYPE_FABRIC_MANAGER_API 0x07
#define CXLWIRE_MCTP_MESSAGE_TYPE_CCI 0x08
#define CXLWIRE_MCTP_MESSAGE_TYPE_VENDOR_PCI 0x7e
#define CXLWIRE_MCTP_MESSAGE_TYPE_VENDOR_IANA 0x7f

/* MediaErrorSource */
#define CXLWIRE_MEDIA_ERROR_SOURCE_UNKNOWN 0x00
#define CXLWIRE_MEDIA_ERROR_SOURCE_EXTERNAL 0x01
#define CXLWIRE_MEDIA_ERROR_SOURCE_INTERNAL 0x02
#define CXLWIRE_MEDIA_ERROR_SOURCE_INJECTED 0x03
#define CXLWIRE_MEDIA_ERROR_SOURCE_VENDOR_SPECIFIC 0x07

/* MediaOperationClass */
#define CXLWIRE_MEDIA_OPERATION_CLASS_GENERAL 0x00
#define CXLWIRE_MEDIA_OPERATION_CLASS_SANITIZE 0x01

/* MemoryEventSubType */
#define CXLWIRE_MEMORY_EVENT_SUB_TYPE_NOT_REPORTED 0x00
#define CXLWIRE_MEMORY_EVENT_SUB_TYPE_INTERNAL_DATA_PATH_ERROR 0x01
#define CXLWIRE_MEMORY_EVENT_SUB_TYPE_MEDIA_LINK_COMMAND_TRAINING_ERROR 0x02
#define CXLWIRE_MEMORY_EVENT_SUB_TYPE_MEDIA_LINK_CONTROL_TRAINING_ERROR 0x03
#define CXLWIRE_MEMORY_EVENT_SUB_TYPE_MEDIA_LINK_DATA_TRAINING_ERROR 0x04
#define CXLWIRE_MEMORY_EVENT_SUB_TYPE_MEDIA_LINK_CRC_ERROR 0x05

/* MemoryTransactionType */
#define CXLWIRE_MEMORY_TRANSACTION_TYPE_UNKNOWN 0x00
#define CXLWIRE_MEMORY_TRANSACTION_TYPE_HOST_READ 0x01
#define CXLWIRE_MEMORY_TRANSACTION_TYPE_HOST_WRITE 0x02
#define CXLWIRE_MEMORY_TRANSACTION_TYPE_HOST_SCAN_MEDIA 0x03
#define CXLWIRE_MEMORY_TRANSACTION_TYPE_HOST_INJECT_POISON 0x04
#define CXLWIRE_MEMORY_TRANSACTION_TYPE_INTERNAL_MEDIA_SCRUB 0x05
#define CXLWIRE_MEMORY_TRANSACTION_TYPE_INTERNAL_MEDIA_MANAGEMENT 0x06
#define CXLWIRE_MEMORY_TRANSACTION_TYPE_INTERNAL_MEDIA_ERROR_CHECK_SCRUB 0x07
#define CXLWIRE_MEMORY_TRANSACTION_TYPE_MEDIA_INITIALIZATION 0x08

/* PassphraseType */
#define CXLWIRE_PASSPHRASE_TYPE_MASTER 0x00
#define CXLWIRE_PASSPHRASE_TYPE_USER 0x01

/* RemovalPolicy */
#define CXLWIRE_REMOVAL_POLICY_TAG_BASED 0x00
#define CXLWIRE_REMOVAL_POLICY_PRESCRIPTIVE 0x01

/* ReturnCode */
#define CXLWIRE_RETURN_CODE_SUCCESS 0x00
#define CXLWIRE_RETURN_CODE_BACKGROUND_COMMAND_STARTED 0x01
#define CXLWIRE_RETURN_CODE_INVALID_INPUT 0x02
#define CXLWIRE_RETURN_CODE_UNSUPPORTED 0x03
#define CXLWIRE_RETURN_CODE_INTERNAL_ERROR 0x04
#define CXLWIRE_RETURN_CODE_RETRY_REQUIRED 0x05
#define CXLWIRE_RETURN_CODE_BUSY 0x06
#define CXLWIRE_RETURN_CODE_MEDIA_DISABLED 0x07
#define CXLWIRE_RETURN_CODE_FIRMWARE_TRANSFER_IN_PROGRESS 0x08
#define CXLWIRE_RETURN_CODE_FIRMWARE_TRANSFER_OUT_OF_ORDER 0x09
#define CXLWIRE_RETURN_CODE_FIRMWARE_VERIFICATION_FAILED 0x0a
#define CXLWIRE_RETURN_CODE_INVALID_SLOT 0x0b
#define CXLWIRE_RETURN_CODE_ACTIVATION_FAILED_FIRMWARE_ROLLED_BACK 0x0c
#define CXLWIRE_RETURN_CODE_ACTIVATION_FAILED_COLD_RESET_REQUIRED 0x0d
#define CXLWIRE_RETURN_CODE_INVALID_HANDLE 0x0e
#define CXLWIRE_RETURN_CODE_INVALID_PHYSICAL_ADDRESS 0x0f
#define CXLWIRE_RETURN_CODE_INJECT_POISON_LIMIT_REACHED 0x10
#define CXLWIRE_RETURN_CODE_PERMANENT_MEDIA_FAILURE 0x11
#define CXLWIRE_RETURN_CODE_ABORTED 0x12
#define CXLWIRE_RETURN_CODE_INVALID_SECURITY_STATE 0x13
#define CXLWIRE_RETURN_CODE_INCORRECT_PASSPHRASE 0x14
#define CXLWIRE_RETURN_CODE_UNSUPPORTED_MAILBOX_OR_CCI 0x15
#define CXLWIRE_RETURN_CODE_INVALID_PAYLOAD_LENGTH 0x16
#define CXLWIRE_RETURN_CODE_INVALID_LOG 0x17
#define CXLWIRE_RETURN_CODE_INTERRUPTED 0x18
#define CXLWIRE_RETURN_CODE_UNSUPPORTED_FEATURE_VERSION 0x19
#define CXLWIRE_RETURN_CODE_UNSUPPORTED_FEATURE_SELECTION_VALUE 0x1a
#define CXLWIRE_RETURN_CODE_FEATURE_TRANSFER_IN_PROGRESS 0x1b
#define CXLWIRE_RETURN_CODE_FEATURE_TRANSFER_OUT_OF_ORDER 0x1c
#define CXLWIRE_RETURN_CODE_RESOURCES_EXHAUSTED 0x1d
#define CXLWIRE_RETURN_CODE_INVALID_EXTENT_LIST 0x1e
#define CXLWIRE_RETURN_CODE_TRANSFER_OUT_OF_ORDER 0x1f
#define CXLWIRE_RETURN_CODE_REQUEST_ABORT_BACKGROUND_OPERATION_NOT_SUPPORTED 0x20

/* SecurityProtocol */
#define CXLWIRE_SECURITY_PROTOCOL_INFORMATION 0x00

/* SelectionPolicy */
#define CXLWIRE_SELECTION_POLICY_FREE 0x00
#define CXLWIRE_SELECTION_POLICY_CONTIGUOUS 0x01
#define CXLWIRE_SELECTION_POLICY_PRESCRIPTIVE 0x02
#define CXLWIRE_SELECTION_POLICY_ENABLE_SHARED_ACCESS 0x03

#pragma pack(push, 1)

/* CXL r3.1 8.2.9.3.3 Activate FW (0202h) */
struct cxlwire_activate_fw_request {
    uint8_t action;
    uint8_t slot;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_activate_fw_request) == 2, "activate_fw_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_activate_fw_request, action) == 0, "activate_fw_request.action");
CXLWIRE_ASSERT(offsetof(struct cxlwire_activate_fw_request, slot) == 1, "activate_fw_request.slot");

/* CXL r3.1 7.6.7.6.7 Dynamic Capacity Add Reference (5606h) */
struct cxlwire_add_dc_reference_request {
    uint8_t tag[16];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_add_dc_reference_request) == 16, "add_dc_reference_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_add_dc_reference_request, tag) == 0, "add_dc_reference_request.tag");

/* CXL r3.1 8.2.9.9.9.3 Updated Extent */
struct cxlwire_updated_extent {
    uint64_t start_dpa; /* bytes */
    uint64_t length; /* bytes */
    uint8_t reserved16[8];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_updated_extent) == 24, "updated_extent");
CXLWIRE_ASSERT(offsetof(struct cxlwire_updated_extent, start_dpa) == 0, "updated_extent.start_dpa");
CXLWIRE_ASSERT(offsetof(struct cxlwire_updated_extent, length) == 8, "updated_extent.length");
CXLWIRE_ASSERT(offsetof(struct cxlwire_updated_extent, reserved16) == 16, "updated_extent.reserved16");

/* CXL r3.1 8.2.9.9.9.3 Add Dynamic Capacity Response (4802h) */
struct cxlwire_add_dc_response_request {
    uint32_t count;
    uint8_t more : 1;
    uint8_t flags_reserved : 7;
    uint8_t reserved5[3];
    struct cxlwire_updated_extent extents[CXLWIRE_ENTRIES];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_add_dc_response_request) == 8, "add_dc_response_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_add_dc_response_request, count) == 0, "add_dc_response_request.count");
CXLWIRE_ASSERT(offsetof(struct cxlwire_add_dc_response_request, reserved5) == 5, "add_dc_response_request.reserved5");

/* CXL r3.1 8.2.9.1.2 Background Operation Status (0002h) */
struct cxlwire_background_operation_status_response {
    uint8_t in_progress : 1;
    uint8_t percentage_complete : 7;
    uint8_t reserved1[1];
    uint16_t opcode;
    uint16_t return_code;
    uint16_t vendor_status;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_background_operation_status_response) == 8, "background_operation_status_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_background_operation_status_response, reserved1) == 1, "background_operation_status_response.reserved1");
CXLWIRE_ASSERT(offsetof(struct cxlwire_background_operation_status_response, opcode) == 2, "background_operation_status_response.opcode");
CXLWIRE_ASSERT(offsetof(struct cxlwire_background_operation_status_response, return_code) == 4, "background_operation_status_response.return_code");
CXLWIRE_ASSERT(offsetof(struct cxlwire_background_operation_status_response, vendor_status) == 6, "background_operation_status_response.vendor_status");

/* CXL r3.1 Figure 7-19 CCI Message Header */
struct cxlwire_cci_header {
    uint8_t category : 4;
    uint8_t category_reserved : 4;
    uint8_t message_tag;
    uint8_t reserved2[1];
    uint16_t opcode;
    uint32_t payload_length : 21; /* bytes */
    uint32_t length_reserved : 2;
    uint32_t background_operation : 1;
    uint16_t return_code;
    uint16_t vendor_status;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_cci_header) == 12, "cci_header");
CXLWIRE_ASSERT(offsetof(struct cxlwire_cci_header, message_tag) == 1, "cci_header.message_tag");
CXLWIRE_ASSERT(offsetof(struct cxlwire_cci_header, reserved2) == 2, "cci_header.reserved2");
CXLWIRE_ASSERT(offsetof(struct cxlwire_cci_header, opcode) == 3, "cci_header.opcode");
CXLWIRE_ASSERT(offsetof(struct cxlwire_cci_header, return_code) == 8, "cci_header.return_code");
CXLWIRE_ASSERT(offsetof(struct cxlwire_cci_header, vendor_status) == 10, "cci_header.vendor_status");

/* CDAT 1.03 Table 1 Coherent Device Attribute Table */
struct cxlwire_cdat_header {
    uint32_t length; /* bytes */
    uint8_t revision;
    uint8_t checksum;
    uint8_t reserved6[6];
    uint32_t sequence;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_cdat_header) == 16, "cdat_header");
CXLWIRE_ASSERT(offsetof(struct cxlwire_cdat_header, length) == 0, "cdat_header.length");
CXLWIRE_ASSERT(offsetof(struct cxlwire_cdat_header, revision) == 4, "cdat_header.revision");
CXLWIRE_ASSERT(offsetof(struct cxlwire_cdat_header, checksum) == 5, "cdat_header.checksum");
CXLWIRE_ASSERT(offsetof(struct cxlwire_cdat_header, reserved6) == 6, "cdat_header.reserved6");
CXLWIRE_ASSERT(offsetof(struct cxlwire_cdat_header, sequence) == 12, "cdat_header.sequence");

/* CDAT 1.03 Table 2 CDAT Structure */
struct cxlwire_cdat_structure_header {
    uint8_t type;
    uint8_t reserved1[1];
    uint16_t length; /* bytes */
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_cdat_structure_header) == 4, "cdat_structure_header");
CXLWIRE_ASSERT(offsetof(struct cxlwire_cdat_structure_header, type) == 0, "cdat_structure_header.type");
CXLWIRE_ASSERT(offsetof(struct cxlwire_cdat_structure_header, reserved1) == 1, "cdat_structure_header.reserved1");
CXLWIRE_ASSERT(offsetof(struct cxlwire_cdat_structure_header, length) == 2, "cdat_structure_header.length");

/* CXL r3.1 8.2.9.5.2.1 Command Effects Log Entry */
struct cxlwire_cel_entry {
    uint16_t opcode;
    uint16_t configuration_change_after_cold_reset : 1;
    uint16_t immediate_configuration_change : 1;
    uint16_t immediate_data_change : 1;
    uint16_t immediate_policy_change : 1;
    uint16_t immediate_log_change : 1;
    uint16_t security_state_change : 1;
    uint16_t background_operation : 1;
    uint16_t secondary_mailbox_supported : 1;
    uint16_t request_abort_background_operation_supported : 1;
    uint16_t extended_effects_valid : 1;
    uint16_t configuration_change_after_conventional_reset : 1;
    uint16_t configuration_change_after_cxl_reset : 1;
    uint16_t effects_reserved : 4;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_cel_entry) == 4, "cel_entry");
CXLWIRE_ASSERT(offsetof(struct cxlwire_cel_entry, opcode) == 0, "cel_entry.opcode");

/* CXL r3.1 8.2.9.2.3 Clear Event Records (0101h) */
struct cxlwire_clear_event_records_request {
    uint8_t log;
    uint8_t clear_all : 1;
    uint8_t flags_reserved : 7;
    uint8_t handle_count;
    uint8_t reserved3[3];
    uint16_t handles[CXLWIRE_ENTRIES];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_clear_event_records_request) == 6, "clear_event_records_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_clear_event_records_request, log) == 0, "clear_event_records_request.log");
CXLWIRE_ASSERT(offsetof(struct cxlwire_clear_event_records_request, handle_count) == 2, "clear_event_records_request.handle_count");
CXLWIRE_ASSERT(offsetof(struct cxlwire_clear_event_records_request, reserved3) == 3, "clear_event_records_request.reserved3");

/* CXL r3.1 8.2.9.5.4 Clear Log (0403h) */
struct cxlwire_clear_log_request {
    uint8_t log_identifier[16];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_clear_log_request) == 16, "clear_log_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_clear_log_request, log_identifier) == 0, "clear_log_request.log_identifier");

/* CXL r3.1 8.2.9.9.4.3 Clear Poison (4302h) */
struct cxlwire_clear_poison_request {
    uint64_t address; /* bytes */
    uint8_t data[64];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_clear_poison_request) == 72, "clear_poison_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_clear_poison_request, address) == 0, "clear_poison_request.address");
CXLWIRE_ASSERT(offsetof(struct cxlwire_clear_poison_request, data) == 8, "clear_poison_request.data");

/* CXL r3.1 8.2.9.9.9.1 Get Dynamic Capacity Configuration, tail */
struct cxlwire_dc_configuration_tail {
    uint32_t extents_supported;
    uint32_t extents_available;
    uint32_t tags_supported;
    uint32_t tags_available;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_dc_configuration_tail) == 16, "dc_configuration_tail");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dc_configuration_tail, extents_supported) == 0, "dc_configuration_tail.extents_supported");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dc_configuration_tail, extents_available) == 4, "dc_configuration_tail.extents_available");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dc_configuration_tail, tags_supported) == 8, "dc_configuration_tail.tags_supported");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dc_configuration_tail, tags_available) == 12, "dc_configuration_tail.tags_available");

/* CXL r3.1 8.2.9.9.9.1 Region Configuration */
struct cxlwire_dc_region_configuration {
    uint64_t base_dpa; /* bytes */
    uint64_t decode_length; /* 256 MiB */
    uint64_t length; /* bytes */
    uint64_t block_size; /* bytes */
    uint32_t dsmad_handle;
    uint8_t sanitize_on_release : 1;
    uint8_t flags_reserved : 7;
    uint8_t reserved37[3];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_dc_region_configuration) == 40, "dc_region_configuration");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dc_region_configuration, base_dpa) == 0, "dc_region_configuration.base_dpa");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dc_region_configuration, decode_length) == 8, "dc_region_configuration.decode_length");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dc_region_configuration, length) == 16, "dc_region_configuration.length");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dc_region_configuration, block_size) == 24, "dc_region_configuration.block_size");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dc_region_configuration, dsmad_handle) == 32, "dc_region_configuration.dsmad_handle");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dc_region_configuration, reserved37) == 37, "dc_region_configuration.reserved37");

/* CXL r3.1 7.6.7.6.9 Dynamic Capacity Tag Information */
struct cxlwire_dc_tag_information {
    uint8_t tag[16];
    uint8_t flags;
    uint8_t reserved17[3];
    uint8_t reference_bitmap[32];
    uint8_t pending_bitmap[32];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_dc_tag_information) == 84, "dc_tag_information");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dc_tag_information, tag) == 0, "dc_tag_information.tag");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dc_tag_information, flags) == 16, "dc_tag_information.flags");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dc_tag_information, reserved17) == 17, "dc_tag_information.reserved17");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dc_tag_information, reference_bitmap) == 20, "dc_tag_information.reference_bitmap");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dc_tag_information, pending_bitmap) == 52, "dc_tag_information.pending_bitmap");

/* CXL r3.1 7.6.7.5.2 Get Head Info (5501h), Head Info */
struct cxlwire_device_head {
    uint8_t port_number;
    uint8_t maximum_link_width;
    uint8_t negotiated_link_width;
    uint8_t supported_link_speeds;
    uint8_t maximum_link_speed;
    uint8_t current_link_speed;
    uint8_t ltssm_state;
    uint8_t first_negotiated_lane;
    uint8_t link_state_flags;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_device_head) == 9, "device_head");
CXLWIRE_ASSERT(offsetof(struct cxlwire_device_head, port_number) == 0, "device_head.port_number");
CXLWIRE_ASSERT(offsetof(struct cxlwire_device_head, maximum_link_width) == 1, "device_head.maximum_link_width");
CXLWIRE_ASSERT(offsetof(struct cxlwire_device_head, negotiated_link_width) == 2, "device_head.negotiated_link_width");
CXLWIRE_ASSERT(offsetof(struct cxlwire_device_head, supported_link_speeds) == 3, "device_head.supported_link_speeds");
CXLWIRE_ASSERT(offsetof(struct cxlwire_device_head, maximum_link_speed) == 4, "device_head.maximum_link_speed");
CXLWIRE_ASSERT(offsetof(struct cxlwire_device_head, current_link_speed) == 5, "device_head.current_link_speed");
CXLWIRE_ASSERT(offsetof(struct cxlwire_device_head, ltssm_state) == 6, "device_head.ltssm_state");
CXLWIRE_ASSERT(offsetof(struct cxlwire_device_head, first_negotiated_lane) == 7, "device_head.first_negotiated_lane");
CXLWIRE_ASSERT(offsetof(struct cxlwire_device_head, link_state_flags) == 8, "device_head.link_state_flags");

/* CXL r3.1 8.2.9.9.6.3 Disable Passphrase (4502h) */
struct cxlwire_disable_passphrase_request {
    uint8_t passphrase_type;
    uint8_t reserved1[7];
    uint8_t reserved8[24];
    uint8_t current_passphrase[32];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_disable_passphrase_request) == 64, "disable_passphrase_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_disable_passphrase_request, passphrase_type) == 0, "disable_passphrase_request.passphrase_type");
CXLWIRE_ASSERT(offsetof(struct cxlwire_disable_passphrase_request, reserved1) == 1, "disable_passphrase_request.reserved1");
CXLWIRE_ASSERT(offsetof(struct cxlwire_disable_passphrase_request, reserved8) == 8, "disable_passphrase_request.reserved8");
CXLWIRE_ASSERT(offsetof(struct cxlwire_disable_passphrase_request, current_passphrase) == 32, "disable_passphrase_request.current_passphrase");

/* PCIe r6.0 6.30.1 DOE Data Object Header */
struct cxlwire_doe_header {
    uint16_t vendor_id;
    uint8_t data_object_type;
    uint8_t reserved3[1];
    uint32_t length : 18; /* dwords */
    uint32_t length_reserved : 14;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_doe_header) == 8, "doe_header");
CXLWIRE_ASSERT(offsetof(struct cxlwire_doe_header, vendor_id) == 0, "doe_header.vendor_id");
CXLWIRE_ASSERT(offsetof(struct cxlwire_doe_header, data_object_type) == 2, "doe_header.data_object_type");
CXLWIRE_ASSERT(offsetof(struct cxlwire_doe_header, reserved3) == 3, "doe_header.reserved3");

/* PCIe r6.0 6.30.1.1 DOE Discovery, request */
struct cxlwire_doe_discovery_request {
    struct cxlwire_doe_header header;
    uint8_t index;
    uint8_t reserved9[3];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_doe_discovery_request) == 12, "doe_discovery_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_doe_discovery_request, header) == 0, "doe_discovery_request.header");
CXLWIRE_ASSERT(offsetof(struct cxlwire_doe_discovery_request, index) == 8, "doe_discovery_request.index");
CXLWIRE_ASSERT(offsetof(struct cxlwire_doe_discovery_request, reserved9) == 9, "doe_discovery_request.reserved9");

/* PCIe r6.0 6.30.1.1 DOE Discovery, response */
struct cxlwire_doe_discovery_response {
    struct cxlwire_doe_header header;
    uint16_t vendor_id;
    uint8_t data_object_type;
    uint8_t next_index;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_doe_discovery_response) == 12, "doe_discovery_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_doe_discovery_response, header) == 0, "doe_discovery_response.header");
CXLWIRE_ASSERT(offsetof(struct cxlwire_doe_discovery_response, vendor_id) == 8, "doe_discovery_response.vendor_id");
CXLWIRE_ASSERT(offsetof(struct cxlwire_doe_discovery_response, data_object_type) == 10, "doe_discovery_response.data_object_type");
CXLWIRE_ASSERT(offsetof(struct cxlwire_doe_discovery_response, next_index) == 11, "doe_discovery_response.next_index");

/* CXL r3.1 8.2.9.2.1 Common Event Record */
struct cxlwire_event_record_header {
    uint8_t event_record_identifier[16];
    uint8_t record_length; /* bytes */
    uint32_t severity : 2;
    uint32_t permanent_condition : 1;
    uint32_t maintenance_needed : 1;
    uint32_t performance_degraded : 1;
    uint32_t hardware_replacement_needed : 1;
    uint32_t maintenance_operation_subclass_valid : 1;
    uint32_t ld_id_valid : 1;
    uint32_t head_id_valid : 1;
    uint32_t flags_reserved : 15;
    uint16_t handle;
    uint16_t related_handle;
    uint64_t timestamp; /* ns */
    uint8_t maintenance_operation_class;
    uint8_t maintenance_operation_subclass;
    uint16_t ld_id;
    uint8_t head_id;
    uint8_t reserved37[11];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_event_record_header) == 48, "event_record_header");
CXLWIRE_ASSERT(offsetof(struct cxlwire_event_record_header, event_record_identifier) == 0, "event_record_header.event_record_identifier");
CXLWIRE_ASSERT(offsetof(struct cxlwire_event_record_header, record_length) == 16, "event_record_header.record_length");
CXLWIRE_ASSERT(offsetof(struct cxlwire_event_record_header, handle) == 20, "event_record_header.handle");
CXLWIRE_ASSERT(offsetof(struct cxlwire_event_record_header, related_handle) == 22, "event_record_header.related_handle");
CXLWIRE_ASSERT(offsetof(struct cxlwire_event_record_header, timestamp) == 24, "event_record_header.timestamp");
CXLWIRE_ASSERT(offsetof(struct cxlwire_event_record_header, maintenance_operation_class) == 32, "event_record_header.maintenance_operation_class");
CXLWIRE_ASSERT(offsetof(struct cxlwire_event_record_header, maintenance_operation_subclass) == 33, "event_record_header.maintenance_operation_subclass");
CXLWIRE_ASSERT(offsetof(struct cxlwire_event_record_header, ld_id) == 34, "event_record_header.ld_id");
CXLWIRE_ASSERT(offsetof(struct cxlwire_event_record_header, head_id) == 36, "event_record_header.head_id");
CXLWIRE_ASSERT(offsetof(struct cxlwire_event_record_header, reserved37) == 37, "event_record_header.reserved37");

/* CXL r3.1 8.2.9.2.1.2 DRAM Event Record */
struct cxlwire_dram_event_record {
    struct cxlwire_event_record_header header;
    uint64_t physical_address; /* bytes */
    uint8_t memory_event_descriptor;
    uint8_t memory_event_type;
    uint8_t transaction_type;
    uint16_t channel_valid : 1;
    uint16_t rank_valid : 1;
    uint16_t nibble_mask_valid : 1;
    uint16_t bank_group_valid : 1;
    uint16_t bank_valid : 1;
    uint16_t row_valid : 1;
    uint16_t column_valid : 1;
    uint16_t correction_mask_valid : 1;
    uint16_t component_identifier_valid : 1;
    uint16_t component_identifier_is_pldm : 1;
    uint16_t sub_channel_valid : 1;
    uint16_t validity_reserved : 5;
    uint8_t channel;
    uint8_t rank;
    uint8_t nibble_mask[3];
    uint8_t bank_group;
    uint8_t bank;
    uint8_t row[3];
    uint16_t column;
    uint8_t correction_mask[32];
    uint8_t component_identifier[16];
    uint8_t sub_channel;
    uint8_t corrected_errors_in_several_components : 1;
    uint8_t corrected_error_threshold_exceeded : 1;
    uint8_t corrected_error_flags_reserved : 6;
    uint8_t corrected_error_count[3];
    uint8_t memory_event_sub_type;
    uint8_t reserved127[1];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_dram_event_record) == 128, "dram_event_record");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dram_event_record, header) == 0, "dram_event_record.header");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dram_event_record, physical_address) == 48, "dram_event_record.physical_address");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dram_event_record, memory_event_descriptor) == 56, "dram_event_record.memory_event_descriptor");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dram_event_record, memory_event_type) == 57, "dram_event_record.memory_event_type");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dram_event_record, transaction_type) == 58, "dram_event_record.transaction_type");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dram_event_record, channel) == 61, "dram_event_record.channel");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dram_event_record, rank) == 62, "dram_event_record.rank");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dram_event_record, nibble_mask) == 63, "dram_event_record.nibble_mask");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dram_event_record, bank_group) == 66, "dram_event_record.bank_group");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dram_event_record, bank) == 67, "dram_event_record.bank");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dram_event_record, row) == 68, "dram_event_record.row");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dram_event_record, column) == 71, "dram_event_record.column");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dram_event_record, correction_mask) == 73, "dram_event_record.correction_mask");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dram_event_record, component_identifier) == 105, "dram_event_record.component_identifier");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dram_event_record, sub_channel) == 121, "dram_event_record.sub_channel");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dram_event_record, corrected_error_count) == 123, "dram_event_record.corrected_error_count");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dram_event_record, memory_event_sub_type) == 126, "dram_event_record.memory_event_sub_type");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dram_event_record, reserved127) == 127, "dram_event_record.reserved127");

/* CDAT 1.03 Table 5 Device Scoped Latency and Bandwidth Information Structure */
struct cxlwire_dslbis {
    struct cxlwire_cdat_structure_header header;
    uint8_t handle;
    uint8_t memory_hierarchy : 4;
    uint8_t flags_reserved : 4;
    uint8_t data_type;
    uint8_t reserved7[1];
    uint64_t entry_base_unit;
    uint16_t entry0;
    uint16_t entry1;
    uint16_t entry2;
    uint8_t reserved22[2];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_dslbis) == 24, "dslbis");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dslbis, header) == 0, "dslbis.header");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dslbis, handle) == 4, "dslbis.handle");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dslbis, data_type) == 6, "dslbis.data_type");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dslbis, reserved7) == 7, "dslbis.reserved7");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dslbis, entry_base_unit) == 8, "dslbis.entry_base_unit");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dslbis, entry0) == 16, "dslbis.entry0");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dslbis, entry1) == 18, "dslbis.entry1");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dslbis, entry2) == 20, "dslbis.entry2");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dslbis, reserved22) == 22, "dslbis.reserved22");

/* CDAT 1.03 Table 3 Device Scoped Memory Affinity Structure */
struct cxlwire_dsmas {
    struct cxlwire_cdat_structure_header header;
    uint8_t dsmad_handle;
    uint8_t flags_low_reserved : 2;
    uint8_t non_volatile : 1;
    uint8_t sharable : 1;
    uint8_t hardware_managed_coherency : 1;
    uint8_t interconnect_specific_management : 1;
    uint8_t read_only : 1;
    uint8_t flags_high_reserved : 1;
    uint8_t reserved6[2];
    uint64_t base_dpa; /* bytes */
    uint64_t length; /* bytes */
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_dsmas) == 24, "dsmas");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dsmas, header) == 0, "dsmas.header");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dsmas, dsmad_handle) == 4, "dsmas.dsmad_handle");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dsmas, reserved6) == 6, "dsmas.reserved6");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dsmas, base_dpa) == 8, "dsmas.base_dpa");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dsmas, length) == 16, "dsmas.length");

/* CXL r3.1 Table 8-51 Dynamic Capacity Extent */
struct cxlwire_extent {
    uint64_t start_dpa; /* bytes */
    uint64_t length; /* bytes */
    uint8_t tag[16];
    uint16_t shared_extent_sequence;
    uint8_t reserved34[6];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_extent) == 40, "extent");
CXLWIRE_ASSERT(offsetof(struct cxlwire_extent, start_dpa) == 0, "extent.start_dpa");
CXLWIRE_ASSERT(offsetof(struct cxlwire_extent, length) == 8, "extent.length");
CXLWIRE_ASSERT(offsetof(struct cxlwire_extent, tag) == 16, "extent.tag");
CXLWIRE_ASSERT(offsetof(struct cxlwire_extent, shared_extent_sequence) == 32, "extent.shared_extent_sequence");
CXLWIRE_ASSERT(offsetof(struct cxlwire_extent, reserved34) == 34, "extent.reserved34");

/* CXL r3.1 Table 8-50 Dynamic Capacity Event Record */
struct cxlwire_dynamic_capacity_event_record {
    struct cxlwire_event_record_header header;
    uint8_t event_type;
    uint8_t extents_available_valid : 1;
    uint8_t tags_available_valid : 1;
    uint8_t validity_reserved : 6;
    uint16_t host_id;
    uint8_t updated_region_index;
    uint8_t more : 1;
    uint8_t flags_reserved : 7;
    uint8_t reserved54[2];
    struct cxlwire_extent extent;
    uint8_t reserved96[24];
    uint32_t extents_available;
    uint32_t tags_available;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_dynamic_capacity_event_record) == 128, "dynamic_capacity_event_record");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dynamic_capacity_event_record, header) == 0, "dynamic_capacity_event_record.header");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dynamic_capacity_event_record, event_type) == 48, "dynamic_capacity_event_record.event_type");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dynamic_capacity_event_record, host_id) == 50, "dynamic_capacity_event_record.host_id");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dynamic_capacity_event_record, updated_region_index) == 52, "dynamic_capacity_event_record.updated_region_index");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dynamic_capacity_event_record, reserved54) == 54, "dynamic_capacity_event_record.reserved54");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dynamic_capacity_event_record, extent) == 56, "dynamic_capacity_event_record.extent");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dynamic_capacity_event_record, reserved96) == 96, "dynamic_capacity_event_record.reserved96");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dynamic_capacity_event_record, extents_available) == 120, "dynamic_capacity_event_record.extents_available");
CXLWIRE_ASSERT(offsetof(struct cxlwire_dynamic_capacity_event_record, tags_available) == 124, "dynamic_capacity_event_record.tags_available");

/* CXL r3.1 8.2.9.9.11.2 DDR5 Error Check Scrub (ECS) Control Feature */
struct cxlwire_ecs_fru_readable {
    uint8_t realtime_reporting : 1;
    uint8_t capabilities_reserved : 7;
    uint16_t threshold : 3;
    uint16_t counts_codewords : 1;
    uint16_t configuration_reserved : 12;
    uint8_t reserved3[1];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_ecs_fru_readable) == 4, "ecs_fru_readable");
CXLWIRE_ASSERT(offsetof(struct cxlwire_ecs_fru_readable, reserved3) == 3, "ecs_fru_readable.reserved3");

/* CXL r3.1 8.2.9.9.11.2 DDR5 Error Check Scrub (ECS) Control Feature */
struct cxlwire_ecs_fru_writable {
    uint16_t threshold : 3;
    uint16_t counts_codewords : 1;
    uint16_t reset_counter : 1;
    uint16_t configuration_reserved : 11;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_ecs_fru_writable) == 2, "ecs_fru_writable");

/* CXL r3.1 8.2.9.9.11.2 DDR5 Error Check Scrub (ECS) Control Feature */
struct cxlwire_ecs_readable {
    uint8_t log_entry_type : 2;
    uint8_t log_reserved : 6;
    struct cxlwire_ecs_fru_readable frus[CXLWIRE_ENTRIES];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_ecs_readable) == 1, "ecs_readable");

/* CXL r3.1 8.2.9.9.11.2 DDR5 Error Check Scrub (ECS) Control Feature */
struct cxlwire_ecs_writable {
    uint8_t log_entry_type : 2;
    uint8_t log_reserved : 6;
    struct cxlwire_ecs_fru_writable frus[CXLWIRE_ENTRIES];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_ecs_writable) == 1, "ecs_writable");

/* CXL r3.1 8.2.9.2.4 Event Interrupt Settings */
struct cxlwire_event_interrupt_settings {
    uint8_t mode : 2;
    uint8_t settings_reserved : 2;
    uint8_t message_number : 4;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_event_interrupt_settings) == 1, "event_interrupt_settings");

/* CXL r3.1 8.2.9.2.8 Event Notification (0106h) */
struct cxlwire_event_notification_request {
    uint16_t informational : 1;
    uint16_t warning : 1;
    uint16_t failure : 1;
    uint16_t fatal : 1;
    uint16_t dynamic_capacity : 1;
    uint16_t events_reserved : 10;
    uint16_t background_operation_completed : 1;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_event_notification_request) == 2, "event_notification_request");

/* CXL r3.1 8.2.9.2.1 Common Event Record */
struct cxlwire_event_record {
    struct cxlwire_event_record_header header;
    uint8_t data[80];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_event_record) == 128, "event_record");
CXLWIRE_ASSERT(offsetof(struct cxlwire_event_record, header) == 0, "event_record.header");
CXLWIRE_ASSERT(offsetof(struct cxlwire_event_record, data) == 48, "event_record.data");

/* CXL r3.1 8.2.9.2.1.1 General Media Event Record */
struct cxlwire_general_media_event_record {
    struct cxlwire_event_record_header header;
    uint64_t physical_address; /* bytes */
    uint8_t memory_event_descriptor;
    uint8_t memory_event_type;
    uint8_t transaction_type;
    uint16_t channel_valid : 1;
    uint16_t rank_valid : 1;
    uint16_t device_valid : 1;
    uint16_t component_identifier_valid : 1;
    uint16_t component_identifier_is_pldm : 1;
    uint16_t validity_reserved : 11;
    uint8_t channel;
    uint8_t rank;
    uint8_t device[3];
    uint8_t component_identifier[16];
    uint8_t corrected_errors_in_several_components : 1;
    uint8_t corrected_error_threshold_exceeded : 1;
    uint8_t corrected_error_flags_reserved : 6;
    uint8_t corrected_error_count[3];
    uint8_t memory_event_sub_type;
    uint8_t reserved87[41];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_general_media_event_record) == 128, "general_media_event_record");
CXLWIRE_ASSERT(offsetof(struct cxlwire_general_media_event_record, header) == 0, "general_media_event_record.header");
CXLWIRE_ASSERT(offsetof(struct cxlwire_general_media_event_record, physical_address) == 48, "general_media_event_record.physical_address");
CXLWIRE_ASSERT(offsetof(struct cxlwire_general_media_event_record, memory_event_descriptor) == 56, "general_media_event_record.memory_event_descriptor");
CXLWIRE_ASSERT(offsetof(struct cxlwire_general_media_event_record, memory_event_type) == 57, "general_media_event_record.memory_event_type");
CXLWIRE_ASSERT(offsetof(struct cxlwire_general_media_event_record, transaction_type) == 58, "general_media_event_record.transaction_type");
CXLWIRE_ASSERT(offsetof(struct cxlwire_general_media_event_record, channel) == 61, "general_media_event_record.channel");
CXLWIRE_ASSERT(offsetof(struct cxlwire_general_media_event_record, rank) == 62, "general_media_event_record.rank");
CXLWIRE_ASSERT(offsetof(struct cxlwire_general_media_event_record, device) == 63, "general_media_event_record.device");
CXLWIRE_ASSERT(offsetof(struct cxlwire_general_media_event_record, component_identifier) == 66, "general_media_event_record.component_identifier");
CXLWIRE_ASSERT(offsetof(struct cxlwire_general_media_event_record, corrected_error_count) == 83, "general_media_event_record.corrected_error_count");
CXLWIRE_ASSERT(offsetof(struct cxlwire_general_media_event_record, memory_event_sub_type) == 86, "general_media_event_record.memory_event_sub_type");
CXLWIRE_ASSERT(offsetof(struct cxlwire_general_media_event_record, reserved87) == 87, "general_media_event_record.reserved87");

/* CXL r3.1 8.2.9.9.3.2 Get Alert Configuration (4201h) */
struct cxlwire_get_alert_configuration_response {
    uint8_t life_used_warning_valid : 1;
    uint8_t over_temperature_warning_valid : 1;
    uint8_t under_temperature_warning_valid : 1;
    uint8_t corrected_volatile_warning_valid : 1;
    uint8_t corrected_persistent_warning_valid : 1;
    uint8_t valid_reserved : 3;
    uint8_t life_used_warning_programmable : 1;
    uint8_t over_temperature_warning_programmable : 1;
    uint8_t under_temperature_warning_programmable : 1;
    uint8_t corrected_volatile_warning_programmable : 1;
    uint8_t corrected_persistent_warning_programmable : 1;
    uint8_t programmable_reserved : 3;
    uint8_t life_used_critical_threshold; /* % */
    uint8_t life_used_warning_threshold; /* % */
    int16_t over_temperature_critical_threshold; /* degrees Celsius */
    int16_t under_temperature_critical_threshold; /* degrees Celsius */
    int16_t over_temperature_warning_threshold; /* degrees Celsius */
    int16_t under_temperature_warning_threshold; /* degrees Celsius */
    uint16_t corrected_volatile_warning_threshold;
    uint16_t corrected_persistent_warning_threshold;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_alert_configuration_response) == 16, "get_alert_configuration_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_alert_configuration_response, life_used_critical_threshold) == 2, "get_alert_configuration_response.life_used_critical_threshold");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_alert_configuration_response, life_used_warning_threshold) == 3, "get_alert_configuration_response.life_used_warning_threshold");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_alert_configuration_response, over_temperature_critical_threshold) == 4, "get_alert_configuration_response.over_temperature_critical_threshold");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_alert_configuration_response, under_temperature_critical_threshold) == 6, "get_alert_configuration_response.under_temperature_critical_threshold");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_alert_configuration_response, over_temperature_warning_threshold) == 8, "get_alert_configuration_response.over_temperature_warning_threshold");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_alert_configuration_response, under_temperature_warning_threshold) == 10, "get_alert_configuration_response.under_temperature_warning_threshold");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_alert_configuration_response, corrected_volatile_warning_threshold) == 12, "get_alert_configuration_response.corrected_volatile_warning_threshold");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_alert_configuration_response, corrected_persistent_warning_threshold) == 14, "get_alert_configuration_response.corrected_persistent_warning_threshold");

/* CXL r3.1 8.2.9.9.9.1 Get Dynamic Capacity Configuration (4800h) */
struct cxlwire_get_dc_configuration_request {
    uint8_t region_count;
    uint8_t start_index;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_dc_configuration_request) == 2, "get_dc_configuration_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_dc_configuration_request, region_count) == 0, "get_dc_configuration_request.region_count");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_dc_configuration_request, start_index) == 1, "get_dc_configuration_request.start_index");

/* CXL r3.1 8.2.9.9.9.1 Get Dynamic Capacity Configuration (4800h) */
struct cxlwire_get_dc_configuration_response {
    uint8_t regions_available;
    uint8_t regions_returned;
    uint8_t reserved2[6];
    struct cxlwire_dc_region_configuration regions[CXLWIRE_ENTRIES];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_dc_configuration_response) == 8, "get_dc_configuration_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_dc_configuration_response, regions_available) == 0, "get_dc_configuration_response.regions_available");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_dc_configuration_response, regions_returned) == 1, "get_dc_configuration_response.regions_returned");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_dc_configuration_response, reserved2) == 2, "get_dc_configuration_response.reserved2");

/* CXL r3.1 8.2.9.9.9.2 Get Dynamic Capacity Extent List (4801h) */
struct cxlwire_get_dc_extent_list_request {
    uint32_t count;
    uint32_t start;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_dc_extent_list_request) == 8, "get_dc_extent_list_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_dc_extent_list_request, count) == 0, "get_dc_extent_list_request.count");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_dc_extent_list_request, start) == 4, "get_dc_extent_list_request.start");

/* CXL r3.1 8.2.9.9.9.2 Get Dynamic Capacity Extent List (4801h) */
struct cxlwire_get_dc_extent_list_response {
    uint32_t returned;
    uint32_t total;
    uint32_t generation;
    uint8_t reserved12[4];
    struct cxlwire_extent extents[CXLWIRE_ENTRIES];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_dc_extent_list_response) == 16, "get_dc_extent_list_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_dc_extent_list_response, returned) == 0, "get_dc_extent_list_response.returned");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_dc_extent_list_response, total) == 4, "get_dc_extent_list_response.total");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_dc_extent_list_response, generation) == 8, "get_dc_extent_list_response.generation");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_dc_extent_list_response, reserved12) == 12, "get_dc_extent_list_response.reserved12");

/* CXL r3.1 7.6.7.6.4 Get DC Region Extent Lists (5603h) */
struct cxlwire_get_dc_region_extent_lists_request {
    uint16_t host_id;
    uint8_t reserved2[2];
    uint32_t count;
    uint32_t start;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_dc_region_extent_lists_request) == 12, "get_dc_region_extent_lists_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_dc_region_extent_lists_request, host_id) == 0, "get_dc_region_extent_lists_request.host_id");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_dc_region_extent_lists_request, reserved2) == 2, "get_dc_region_extent_lists_request.reserved2");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_dc_region_extent_lists_request, count) == 4, "get_dc_region_extent_lists_request.count");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_dc_region_extent_lists_request, start) == 8, "get_dc_region_extent_lists_request.start");

/* CXL r3.1 7.6.7.6.4 Get DC Region Extent Lists (5603h) */
struct cxlwire_get_dc_region_extent_lists_response {
    uint16_t host_id;
    uint8_t reserved2[2];
    uint32_t start;
    uint32_t returned;
    uint32_t total;
    uint32_t generation;
    uint8_t reserved20[4];
    struct cxlwire_extent extents[CXLWIRE_ENTRIES];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_dc_region_extent_lists_response) == 24, "get_dc_region_extent_lists_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_dc_region_extent_lists_response, host_id) == 0, "get_dc_region_extent_lists_response.host_id");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_dc_region_extent_lists_response, reserved2) == 2, "get_dc_region_extent_lists_response.reserved2");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_dc_region_extent_lists_response, start) == 4, "get_dc_region_extent_lists_response.start");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_dc_region_extent_lists_response, returned) == 8, "get_dc_region_extent_lists_response.returned");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_dc_region_extent_lists_response, total) == 12, "get_dc_region_extent_lists_response.total");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_dc_region_extent_lists_response, generation) == 16, "get_dc_region_extent_lists_response.generation");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_dc_region_extent_lists_response, reserved20) == 20, "get_dc_region_extent_lists_response.reserved20");

/* CXL r3.1 7.6.7.6.1 Get DCD Info (5600h) */
struct cxlwire_get_dcd_info_response {
    uint8_t host_count;
    uint8_t region_count;
    uint8_t reserved2[2];
    uint16_t add_free : 1;
    uint16_t add_contiguous : 1;
    uint16_t add_prescriptive : 1;
    uint16_t add_enable_shared_access : 1;
    uint16_t add_policies_reserved : 12;
    uint8_t reserved6[2];
    uint16_t removal_tag_based : 1;
    uint16_t removal_prescriptive : 1;
    uint16_t removal_policies_reserved : 14;
    uint8_t sanitize_on_release_configurable_mask;
    uint8_t reserved11[1];
    uint64_t total_capacity; /* 256 MiB */
    uint64_t region0_block_sizes;
    uint64_t region1_block_sizes;
    uint64_t region2_block_sizes;
    uint64_t region3_block_sizes;
    uint64_t region4_block_sizes;
    uint64_t region5_block_sizes;
    uint64_t region6_block_sizes;
    uint64_t region7_block_sizes;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_dcd_info_response) == 84, "get_dcd_info_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_dcd_info_response, host_count) == 0, "get_dcd_info_response.host_count");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_dcd_info_response, region_count) == 1, "get_dcd_info_response.region_count");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_dcd_info_response, reserved2) == 2, "get_dcd_info_response.reserved2");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_dcd_info_response, reserved6) == 6, "get_dcd_info_response.reserved6");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_dcd_info_response, sanitize_on_release_configurable_mask) == 10, "get_dcd_info_response.sanitize_on_release_configurable_mask");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_dcd_info_response, reserved11) == 11, "get_dcd_info_response.reserved11");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_dcd_info_response, total_capacity) == 12, "get_dcd_info_response.total_capacity");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_dcd_info_response, region0_block_sizes) == 20, "get_dcd_info_response.region0_block_sizes");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_dcd_info_response, region1_block_sizes) == 28, "get_dcd_info_response.region1_block_sizes");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_dcd_info_response, region2_block_sizes) == 36, "get_dcd_info_response.region2_block_sizes");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_dcd_info_response, region3_block_sizes) == 44, "get_dcd_info_response.region3_block_sizes");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_dcd_info_response, region4_block_sizes) == 52, "get_dcd_info_response.region4_block_sizes");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_dcd_info_response, region5_block_sizes) == 60, "get_dcd_info_response.region5_block_sizes");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_dcd_info_response, region6_block_sizes) == 68, "get_dcd_info_response.region6_block_sizes");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_dcd_info_response, region7_block_sizes) == 76, "get_dcd_info_response.region7_block_sizes");

/* CXL r3.1 8.2.9.2.4 Get Event Interrupt Policy (0102h) */
struct cxlwire_get_event_interrupt_policy_response {
    struct cxlwire_event_interrupt_settings informational;
    struct cxlwire_event_interrupt_settings warning;
    struct cxlwire_event_interrupt_settings failure;
    struct cxlwire_event_interrupt_settings fatal;
    struct cxlwire_event_interrupt_settings dynamic_capacity;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_event_interrupt_policy_response) == 5, "get_event_interrupt_policy_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_event_interrupt_policy_response, informational) == 0, "get_event_interrupt_policy_response.informational");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_event_interrupt_policy_response, warning) == 1, "get_event_interrupt_policy_response.warning");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_event_interrupt_policy_response, failure) == 2, "get_event_interrupt_policy_response.failure");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_event_interrupt_policy_response, fatal) == 3, "get_event_interrupt_policy_response.fatal");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_event_interrupt_policy_response, dynamic_capacity) == 4, "get_event_interrupt_policy_response.dynamic_capacity");

/* CXL r3.1 8.2.9.2.2 Get Event Records (0100h) */
struct cxlwire_get_event_records_request {
    uint8_t log;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_event_records_request) == 1, "get_event_records_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_event_records_request, log) == 0, "get_event_records_request.log");

/* CXL r3.1 8.2.9.2.2 Get Event Records (0100h) */
struct cxlwire_get_event_records_response {
    uint8_t overflow : 1;
    uint8_t more_event_records : 1;
    uint8_t flags_reserved : 6;
    uint8_t reserved1[1];
    uint16_t overflow_error_count;
    uint64_t first_overflow_timestamp; /* ns */
    uint64_t last_overflow_timestamp; /* ns */
    uint16_t record_count;
    uint8_t reserved22[10];
    struct cxlwire_event_record records[CXLWIRE_ENTRIES];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_event_records_response) == 32, "get_event_records_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_event_records_response, reserved1) == 1, "get_event_records_response.reserved1");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_event_records_response, overflow_error_count) == 2, "get_event_records_response.overflow_error_count");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_event_records_response, first_overflow_timestamp) == 4, "get_event_records_response.first_overflow_timestamp");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_event_records_response, last_overflow_timestamp) == 12, "get_event_records_response.last_overflow_timestamp");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_event_records_response, record_count) == 20, "get_event_records_response.record_count");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_event_records_response, reserved22) == 22, "get_event_records_response.reserved22");

/* CXL r3.1 8.2.9.6.2 Get Feature (0501h) */
struct cxlwire_get_feature_request {
    uint8_t feature_identifier[16];
    uint16_t offset; /* bytes */
    uint16_t count; /* bytes */
    uint8_t selection;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_feature_request) == 21, "get_feature_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_feature_request, feature_identifier) == 0, "get_feature_request.feature_identifier");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_feature_request, offset) == 16, "get_feature_request.offset");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_feature_request, count) == 18, "get_feature_request.count");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_feature_request, selection) == 20, "get_feature_request.selection");

/* CXL r3.1 8.2.9.3.1 Get FW Info (0200h) */
struct cxlwire_get_fw_info_response {
    uint8_t slots_supported;
    uint8_t active_slot : 3;
    uint8_t staged_slot : 3;
    uint8_t slot_reserved : 2;
    uint8_t online_activation_supported : 1;
    uint8_t capabilities_reserved : 7;
    uint8_t reserved3[13];
    char slot1_revision[16];
    char slot2_revision[16];
    char slot3_revision[16];
    char slot4_revision[16];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_fw_info_response) == 80, "get_fw_info_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_fw_info_response, slots_supported) == 0, "get_fw_info_response.slots_supported");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_fw_info_response, reserved3) == 3, "get_fw_info_response.reserved3");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_fw_info_response, slot1_revision) == 16, "get_fw_info_response.slot1_revision");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_fw_info_response, slot2_revision) == 32, "get_fw_info_response.slot2_revision");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_fw_info_response, slot3_revision) == 48, "get_fw_info_response.slot3_revision");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_fw_info_response, slot4_revision) == 64, "get_fw_info_response.slot4_revision");

/* CXL r3.1 7.6.7.5.2 Get Head Info (5501h) */
struct cxlwire_get_head_info_request {
    uint8_t start_head;
    uint8_t head_count;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_head_info_request) == 2, "get_head_info_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_head_info_request, start_head) == 0, "get_head_info_request.start_head");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_head_info_request, head_count) == 1, "get_head_info_request.head_count");

/* CXL r3.1 7.6.7.5.2 Get Head Info (5501h) */
struct cxlwire_get_head_info_response {
    uint8_t head_count;
    uint8_t reserved1[3];
    struct cxlwire_device_head heads[CXLWIRE_ENTRIES];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_head_info_response) == 4, "get_head_info_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_head_info_response, head_count) == 0, "get_head_info_response.head_count");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_head_info_response, reserved1) == 1, "get_head_info_response.reserved1");

/* CXL r3.1 8.2.9.9.3.1 Get Health Info (4200h) */
struct cxlwire_get_health_info_response {
    uint8_t health_status;
    uint8_t media_status;
    uint8_t additional_status;
    uint8_t life_used; /* % */
    int16_t device_temperature; /* degrees Celsius */
    uint32_t dirty_shutdown_count;
    uint32_t corrected_volatile_error_count;
    uint32_t corrected_persistent_error_count;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_health_info_response) == 18, "get_health_info_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_health_info_response, health_status) == 0, "get_health_info_response.health_status");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_health_info_response, media_status) == 1, "get_health_info_response.media_status");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_health_info_response, additional_status) == 2, "get_health_info_response.additional_status");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_health_info_response, life_used) == 3, "get_health_info_response.life_used");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_health_info_response, device_temperature) == 4, "get_health_info_response.device_temperature");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_health_info_response, dirty_shutdown_count) == 6, "get_health_info_response.dirty_shutdown_count");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_health_info_response, corrected_volatile_error_count) == 10, "get_health_info_response.corrected_volatile_error_count");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_health_info_response, corrected_persistent_error_count) == 14, "get_health_info_response.corrected_persistent_error_count");

/* CXL r3.1 7.6.7.6.2 Get Host DC Region Configuration (5601h) */
struct cxlwire_get_host_dc_region_configuration_request {
    uint16_t host_id;
    uint8_t region_count;
    uint8_t start_index;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_host_dc_region_configuration_request) == 4, "get_host_dc_region_configuration_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_host_dc_region_configuration_request, host_id) == 0, "get_host_dc_region_configuration_request.host_id");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_host_dc_region_configuration_request, region_count) == 2, "get_host_dc_region_configuration_request.region_count");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_host_dc_region_configuration_request, start_index) == 3, "get_host_dc_region_configuration_request.start_index");

/* CXL r3.1 7.6.7.6.2 Host Region Configuration */
struct cxlwire_host_dc_region_configuration {
    uint64_t base_dpa; /* bytes */
    uint64_t decode_length; /* 256 MiB */
    uint64_t length; /* bytes */
    uint64_t block_size; /* bytes */
    uint8_t dsmas_low_reserved : 2;
    uint8_t non_volatile : 1;
    uint8_t sharable : 1;
    uint8_t hardware_managed_coherency : 1;
    uint8_t interconnect_specific_management : 1;
    uint8_t read_only : 1;
    uint8_t dsmas_high_reserved : 1;
    uint8_t reserved33[3];
    uint8_t sanitize_on_release : 1;
    uint8_t flags_reserved : 7;
    uint8_t reserved37[3];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_host_dc_region_configuration) == 40, "host_dc_region_configuration");
CXLWIRE_ASSERT(offsetof(struct cxlwire_host_dc_region_configuration, base_dpa) == 0, "host_dc_region_configuration.base_dpa");
CXLWIRE_ASSERT(offsetof(struct cxlwire_host_dc_region_configuration, decode_length) == 8, "host_dc_region_configuration.decode_length");
CXLWIRE_ASSERT(offsetof(struct cxlwire_host_dc_region_configuration, length) == 16, "host_dc_region_configuration.length");
CXLWIRE_ASSERT(offsetof(struct cxlwire_host_dc_region_configuration, block_size) == 24, "host_dc_region_configuration.block_size");
CXLWIRE_ASSERT(offsetof(struct cxlwire_host_dc_region_configuration, reserved33) == 33, "host_dc_region_configuration.reserved33");
CXLWIRE_ASSERT(offsetof(struct cxlwire_host_dc_region_configuration, reserved37) == 37, "host_dc_region_configuration.reserved37");

/* CXL r3.1 7.6.7.6.2 Get Host DC Region Configuration (5601h) */
struct cxlwire_get_host_dc_region_configuration_response {
    uint16_t host_id;
    uint8_t regions_available;
    uint8_t regions_returned;
    struct cxlwire_host_dc_region_configuration regions[CXLWIRE_ENTRIES];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_host_dc_region_configuration_response) == 4, "get_host_dc_region_configuration_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_host_dc_region_configuration_response, host_id) == 0, "get_host_dc_region_configuration_response.host_id");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_host_dc_region_configuration_response, regions_available) == 2, "get_host_dc_region_configuration_response.regions_available");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_host_dc_region_configuration_response, regions_returned) == 3, "get_host_dc_region_configuration_response.regions_returned");

/* CXL r3.1 7.6.7.4.2 Get LD Allocations (5401h) */
struct cxlwire_get_ld_allocations_request {
    uint8_t start_ld_id;
    uint8_t allocation_list_limit;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_ld_allocations_request) == 2, "get_ld_allocations_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_ld_allocations_request, start_ld_id) == 0, "get_ld_allocations_request.start_ld_id");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_ld_allocations_request, allocation_list_limit) == 1, "get_ld_allocations_request.allocation_list_limit");

/* CXL r3.1 7.6.7.4.2 Get LD Allocations (5401h), LD Allocation */
struct cxlwire_ld_allocation {
    uint64_t range1_multiplier;
    uint64_t range2_multiplier;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_ld_allocation) == 16, "ld_allocation");
CXLWIRE_ASSERT(offsetof(struct cxlwire_ld_allocation, range1_multiplier) == 0, "ld_allocation.range1_multiplier");
CXLWIRE_ASSERT(offsetof(struct cxlwire_ld_allocation, range2_multiplier) == 8, "ld_allocation.range2_multiplier");

/* CXL r3.1 7.6.7.4.2 Get LD Allocations (5401h) */
struct cxlwire_get_ld_allocations_response {
    uint8_t ld_count;
    uint8_t memory_granularity;
    uint8_t start_ld_id;
    uint8_t allocation_count;
    struct cxlwire_ld_allocation allocations[CXLWIRE_ENTRIES];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_ld_allocations_response) == 4, "get_ld_allocations_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_ld_allocations_response, ld_count) == 0, "get_ld_allocations_response.ld_count");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_ld_allocations_response, memory_granularity) == 1, "get_ld_allocations_response.memory_granularity");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_ld_allocations_response, start_ld_id) == 2, "get_ld_allocations_response.start_ld_id");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_ld_allocations_response, allocation_count) == 3, "get_ld_allocations_response.allocation_count");

/* CXL r3.1 7.6.7.4.1 Get LD Info (5400h) */
struct cxlwire_get_ld_info_response {
    uint64_t memory_size; /* bytes */
    uint16_t ld_count;
    uint8_t egress_port_congestion_supported : 1;
    uint8_t temporary_throughput_reduction_supported : 1;
    uint8_t capability_reserved : 6;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_ld_info_response) == 11, "get_ld_info_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_ld_info_response, memory_size) == 0, "get_ld_info_response.memory_size");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_ld_info_response, ld_count) == 8, "get_ld_info_response.ld_count");

/* CXL r3.1 8.2.9.5.3 Get Log Capabilities (0402h) */
struct cxlwire_get_log_capabilities_request {
    uint8_t log_identifier[16];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_log_capabilities_request) == 16, "get_log_capabilities_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_log_capabilities_request, log_identifier) == 0, "get_log_capabilities_request.log_identifier");

/* CXL r3.1 8.2.9.5.3 Get Log Capabilities (0402h) */
struct cxlwire_get_log_capabilities_response {
    uint32_t clear_supported : 1;
    uint32_t populate_supported : 1;
    uint32_t auto_populate_supported : 1;
    uint32_t persistent_across_cold_reset : 1;
    uint32_t flags_reserved : 28;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_log_capabilities_response) == 4, "get_log_capabilities_response");

/* CXL r3.1 8.2.9.5.2 Get Log (0401h) */
struct cxlwire_get_log_request {
    uint8_t log_identifier[16];
    uint32_t offset; /* bytes */
    uint32_t length; /* bytes */
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_log_request) == 24, "get_log_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_log_request, log_identifier) == 0, "get_log_request.log_identifier");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_log_request, offset) == 16, "get_log_request.offset");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_log_request, length) == 20, "get_log_request.length");

/* CXL r3.1 8.2.9.9.2.3 Get LSA (4102h) */
struct cxlwire_get_lsa_request {
    uint32_t offset; /* bytes */
    uint32_t length; /* bytes */
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_lsa_request) == 8, "get_lsa_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_lsa_request, offset) == 0, "get_lsa_request.offset");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_lsa_request, length) == 4, "get_lsa_request.length");

/* CXL r3.1 8.2.9.2.6 Get MCTP Event Interrupt Policy (0104h) */
struct cxlwire_get_mctp_event_interrupt_policy_response {
    uint16_t informational : 1;
    uint16_t warning : 1;
    uint16_t failure : 1;
    uint16_t fatal : 1;
    uint16_t dynamic_capacity : 1;
    uint16_t events_reserved : 10;
    uint16_t background_operation_completed : 1;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_mctp_event_interrupt_policy_response) == 2, "get_mctp_event_interrupt_policy_response");

/* CXL r3.1 7.6.7.5.1 Get Multi-Headed Info (5500h) */
struct cxlwire_get_multi_headed_info_request {
    uint8_t start_ld_id;
    uint8_t ld_map_list_limit;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_multi_headed_info_request) == 2, "get_multi_headed_info_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_multi_headed_info_request, start_ld_id) == 0, "get_multi_headed_info_request.start_ld_id");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_multi_headed_info_request, ld_map_list_limit) == 1, "get_multi_headed_info_request.ld_map_list_limit");

/* CXL r3.1 7.6.7.5.1 Get Multi-Headed Info (5500h) */
struct cxlwire_get_multi_headed_info_response {
    uint8_t ld_count;
    uint8_t head_count;
    uint8_t reserved2[2];
    uint8_t start_ld_id;
    uint8_t ld_map_length;
    uint8_t reserved6[2];
    uint8_t ld_map[CXLWIRE_ENTRIES];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_multi_headed_info_response) == 8, "get_multi_headed_info_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_multi_headed_info_response, ld_count) == 0, "get_multi_headed_info_response.ld_count");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_multi_headed_info_response, head_count) == 1, "get_multi_headed_info_response.head_count");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_multi_headed_info_response, reserved2) == 2, "get_multi_headed_info_response.reserved2");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_multi_headed_info_response, start_ld_id) == 4, "get_multi_headed_info_response.start_ld_id");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_multi_headed_info_response, ld_map_length) == 5, "get_multi_headed_info_response.ld_map_length");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_multi_headed_info_response, reserved6) == 6, "get_multi_headed_info_response.reserved6");

/* CXL r3.1 8.2.9.9.2.1 Get Partition Info (4100h) */
struct cxlwire_get_partition_info_response {
    uint64_t active_volatile_capacity; /* 256 MiB */
    uint64_t active_persistent_capacity; /* 256 MiB */
    uint64_t next_volatile_capacity; /* 256 MiB */
    uint64_t next_persistent_capacity; /* 256 MiB */
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_partition_info_response) == 32, "get_partition_info_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_partition_info_response, active_volatile_capacity) == 0, "get_partition_info_response.active_volatile_capacity");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_partition_info_response, active_persistent_capacity) == 8, "get_partition_info_response.active_persistent_capacity");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_partition_info_response, next_volatile_capacity) == 16, "get_partition_info_response.next_volatile_capacity");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_partition_info_response, next_persistent_capacity) == 24, "get_partition_info_response.next_persistent_capacity");

/* CXL r3.1 8.2.9.9.4.1 Get Poison List (4300h) */
struct cxlwire_get_poison_list_request {
    uint64_t address; /* bytes */
    uint64_t length; /* 64 bytes */
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_poison_list_request) == 16, "get_poison_list_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_poison_list_request, address) == 0, "get_poison_list_request.address");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_poison_list_request, length) == 8, "get_poison_list_request.length");

/* CXL r3.1 8.2.9.9.4.1 Media Error Record */
struct cxlwire_media_error_record {
    uint64_t source : 3;
    uint64_t address_reserved : 3;
    uint64_t address : 58; /* 64 bytes */
    uint32_t length; /* 64 bytes */
    uint8_t reserved12[4];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_media_error_record) == 16, "media_error_record");
CXLWIRE_ASSERT(offsetof(struct cxlwire_media_error_record, length) == 8, "media_error_record.length");
CXLWIRE_ASSERT(offsetof(struct cxlwire_media_error_record, reserved12) == 12, "media_error_record.reserved12");

/* CXL r3.1 8.2.9.9.4.1 Get Poison List (4300h) */
struct cxlwire_get_poison_list_response {
    uint8_t more : 1;
    uint8_t overflow : 1;
    uint8_t scan_in_progress : 1;
    uint8_t flags_reserved : 5;
    uint8_t reserved1[1];
    uint64_t overflow_timestamp; /* ns */
    uint16_t record_count;
    uint8_t reserved12[20];
    struct cxlwire_media_error_record records[CXLWIRE_ENTRIES];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_poison_list_response) == 32, "get_poison_list_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_poison_list_response, reserved1) == 1, "get_poison_list_response.reserved1");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_poison_list_response, overflow_timestamp) == 2, "get_poison_list_response.overflow_timestamp");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_poison_list_response, record_count) == 10, "get_poison_list_response.record_count");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_poison_list_response, reserved12) == 12, "get_poison_list_response.reserved12");

/* CXL r3.1 7.6.7.4.7 Get QoS Allocated BW (5406h) */
struct cxlwire_get_qos_allocated_bw_request {
    uint8_t ld_count;
    uint8_t start_ld_id;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_qos_allocated_bw_request) == 2, "get_qos_allocated_bw_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_qos_allocated_bw_request, ld_count) == 0, "get_qos_allocated_bw_request.ld_count");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_qos_allocated_bw_request, start_ld_id) == 1, "get_qos_allocated_bw_request.start_ld_id");

/* CXL r3.1 7.6.7.4.7 Get QoS Allocated BW (5406h) */
struct cxlwire_get_qos_allocated_bw_response {
    uint8_t ld_count;
    uint8_t start_ld_id;
    uint8_t fractions[CXLWIRE_ENTRIES];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_qos_allocated_bw_response) == 2, "get_qos_allocated_bw_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_qos_allocated_bw_response, ld_count) == 0, "get_qos_allocated_bw_response.ld_count");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_qos_allocated_bw_response, start_ld_id) == 1, "get_qos_allocated_bw_response.start_ld_id");

/* CXL r3.1 7.6.7.4.9 Get QoS BW Limit (5408h) */
struct cxlwire_get_qos_bw_limit_request {
    uint8_t ld_count;
    uint8_t start_ld_id;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_qos_bw_limit_request) == 2, "get_qos_bw_limit_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_qos_bw_limit_request, ld_count) == 0, "get_qos_bw_limit_request.ld_count");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_qos_bw_limit_request, start_ld_id) == 1, "get_qos_bw_limit_request.start_ld_id");

/* CXL r3.1 7.6.7.4.9 Get QoS BW Limit (5408h) */
struct cxlwire_get_qos_bw_limit_response {
    uint8_t ld_count;
    uint8_t start_ld_id;
    uint8_t fractions[CXLWIRE_ENTRIES];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_qos_bw_limit_response) == 2, "get_qos_bw_limit_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_qos_bw_limit_response, ld_count) == 0, "get_qos_bw_limit_response.ld_count");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_qos_bw_limit_response, start_ld_id) == 1, "get_qos_bw_limit_response.start_ld_id");

/* CXL r3.1 7.6.7.4.4 Get QoS Control (5403h) */
struct cxlwire_get_qos_control_response {
    uint8_t egress_port_congestion_enabled : 1;
    uint8_t temporary_throughput_reduction_enabled : 1;
    uint8_t telemetry_control_reserved : 6;
    uint8_t egress_moderate_percentage; /* % */
    uint8_t egress_severe_percentage; /* % */
    uint8_t backpressure_sample_interval; /* ns */
    uint16_t request_completion_basis;
    uint8_t completion_collection_interval; /* ns */
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_qos_control_response) == 7, "get_qos_control_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_qos_control_response, egress_moderate_percentage) == 1, "get_qos_control_response.egress_moderate_percentage");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_qos_control_response, egress_severe_percentage) == 2, "get_qos_control_response.egress_severe_percentage");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_qos_control_response, backpressure_sample_interval) == 3, "get_qos_control_response.backpressure_sample_interval");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_qos_control_response, request_completion_basis) == 4, "get_qos_control_response.request_completion_basis");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_qos_control_response, completion_collection_interval) == 6, "get_qos_control_response.completion_collection_interval");

/* CXL r3.1 7.6.7.4.6 Get QoS Status (5405h) */
struct cxlwire_get_qos_status_response {
    uint8_t backpressure_average_percentage; /* % */
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_qos_status_response) == 1, "get_qos_status_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_qos_status_response, backpressure_average_percentage) == 0, "get_qos_status_response.backpressure_average_percentage");

/* CXL r3.1 8.2.9.1.3 Get Response Message Limit (0003h) */
struct cxlwire_get_response_message_limit_response {
    uint8_t limit; /* 2^n bytes */
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_response_message_limit_response) == 1, "get_response_message_limit_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_response_message_limit_response, limit) == 0, "get_response_message_limit_response.limit");

/* CXL r3.1 8.2.9.9.4.4 Get Scan Media Capabilities (4303h) */
struct cxlwire_get_scan_media_capabilities_request {
    uint64_t address; /* bytes */
    uint64_t length; /* 64 bytes */
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_scan_media_capabilities_request) == 16, "get_scan_media_capabilities_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_scan_media_capabilities_request, address) == 0, "get_scan_media_capabilities_request.address");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_scan_media_capabilities_request, length) == 8, "get_scan_media_capabilities_request.length");

/* CXL r3.1 8.2.9.9.4.4 Get Scan Media Capabilities (4303h) */
struct cxlwire_get_scan_media_capabilities_response {
    uint32_t estimated_time; /* ms */
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_scan_media_capabilities_response) == 4, "get_scan_media_capabilities_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_scan_media_capabilities_response, estimated_time) == 0, "get_scan_media_capabilities_response.estimated_time");

/* CXL r3.1 8.2.9.9.4.6 Get Scan Media Results (4305h) */
struct cxlwire_get_scan_media_results_response {
    uint64_t restart_address; /* bytes */
    uint64_t restart_length; /* 64 bytes */
    uint8_t more : 1;
    uint8_t stopped_prematurely : 1;
    uint8_t flags_reserved : 6;
    uint8_t reserved17[1];
    uint16_t record_count;
    uint8_t reserved20[12];
    struct cxlwire_media_error_record records[CXLWIRE_ENTRIES];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_scan_media_results_response) == 32, "get_scan_media_results_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_scan_media_results_response, restart_address) == 0, "get_scan_media_results_response.restart_address");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_scan_media_results_response, restart_length) == 8, "get_scan_media_results_response.restart_length");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_scan_media_results_response, reserved17) == 17, "get_scan_media_results_response.reserved17");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_scan_media_results_response, record_count) == 18, "get_scan_media_results_response.record_count");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_scan_media_results_response, reserved20) == 20, "get_scan_media_results_response.reserved20");

/* CXL r3.1 8.2.9.9.6.1 Get Security State (4500h) */
struct cxlwire_get_security_state_response {
    uint32_t user_passphrase_set : 1;
    uint32_t master_passphrase_set : 1;
    uint32_t locked : 1;
    uint32_t frozen : 1;
    uint32_t user_attempts_at_limit : 1;
    uint32_t master_attempts_at_limit : 1;
    uint32_t state_reserved : 26;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_security_state_response) == 4, "get_security_state_response");

/* CXL r3.1 8.2.9.9.3.4 Get Shutdown State (4203h) */
struct cxlwire_get_shutdown_state_response {
    uint8_t dirty : 1;
    uint8_t state_reserved : 7;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_shutdown_state_response) == 1, "get_shutdown_state_response");

/* CXL r3.1 8.2.9.9.8.1 Get SLD QoS Control (4700h) */
struct cxlwire_get_sld_qos_control_response {
    uint8_t egress_port_congestion_enabled : 1;
    uint8_t temporary_throughput_reduction_enabled : 1;
    uint8_t telemetry_control_reserved : 6;
    uint8_t egress_moderate_percentage; /* % */
    uint8_t egress_severe_percentage; /* % */
    uint8_t backpressure_sample_interval; /* ns */
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_sld_qos_control_response) == 4, "get_sld_qos_control_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_sld_qos_control_response, egress_moderate_percentage) == 1, "get_sld_qos_control_response.egress_moderate_percentage");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_sld_qos_control_response, egress_severe_percentage) == 2, "get_sld_qos_control_response.egress_severe_percentage");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_sld_qos_control_response, backpressure_sample_interval) == 3, "get_sld_qos_control_response.backpressure_sample_interval");

/* CXL r3.1 8.2.9.9.8.3 Get SLD QoS Status (4702h) */
struct cxlwire_get_sld_qos_status_response {
    uint8_t backpressure_average_percentage; /* % */
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_sld_qos_status_response) == 1, "get_sld_qos_status_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_sld_qos_status_response, backpressure_average_percentage) == 0, "get_sld_qos_status_response.backpressure_average_percentage");

/* CXL r3.1 8.2.9.6.1 Get Supported Features (0500h) */
struct cxlwire_get_supported_features_request {
    uint32_t count; /* bytes */
    uint16_t start_index;
    uint8_t reserved6[2];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_supported_features_request) == 8, "get_supported_features_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_supported_features_request, count) == 0, "get_supported_features_request.count");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_supported_features_request, start_index) == 4, "get_supported_features_request.start_index");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_supported_features_request, reserved6) == 6, "get_supported_features_request.reserved6");

/* CXL r3.1 8.2.9.6.1 Supported Feature Entry */
struct cxlwire_supported_feature {
    uint8_t feature_identifier[16];
    uint16_t feature_index;
    uint16_t get_size; /* bytes */
    uint16_t set_size; /* bytes */
    uint32_t changeable : 1;
    uint32_t deepest_reset_persistence : 3;
    uint32_t persists_across_firmware_update : 1;
    uint32_t default_selection_supported : 1;
    uint32_t saved_selection_supported : 1;
    uint32_t flags_reserved : 25;
    uint8_t get_version;
    uint8_t set_version;
    uint16_t set_effects;
    uint8_t reserved30[18];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_supported_feature) == 48, "supported_feature");
CXLWIRE_ASSERT(offsetof(struct cxlwire_supported_feature, feature_identifier) == 0, "supported_feature.feature_identifier");
CXLWIRE_ASSERT(offsetof(struct cxlwire_supported_feature, feature_index) == 16, "supported_feature.feature_index");
CXLWIRE_ASSERT(offsetof(struct cxlwire_supported_feature, get_size) == 18, "supported_feature.get_size");
CXLWIRE_ASSERT(offsetof(struct cxlwire_supported_feature, set_size) == 20, "supported_feature.set_size");
CXLWIRE_ASSERT(offsetof(struct cxlwire_supported_feature, get_version) == 26, "supported_feature.get_version");
CXLWIRE_ASSERT(offsetof(struct cxlwire_supported_feature, set_version) == 27, "supported_feature.set_version");
CXLWIRE_ASSERT(offsetof(struct cxlwire_supported_feature, set_effects) == 28, "supported_feature.set_effects");
CXLWIRE_ASSERT(offsetof(struct cxlwire_supported_feature, reserved30) == 30, "supported_feature.reserved30");

/* CXL r3.1 8.2.9.6.1 Get Supported Features (0500h) */
struct cxlwire_get_supported_features_response {
    uint16_t feature_count;
    uint16_t total_feature_count;
    uint8_t reserved4[4];
    struct cxlwire_supported_feature features[CXLWIRE_ENTRIES];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_supported_features_response) == 8, "get_supported_features_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_supported_features_response, feature_count) == 0, "get_supported_features_response.feature_count");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_supported_features_response, total_feature_count) == 2, "get_supported_features_response.total_feature_count");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_supported_features_response, reserved4) == 4, "get_supported_features_response.reserved4");

/* CXL r3.1 8.2.9.5.1 Supported Log Entry */
struct cxlwire_supported_log {
    uint8_t log_identifier[16];
    uint32_t log_size; /* bytes */
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_supported_log) == 20, "supported_log");
CXLWIRE_ASSERT(offsetof(struct cxlwire_supported_log, log_identifier) == 0, "supported_log.log_identifier");
CXLWIRE_ASSERT(offsetof(struct cxlwire_supported_log, log_size) == 16, "supported_log.log_size");

/* CXL r3.1 8.2.9.5.1 Get Supported Logs (0400h) */
struct cxlwire_get_supported_logs_response {
    uint16_t log_count;
    uint8_t reserved2[6];
    struct cxlwire_supported_log logs[CXLWIRE_ENTRIES];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_supported_logs_response) == 8, "get_supported_logs_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_supported_logs_response, log_count) == 0, "get_supported_logs_response.log_count");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_supported_logs_response, reserved2) == 2, "get_supported_logs_response.reserved2");

/* CXL r3.1 8.2.9.5.6 Get Supported Logs Sub-List (0405h) */
struct cxlwire_get_supported_logs_sub_list_request {
    uint8_t max_count;
    uint8_t start_index;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_supported_logs_sub_list_request) == 2, "get_supported_logs_sub_list_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_supported_logs_sub_list_request, max_count) == 0, "get_supported_logs_sub_list_request.max_count");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_supported_logs_sub_list_request, start_index) == 1, "get_supported_logs_sub_list_request.start_index");

/* CXL r3.1 8.2.9.5.6 Get Supported Logs Sub-List (0405h) */
struct cxlwire_get_supported_logs_sub_list_response {
    uint8_t log_count;
    uint8_t reserved1[1];
    uint16_t total_log_count;
    uint8_t start_index;
    uint8_t reserved5[3];
    struct cxlwire_supported_log logs[CXLWIRE_ENTRIES];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_supported_logs_sub_list_response) == 8, "get_supported_logs_sub_list_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_supported_logs_sub_list_response, log_count) == 0, "get_supported_logs_sub_list_response.log_count");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_supported_logs_sub_list_response, reserved1) == 1, "get_supported_logs_sub_list_response.reserved1");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_supported_logs_sub_list_response, total_log_count) == 2, "get_supported_logs_sub_list_response.total_log_count");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_supported_logs_sub_list_response, start_index) == 4, "get_supported_logs_sub_list_response.start_index");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_supported_logs_sub_list_response, reserved5) == 5, "get_supported_logs_sub_list_response.reserved5");

/* CXL r3.1 8.2.9.4.1 Get Timestamp (0300h) */
struct cxlwire_get_timestamp_response {
    uint64_t timestamp; /* ns */
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_get_timestamp_response) == 8, "get_timestamp_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_get_timestamp_response, timestamp) == 0, "get_timestamp_response.timestamp");

/* CXL r3.1 8.2.9.9.1.1 Identify Memory Device (4000h) */
struct cxlwire_identify_memory_device_response {
    char firmware_revision[16];
    uint64_t total_capacity; /* 256 MiB */
    uint64_t volatile_capacity; /* 256 MiB */
    uint64_t persistent_capacity; /* 256 MiB */
    uint64_t partition_alignment; /* 256 MiB */
    uint16_t informational_event_log_size;
    uint16_t warning_event_log_size;
    uint16_t failure_event_log_size;
    uint16_t fatal_event_log_size;
    uint32_t lsa_size; /* bytes */
    uint8_t poison_list_maximum[3];
    uint16_t inject_poison_limit;
    uint8_t poison_handling_capabilities;
    uint8_t qos_telemetry_capabilities;
    uint16_t dynamic_capacity_event_log_size;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_identify_memory_device_response) == 69, "identify_memory_device_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_identify_memory_device_response, firmware_revision) == 0, "identify_memory_device_response.firmware_revision");
CXLWIRE_ASSERT(offsetof(struct cxlwire_identify_memory_device_response, total_capacity) == 16, "identify_memory_device_response.total_capacity");
CXLWIRE_ASSERT(offsetof(struct cxlwire_identify_memory_device_response, volatile_capacity) == 24, "identify_memory_device_response.volatile_capacity");
CXLWIRE_ASSERT(offsetof(struct cxlwire_identify_memory_device_response, persistent_capacity) == 32, "identify_memory_device_response.persistent_capacity");
CXLWIRE_ASSERT(offsetof(struct cxlwire_identify_memory_device_response, partition_alignment) == 40, "identify_memory_device_response.partition_alignment");
CXLWIRE_ASSERT(offsetof(struct cxlwire_identify_memory_device_response, informational_event_log_size) == 48, "identify_memory_device_response.informational_event_log_size");
CXLWIRE_ASSERT(offsetof(struct cxlwire_identify_memory_device_response, warning_event_log_size) == 50, "identify_memory_device_response.warning_event_log_size");
CXLWIRE_ASSERT(offsetof(struct cxlwire_identify_memory_device_response, failure_event_log_size) == 52, "identify_memory_device_response.failure_event_log_size");
CXLWIRE_ASSERT(offsetof(struct cxlwire_identify_memory_device_response, fatal_event_log_size) == 54, "identify_memory_device_response.fatal_event_log_size");
CXLWIRE_ASSERT(offsetof(struct cxlwire_identify_memory_device_response, lsa_size) == 56, "identify_memory_device_response.lsa_size");
CXLWIRE_ASSERT(offsetof(struct cxlwire_identify_memory_device_response, poison_list_maximum) == 60, "identify_memory_device_response.poison_list_maximum");
CXLWIRE_ASSERT(offsetof(struct cxlwire_identify_memory_device_response, inject_poison_limit) == 63, "identify_memory_device_response.inject_poison_limit");
CXLWIRE_ASSERT(offsetof(struct cxlwire_identify_memory_device_response, poison_handling_capabilities) == 65, "identify_memory_device_response.poison_handling_capabilities");
CXLWIRE_ASSERT(offsetof(struct cxlwire_identify_memory_device_response, qos_telemetry_capabilities) == 66, "identify_memory_device_response.qos_telemetry_capabilities");
CXLWIRE_ASSERT(offsetof(struct cxlwire_identify_memory_device_response, dynamic_capacity_event_log_size) == 67, "identify_memory_device_response.dynamic_capacity_event_log_size");

/* CXL r3.1 8.2.9.1.1 Identify (0001h) */
struct cxlwire_identify_response {
    uint16_t pcie_vendor_id;
    uint16_t pcie_device_id;
    uint16_t pcie_subsystem_vendor_id;
    uint16_t pcie_subsystem_id;
    uint64_t serial_number;
    uint8_t maximum_message_size; /* 2^n bytes */
    uint8_t component_type;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_identify_response) == 18, "identify_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_identify_response, pcie_vendor_id) == 0, "identify_response.pcie_vendor_id");
CXLWIRE_ASSERT(offsetof(struct cxlwire_identify_response, pcie_device_id) == 2, "identify_response.pcie_device_id");
CXLWIRE_ASSERT(offsetof(struct cxlwire_identify_response, pcie_subsystem_vendor_id) == 4, "identify_response.pcie_subsystem_vendor_id");
CXLWIRE_ASSERT(offsetof(struct cxlwire_identify_response, pcie_subsystem_id) == 6, "identify_response.pcie_subsystem_id");
CXLWIRE_ASSERT(offsetof(struct cxlwire_identify_response, serial_number) == 8, "identify_response.serial_number");
CXLWIRE_ASSERT(offsetof(struct cxlwire_identify_response, maximum_message_size) == 16, "identify_response.maximum_message_size");
CXLWIRE_ASSERT(offsetof(struct cxlwire_identify_response, component_type) == 17, "identify_response.component_type");

/* CXL r3.1 7.6.7.6.5 Initiate Dynamic Capacity Add (5604h) */
struct cxlwire_initiate_dc_add_request {
    uint16_t host_id;
    uint8_t selection_policy;
    uint8_t region;
    uint64_t length; /* bytes */
    uint8_t tag[16];
    uint32_t count;
    struct cxlwire_extent extents[CXLWIRE_ENTRIES];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_initiate_dc_add_request) == 32, "initiate_dc_add_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_initiate_dc_add_request, host_id) == 0, "initiate_dc_add_request.host_id");
CXLWIRE_ASSERT(offsetof(struct cxlwire_initiate_dc_add_request, selection_policy) == 2, "initiate_dc_add_request.selection_policy");
CXLWIRE_ASSERT(offsetof(struct cxlwire_initiate_dc_add_request, region) == 3, "initiate_dc_add_request.region");
CXLWIRE_ASSERT(offsetof(struct cxlwire_initiate_dc_add_request, length) == 4, "initiate_dc_add_request.length");
CXLWIRE_ASSERT(offsetof(struct cxlwire_initiate_dc_add_request, tag) == 12, "initiate_dc_add_request.tag");
CXLWIRE_ASSERT(offsetof(struct cxlwire_initiate_dc_add_request, count) == 28, "initiate_dc_add_request.count");

/* CXL r3.1 7.6.7.6.6 Initiate Dynamic Capacity Release (5605h) */
struct cxlwire_initiate_dc_release_request {
    uint16_t host_id;
    uint8_t removal_policy : 4;
    uint8_t forced_removal : 1;
    uint8_t sanitize_on_release : 1;
    uint8_t flags_reserved : 2;
    uint8_t reserved3[1];
    uint64_t length; /* bytes */
    uint8_t tag[16];
    uint32_t count;
    struct cxlwire_extent extents[CXLWIRE_ENTRIES];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_initiate_dc_release_request) == 32, "initiate_dc_release_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_initiate_dc_release_request, host_id) == 0, "initiate_dc_release_request.host_id");
CXLWIRE_ASSERT(offsetof(struct cxlwire_initiate_dc_release_request, reserved3) == 3, "initiate_dc_release_request.reserved3");
CXLWIRE_ASSERT(offsetof(struct cxlwire_initiate_dc_release_request, length) == 4, "initiate_dc_release_request.length");
CXLWIRE_ASSERT(offsetof(struct cxlwire_initiate_dc_release_request, tag) == 12, "initiate_dc_release_request.tag");
CXLWIRE_ASSERT(offsetof(struct cxlwire_initiate_dc_release_request, count) == 28, "initiate_dc_release_request.count");

/* CXL r3.1 8.2.9.9.4.2 Inject Poison (4301h) */
struct cxlwire_inject_poison_request {
    uint64_t address; /* bytes */
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_inject_poison_request) == 8, "inject_poison_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_inject_poison_request, address) == 0, "inject_poison_request.address");

/* CXL r3.1 7.6.7.6.9 Dynamic Capacity List Tags (5608h) */
struct cxlwire_list_dc_tags_request {
    uint32_t start;
    uint32_t max_tags;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_list_dc_tags_request) == 8, "list_dc_tags_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_list_dc_tags_request, start) == 0, "list_dc_tags_request.start");
CXLWIRE_ASSERT(offsetof(struct cxlwire_list_dc_tags_request, max_tags) == 4, "list_dc_tags_request.max_tags");

/* CXL r3.1 7.6.7.6.9 Dynamic Capacity List Tags (5608h) */
struct cxlwire_list_dc_tags_response {
    uint32_t generation;
    uint32_t total;
    uint32_t returned;
    uint8_t validity_bitmap;
    uint8_t reserved13[3];
    struct cxlwire_dc_tag_information tags[CXLWIRE_ENTRIES];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_list_dc_tags_response) == 16, "list_dc_tags_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_list_dc_tags_response, generation) == 0, "list_dc_tags_response.generation");
CXLWIRE_ASSERT(offsetof(struct cxlwire_list_dc_tags_response, total) == 4, "list_dc_tags_response.total");
CXLWIRE_ASSERT(offsetof(struct cxlwire_list_dc_tags_response, returned) == 8, "list_dc_tags_response.returned");
CXLWIRE_ASSERT(offsetof(struct cxlwire_list_dc_tags_response, validity_bitmap) == 12, "list_dc_tags_response.validity_bitmap");
CXLWIRE_ASSERT(offsetof(struct cxlwire_list_dc_tags_response, reserved13) == 13, "list_dc_tags_response.reserved13");

/* DSP0236 MCTP control message format */
struct cxlwire_mctp_control_header {
    uint8_t message_type : 7;
    uint8_t integrity_check : 1;
    uint8_t instance_id : 5;
    uint8_t instance_reserved : 1;
    uint8_t datagram : 1;
    uint8_t request : 1;
    uint8_t command_code;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_mctp_control_header) == 3, "mctp_control_header");
CXLWIRE_ASSERT(offsetof(struct cxlwire_mctp_control_header, command_code) == 2, "mctp_control_header.command_code");

/* DSP0236 MCTP control message format, response */
struct cxlwire_mctp_control_response {
    struct cxlwire_mctp_control_header header;
    uint8_t completion_code;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_mctp_control_response) == 4, "mctp_control_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_mctp_control_response, header) == 0, "mctp_control_response.header");
CXLWIRE_ASSERT(offsetof(struct cxlwire_mctp_control_response, completion_code) == 3, "mctp_control_response.completion_code");

/* DSP0236 12.4 Get Endpoint ID (02h) */
struct cxlwire_mctp_get_endpoint_id_response {
    struct cxlwire_mctp_control_header header;
    uint8_t completion_code;
    uint8_t endpoint_id;
    uint8_t endpoint_id_type : 2;
    uint8_t id_type_reserved : 2;
    uint8_t endpoint_type : 2;
    uint8_t type_reserved : 2;
    uint8_t medium_specific;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_mctp_get_endpoint_id_response) == 7, "mctp_get_endpoint_id_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_mctp_get_endpoint_id_response, header) == 0, "mctp_get_endpoint_id_response.header");
CXLWIRE_ASSERT(offsetof(struct cxlwire_mctp_get_endpoint_id_response, completion_code) == 3, "mctp_get_endpoint_id_response.completion_code");
CXLWIRE_ASSERT(offsetof(struct cxlwire_mctp_get_endpoint_id_response, endpoint_id) == 4, "mctp_get_endpoint_id_response.endpoint_id");
CXLWIRE_ASSERT(offsetof(struct cxlwire_mctp_get_endpoint_id_response, medium_specific) == 6, "mctp_get_endpoint_id_response.medium_specific");

/* DSP0236 12.5 Get Endpoint UUID (03h) */
struct cxlwire_mctp_get_endpoint_uuid_response {
    struct cxlwire_mctp_control_header header;
    uint8_t completion_code;
    uint8_t uuid[16];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_mctp_get_endpoint_uuid_response) == 20, "mctp_get_endpoint_uuid_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_mctp_get_endpoint_uuid_response, header) == 0, "mctp_get_endpoint_uuid_response.header");
CXLWIRE_ASSERT(offsetof(struct cxlwire_mctp_get_endpoint_uuid_response, completion_code) == 3, "mctp_get_endpoint_uuid_response.completion_code");
CXLWIRE_ASSERT(offsetof(struct cxlwire_mctp_get_endpoint_uuid_response, uuid) == 4, "mctp_get_endpoint_uuid_response.uuid");

/* DSP0236 12.7 Get Message Type Support (05h) */
struct cxlwire_mctp_get_message_type_support_response {
    struct cxlwire_mctp_control_header header;
    uint8_t completion_code;
    uint8_t type_count;
    uint8_t types[CXLWIRE_ENTRIES];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_mctp_get_message_type_support_response) == 5, "mctp_get_message_type_support_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_mctp_get_message_type_support_response, header) == 0, "mctp_get_message_type_support_response.header");
CXLWIRE_ASSERT(offsetof(struct cxlwire_mctp_get_message_type_support_response, completion_code) == 3, "mctp_get_message_type_support_response.completion_code");
CXLWIRE_ASSERT(offsetof(struct cxlwire_mctp_get_message_type_support_response, type_count) == 4, "mctp_get_message_type_support_response.type_count");

/* DSP0236 12.8 Get Vendor Defined Message Support (06h) */
struct cxlwire_mctp_get_vendor_message_support_request {
    struct cxlwire_mctp_control_header header;
    uint8_t vendor_id_set_selector;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_mctp_get_vendor_message_support_request) == 4, "mctp_get_vendor_message_support_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_mctp_get_vendor_message_support_request, header) == 0, "mctp_get_vendor_message_support_request.header");
CXLWIRE_ASSERT(offsetof(struct cxlwire_mctp_get_vendor_message_support_request, vendor_id_set_selector) == 3, "mctp_get_vendor_message_support_request.vendor_id_set_selector");

/* DSP0236 12.8 Get Vendor Defined Message Support (06h) */
struct cxlwire_mctp_get_vendor_message_support_response {
    struct cxlwire_mctp_control_header header;
    uint8_t completion_code;
    uint8_t vendor_id_set_selector;
    uint8_t vendor_id_format;
    uint8_t vendor_id[CXLWIRE_ENTRIES];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_mctp_get_vendor_message_support_response) == 6, "mctp_get_vendor_message_support_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_mctp_get_vendor_message_support_response, header) == 0, "mctp_get_vendor_message_support_response.header");
CXLWIRE_ASSERT(offsetof(struct cxlwire_mctp_get_vendor_message_support_response, completion_code) == 3, "mctp_get_vendor_message_support_response.completion_code");
CXLWIRE_ASSERT(offsetof(struct cxlwire_mctp_get_vendor_message_support_response, vendor_id_set_selector) == 4, "mctp_get_vendor_message_support_response.vendor_id_set_selector");
CXLWIRE_ASSERT(offsetof(struct cxlwire_mctp_get_vendor_message_support_response, vendor_id_format) == 5, "mctp_get_vendor_message_support_response.vendor_id_format");

/* DSP0236 12.6 Get MCTP Version Support (04h) */
struct cxlwire_mctp_get_version_support_request {
    struct cxlwire_mctp_control_header header;
    uint8_t message_type_number;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_mctp_get_version_support_request) == 4, "mctp_get_version_support_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_mctp_get_version_support_request, header) == 0, "mctp_get_version_support_request.header");
CXLWIRE_ASSERT(offsetof(struct cxlwire_mctp_get_version_support_request, message_type_number) == 3, "mctp_get_version_support_request.message_type_number");

/* DSP0236 12.6 Version field encoding */
struct cxlwire_mctp_version {
    uint8_t major;
    uint8_t minor;
    uint8_t update;
    uint8_t alpha;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_mctp_version) == 4, "mctp_version");
CXLWIRE_ASSERT(offsetof(struct cxlwire_mctp_version, major) == 0, "mctp_version.major");
CXLWIRE_ASSERT(offsetof(struct cxlwire_mctp_version, minor) == 1, "mctp_version.minor");
CXLWIRE_ASSERT(offsetof(struct cxlwire_mctp_version, update) == 2, "mctp_version.update");
CXLWIRE_ASSERT(offsetof(struct cxlwire_mctp_version, alpha) == 3, "mctp_version.alpha");

/* DSP0236 12.6 Get MCTP Version Support (04h) */
struct cxlwire_mctp_get_version_support_response {
    struct cxlwire_mctp_control_header header;
    uint8_t completion_code;
    uint8_t version_count;
    struct cxlwire_mctp_version versions[CXLWIRE_ENTRIES];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_mctp_get_version_support_response) == 5, "mctp_get_version_support_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_mctp_get_version_support_response, header) == 0, "mctp_get_version_support_response.header");
CXLWIRE_ASSERT(offsetof(struct cxlwire_mctp_get_version_support_response, completion_code) == 3, "mctp_get_version_support_response.completion_code");
CXLWIRE_ASSERT(offsetof(struct cxlwire_mctp_get_version_support_response, version_count) == 4, "mctp_get_version_support_response.version_count");

/* DSP0236 MCTP transport header */
struct cxlwire_mctp_header {
    uint8_t header_version : 4;
    uint8_t version_reserved : 4;
    uint8_t destination_eid;
    uint8_t source_eid;
    uint8_t message_tag : 3;
    uint8_t tag_owner : 1;
    uint8_t packet_sequence : 2;
    uint8_t end_of_message : 1;
    uint8_t start_of_message : 1;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_mctp_header) == 4, "mctp_header");
CXLWIRE_ASSERT(offsetof(struct cxlwire_mctp_header, destination_eid) == 1, "mctp_header.destination_eid");
CXLWIRE_ASSERT(offsetof(struct cxlwire_mctp_header, source_eid) == 2, "mctp_header.source_eid");

/* DSP0236 MCTP packet fields: message type */
struct cxlwire_mctp_message {
    uint8_t message_type : 7;
    uint8_t integrity_check : 1;
    uint8_t body[CXLWIRE_ENTRIES];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_mctp_message) == 1, "mctp_message");

/* DSP0236 MCTP packet fields */
struct cxlwire_mctp_packet {
    struct cxlwire_mctp_header header;
    uint8_t payload[CXLWIRE_ENTRIES];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_mctp_packet) == 4, "mctp_packet");
CXLWIRE_ASSERT(offsetof(struct cxlwire_mctp_packet, header) == 0, "mctp_packet.header");

/* DSP0253 Packet framing */
struct cxlwire_mctp_serial_trailer {
    uint8_t fcs_high;
    uint8_t fcs_low;
    uint8_t framing_flag;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_mctp_serial_trailer) == 3, "mctp_serial_trailer");
CXLWIRE_ASSERT(offsetof(struct cxlwire_mctp_serial_trailer, fcs_high) == 0, "mctp_serial_trailer.fcs_high");
CXLWIRE_ASSERT(offsetof(struct cxlwire_mctp_serial_trailer, fcs_low) == 1, "mctp_serial_trailer.fcs_low");
CXLWIRE_ASSERT(offsetof(struct cxlwire_mctp_serial_trailer, framing_flag) == 2, "mctp_serial_trailer.framing_flag");

/* DSP0253 Packet framing */
struct cxlwire_mctp_serial {
    uint8_t framing_flag;
    uint8_t serial_revision;
    uint8_t byte_count; /* bytes */
    uint8_t packet[CXLWIRE_ENTRIES];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_mctp_serial) == 3, "mctp_serial");
CXLWIRE_ASSERT(offsetof(struct cxlwire_mctp_serial, framing_flag) == 0, "mctp_serial.framing_flag");
CXLWIRE_ASSERT(offsetof(struct cxlwire_mctp_serial, serial_revision) == 1, "mctp_serial.serial_revision");
CXLWIRE_ASSERT(offsetof(struct cxlwire_mctp_serial, byte_count) == 2, "mctp_serial.byte_count");

/* DSP0236 12.3 Set Endpoint ID (01h) */
struct cxlwire_mctp_set_endpoint_id_request {
    struct cxlwire_mctp_control_header header;
    uint8_t operation : 2;
    uint8_t operation_reserved : 6;
    uint8_t endpoint_id;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_mctp_set_endpoint_id_request) == 5, "mctp_set_endpoint_id_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_mctp_set_endpoint_id_request, header) == 0, "mctp_set_endpoint_id_request.header");
CXLWIRE_ASSERT(offsetof(struct cxlwire_mctp_set_endpoint_id_request, endpoint_id) == 4, "mctp_set_endpoint_id_request.endpoint_id");

/* DSP0236 12.3 Set Endpoint ID (01h) */
struct cxlwire_mctp_set_endpoint_id_response {
    struct cxlwire_mctp_control_header header;
    uint8_t completion_code;
    uint8_t allocation_status : 2;
    uint8_t allocation_reserved : 2;
    uint8_t assignment_status : 2;
    uint8_t assignment_reserved : 2;
    uint8_t endpoint_id;
    uint8_t eid_pool_size;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_mctp_set_endpoint_id_response) == 7, "mctp_set_endpoint_id_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_mctp_set_endpoint_id_response, header) == 0, "mctp_set_endpoint_id_response.header");
CXLWIRE_ASSERT(offsetof(struct cxlwire_mctp_set_endpoint_id_response, completion_code) == 3, "mctp_set_endpoint_id_response.completion_code");
CXLWIRE_ASSERT(offsetof(struct cxlwire_mctp_set_endpoint_id_response, endpoint_id) == 5, "mctp_set_endpoint_id_response.endpoint_id");
CXLWIRE_ASSERT(offsetof(struct cxlwire_mctp_set_endpoint_id_response, eid_pool_size) == 6, "mctp_set_endpoint_id_response.eid_pool_size");

/* CXL r3.1 8.2.9.9.5.3 Media Operations (4402h) */
struct cxlwire_media_operation {
    uint8_t operation_class;
    uint8_t subclass;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_media_operation) == 2, "media_operation");
CXLWIRE_ASSERT(offsetof(struct cxlwire_media_operation, operation_class) == 0, "media_operation.operation_class");
CXLWIRE_ASSERT(offsetof(struct cxlwire_media_operation, subclass) == 1, "media_operation.subclass");

/* CXL r3.1 8.2.9.9.5.3 Media Operations (4402h) */
struct cxlwire_media_operations_discovery {
    uint16_t start_index;
    uint16_t operation_count;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_media_operations_discovery) == 4, "media_operations_discovery");
CXLWIRE_ASSERT(offsetof(struct cxlwire_media_operations_discovery, start_index) == 0, "media_operations_discovery.start_index");
CXLWIRE_ASSERT(offsetof(struct cxlwire_media_operations_discovery, operation_count) == 2, "media_operations_discovery.operation_count");

/* CXL r3.1 8.2.9.9.5.3 Media Operations (4402h) */
struct cxlwire_media_operations_request {
    uint8_t operation_class;
    uint8_t subclass;
    uint8_t reserved2[2];
    uint32_t range_count;
    uint8_t arguments[CXLWIRE_ENTRIES];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_media_operations_request) == 8, "media_operations_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_media_operations_request, operation_class) == 0, "media_operations_request.operation_class");
CXLWIRE_ASSERT(offsetof(struct cxlwire_media_operations_request, subclass) == 1, "media_operations_request.subclass");
CXLWIRE_ASSERT(offsetof(struct cxlwire_media_operations_request, reserved2) == 2, "media_operations_request.reserved2");
CXLWIRE_ASSERT(offsetof(struct cxlwire_media_operations_request, range_count) == 4, "media_operations_request.range_count");

/* CXL r3.1 8.2.9.9.5.3 Media Operations (4402h) */
struct cxlwire_media_operations_response {
    uint64_t range_granularity; /* bytes */
    uint16_t total_operation_count;
    uint16_t operation_count;
    struct cxlwire_media_operation operations[CXLWIRE_ENTRIES];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_media_operations_response) == 12, "media_operations_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_media_operations_response, range_granularity) == 0, "media_operations_response.range_granularity");
CXLWIRE_ASSERT(offsetof(struct cxlwire_media_operations_response, total_operation_count) == 8, "media_operations_response.total_operation_count");
CXLWIRE_ASSERT(offsetof(struct cxlwire_media_operations_response, operation_count) == 10, "media_operations_response.operation_count");

/* CXL r3.1 8.2.9.9.5.3 Media Operations (4402h) */
struct cxlwire_media_range {
    uint64_t start_dpa; /* bytes */
    uint64_t length; /* bytes */
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_media_range) == 16, "media_range");
CXLWIRE_ASSERT(offsetof(struct cxlwire_media_range, start_dpa) == 0, "media_range.start_dpa");
CXLWIRE_ASSERT(offsetof(struct cxlwire_media_range, length) == 8, "media_range.length");

/* CXL r3.1 8.2.9.2.1.3 Memory Module Event Record */
struct cxlwire_memory_module_event_record {
    struct cxlwire_event_record_header header;
    uint8_t device_event_type;
    struct cxlwire_get_health_info_response health;
    uint16_t component_identifier_valid : 1;
    uint16_t component_identifier_is_pldm : 1;
    uint16_t validity_reserved : 14;
    uint8_t component_identifier[16];
    uint8_t device_event_sub_type;
    uint8_t reserved86[42];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_memory_module_event_record) == 128, "memory_module_event_record");
CXLWIRE_ASSERT(offsetof(struct cxlwire_memory_module_event_record, header) == 0, "memory_module_event_record.header");
CXLWIRE_ASSERT(offsetof(struct cxlwire_memory_module_event_record, device_event_type) == 48, "memory_module_event_record.device_event_type");
CXLWIRE_ASSERT(offsetof(struct cxlwire_memory_module_event_record, health) == 49, "memory_module_event_record.health");
CXLWIRE_ASSERT(offsetof(struct cxlwire_memory_module_event_record, component_identifier) == 69, "memory_module_event_record.component_identifier");
CXLWIRE_ASSERT(offsetof(struct cxlwire_memory_module_event_record, device_event_sub_type) == 85, "memory_module_event_record.device_event_sub_type");
CXLWIRE_ASSERT(offsetof(struct cxlwire_memory_module_event_record, reserved86) == 86, "memory_module_event_record.reserved86");

/* CXL r3.1 8.2.9.2.1.4 Memory Sparing Event Record */
struct cxlwire_memory_sparing_event_record {
    struct cxlwire_event_record_header header;
    uint8_t maintenance_operation_class;
    uint8_t maintenance_operation_subclass;
    uint8_t query_resources : 1;
    uint8_t hard_sparing : 1;
    uint8_t device_initiated : 1;
    uint8_t flags_reserved : 5;
    uint8_t result;
    uint16_t channel_valid : 1;
    uint16_t rank_valid : 1;
    uint16_t nibble_mask_valid : 1;
    uint16_t bank_group_valid : 1;
    uint16_t bank_valid : 1;
    uint16_t row_valid : 1;
    uint16_t column_valid : 1;
    uint16_t component_identifier_valid : 1;
    uint16_t component_identifier_is_pldm : 1;
    uint16_t sub_channel_valid : 1;
    uint16_t validity_reserved : 6;
    uint8_t reserved54[6];
    uint16_t spare_resources_available;
    uint8_t channel;
    uint8_t rank;
    uint8_t nibble_mask[3];
    uint8_t bank_group;
    uint8_t bank;
    uint8_t row[3];
    uint16_t column;
    uint8_t component_identifier[16];
    uint8_t sub_channel;
    uint8_t reserved91[37];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_memory_sparing_event_record) == 128, "memory_sparing_event_record");
CXLWIRE_ASSERT(offsetof(struct cxlwire_memory_sparing_event_record, header) == 0, "memory_sparing_event_record.header");
CXLWIRE_ASSERT(offsetof(struct cxlwire_memory_sparing_event_record, maintenance_operation_class) == 48, "memory_sparing_event_record.maintenance_operation_class");
CXLWIRE_ASSERT(offsetof(struct cxlwire_memory_sparing_event_record, maintenance_operation_subclass) == 49, "memory_sparing_event_record.maintenance_operation_subclass");
CXLWIRE_ASSERT(offsetof(struct cxlwire_memory_sparing_event_record, result) == 51, "memory_sparing_event_record.result");
CXLWIRE_ASSERT(offsetof(struct cxlwire_memory_sparing_event_record, reserved54) == 54, "memory_sparing_event_record.reserved54");
CXLWIRE_ASSERT(offsetof(struct cxlwire_memory_sparing_event_record, spare_resources_available) == 60, "memory_sparing_event_record.spare_resources_available");
CXLWIRE_ASSERT(offsetof(struct cxlwire_memory_sparing_event_record, channel) == 62, "memory_sparing_event_record.channel");
CXLWIRE_ASSERT(offsetof(struct cxlwire_memory_sparing_event_record, rank) == 63, "memory_sparing_event_record.rank");
CXLWIRE_ASSERT(offsetof(struct cxlwire_memory_sparing_event_record, nibble_mask) == 64, "memory_sparing_event_record.nibble_mask");
CXLWIRE_ASSERT(offsetof(struct cxlwire_memory_sparing_event_record, bank_group) == 67, "memory_sparing_event_record.bank_group");
CXLWIRE_ASSERT(offsetof(struct cxlwire_memory_sparing_event_record, bank) == 68, "memory_sparing_event_record.bank");
CXLWIRE_ASSERT(offsetof(struct cxlwire_memory_sparing_event_record, row) == 69, "memory_sparing_event_record.row");
CXLWIRE_ASSERT(offsetof(struct cxlwire_memory_sparing_event_record, column) == 72, "memory_sparing_event_record.column");
CXLWIRE_ASSERT(offsetof(struct cxlwire_memory_sparing_event_record, component_identifier) == 74, "memory_sparing_event_record.component_identifier");
CXLWIRE_ASSERT(offsetof(struct cxlwire_memory_sparing_event_record, sub_channel) == 90, "memory_sparing_event_record.sub_channel");
CXLWIRE_ASSERT(offsetof(struct cxlwire_memory_sparing_event_record, reserved91) == 91, "memory_sparing_event_record.reserved91");

/* CXL r3.1 8.2.9.7.1.4 Memory Sparing Maintenance Operation */
struct cxlwire_memory_sparing_parameters {
    uint8_t query_resources : 1;
    uint8_t hard_sparing : 1;
    uint8_t sub_channel_valid : 1;
    uint8_t nibble_mask_valid : 1;
    uint8_t flags_reserved : 4;
    uint8_t channel;
    uint8_t rank;
    uint8_t nibble_mask[3];
    uint8_t bank_group;
    uint8_t bank;
    uint8_t row[3];
    uint16_t column;
    uint8_t sub_channel;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_memory_sparing_parameters) == 14, "memory_sparing_parameters");
CXLWIRE_ASSERT(offsetof(struct cxlwire_memory_sparing_parameters, channel) == 1, "memory_sparing_parameters.channel");
CXLWIRE_ASSERT(offsetof(struct cxlwire_memory_sparing_parameters, rank) == 2, "memory_sparing_parameters.rank");
CXLWIRE_ASSERT(offsetof(struct cxlwire_memory_sparing_parameters, nibble_mask) == 3, "memory_sparing_parameters.nibble_mask");
CXLWIRE_ASSERT(offsetof(struct cxlwire_memory_sparing_parameters, bank_group) == 6, "memory_sparing_parameters.bank_group");
CXLWIRE_ASSERT(offsetof(struct cxlwire_memory_sparing_parameters, bank) == 7, "memory_sparing_parameters.bank");
CXLWIRE_ASSERT(offsetof(struct cxlwire_memory_sparing_parameters, row) == 8, "memory_sparing_parameters.row");
CXLWIRE_ASSERT(offsetof(struct cxlwire_memory_sparing_parameters, column) == 11, "memory_sparing_parameters.column");
CXLWIRE_ASSERT(offsetof(struct cxlwire_memory_sparing_parameters, sub_channel) == 13, "memory_sparing_parameters.sub_channel");

/* CXL r3.1 8.2.9.7.2.3 Memory Sparing Features Discovery and Configuration */
struct cxlwire_memory_sparing_readable {
    uint8_t max_latency;
    uint16_t device_initiated_capable : 1;
    uint16_t capabilities_reserved : 15;
    uint16_t device_initiated : 1;
    uint16_t mode_reserved : 15;
    uint8_t operation_class;
    uint8_t operation_subclass;
    uint8_t reserved7[10];
    uint16_t unsafe_in_use : 1;
    uint16_t hard_sparing_supported : 1;
    uint16_t soft_sparing_supported : 1;
    uint16_t restrictions_reserved : 13;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_memory_sparing_readable) == 19, "memory_sparing_readable");
CXLWIRE_ASSERT(offsetof(struct cxlwire_memory_sparing_readable, max_latency) == 0, "memory_sparing_readable.max_latency");
CXLWIRE_ASSERT(offsetof(struct cxlwire_memory_sparing_readable, operation_class) == 5, "memory_sparing_readable.operation_class");
CXLWIRE_ASSERT(offsetof(struct cxlwire_memory_sparing_readable, operation_subclass) == 6, "memory_sparing_readable.operation_subclass");
CXLWIRE_ASSERT(offsetof(struct cxlwire_memory_sparing_readable, reserved7) == 7, "memory_sparing_readable.reserved7");

/* CXL r3.1 8.2.9.7.2.3 Memory Sparing Features Discovery and Configuration */
struct cxlwire_memory_sparing_writable {
    uint16_t device_initiated : 1;
    uint16_t mode_reserved : 15;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_memory_sparing_writable) == 2, "memory_sparing_writable");

/* CXL r3.1 8.2.9.9.6.6 Passphrase Secure Erase (4505h) */
struct cxlwire_passphrase_secure_erase_request {
    uint8_t passphrase_type;
    uint8_t reserved1[7];
    uint8_t reserved8[24];
    uint8_t current_passphrase[32];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_passphrase_secure_erase_request) == 64, "passphrase_secure_erase_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_passphrase_secure_erase_request, passphrase_type) == 0, "passphrase_secure_erase_request.passphrase_type");
CXLWIRE_ASSERT(offsetof(struct cxlwire_passphrase_secure_erase_request, reserved1) == 1, "passphrase_secure_erase_request.reserved1");
CXLWIRE_ASSERT(offsetof(struct cxlwire_passphrase_secure_erase_request, reserved8) == 8, "passphrase_secure_erase_request.reserved8");
CXLWIRE_ASSERT(offsetof(struct cxlwire_passphrase_secure_erase_request, current_passphrase) == 32, "passphrase_secure_erase_request.current_passphrase");

/* CXL r3.1 8.2.9.9.11.1 Device Patrol Scrub Control Feature */
struct cxlwire_patrol_scrub_readable {
    uint8_t cycle_changeable : 1;
    uint8_t realtime_reporting : 1;
    uint8_t capabilities_reserved : 6;
    uint8_t cycle_hours; /* hours */
    uint8_t minimum_cycle_hours; /* hours */
    uint8_t enabled : 1;
    uint8_t flags_reserved : 7;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_patrol_scrub_readable) == 4, "patrol_scrub_readable");
CXLWIRE_ASSERT(offsetof(struct cxlwire_patrol_scrub_readable, cycle_hours) == 1, "patrol_scrub_readable.cycle_hours");
CXLWIRE_ASSERT(offsetof(struct cxlwire_patrol_scrub_readable, minimum_cycle_hours) == 2, "patrol_scrub_readable.minimum_cycle_hours");

/* CXL r3.1 8.2.9.9.11.1 Device Patrol Scrub Control Feature */
struct cxlwire_patrol_scrub_writable {
    uint8_t cycle_hours; /* hours */
    uint8_t enabled : 1;
    uint8_t flags_reserved : 7;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_patrol_scrub_writable) == 2, "patrol_scrub_writable");
CXLWIRE_ASSERT(offsetof(struct cxlwire_patrol_scrub_writable, cycle_hours) == 0, "patrol_scrub_writable.cycle_hours");

/* CXL r3.1 8.2.9.7.1 Perform Maintenance (0600h) */
struct cxlwire_perform_maintenance_request {
    uint8_t operation_class;
    uint8_t operation_subclass;
    uint8_t parameters[CXLWIRE_ENTRIES];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_perform_maintenance_request) == 2, "perform_maintenance_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_perform_maintenance_request, operation_class) == 0, "perform_maintenance_request.operation_class");
CXLWIRE_ASSERT(offsetof(struct cxlwire_perform_maintenance_request, operation_subclass) == 1, "perform_maintenance_request.operation_subclass");

/* CXL r3.1 Table 8-44 Component Identifier Format */
struct cxlwire_pldm_component_identifier {
    uint8_t entity_identifier_valid : 1;
    uint8_t resource_identifier_valid : 1;
    uint8_t flags_reserved : 6;
    uint8_t entity_identifier[6];
    uint32_t resource_identifier;
    uint8_t reserved11[5];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_pldm_component_identifier) == 16, "pldm_component_identifier");
CXLWIRE_ASSERT(offsetof(struct cxlwire_pldm_component_identifier, entity_identifier) == 1, "pldm_component_identifier.entity_identifier");
CXLWIRE_ASSERT(offsetof(struct cxlwire_pldm_component_identifier, resource_identifier) == 7, "pldm_component_identifier.resource_identifier");
CXLWIRE_ASSERT(offsetof(struct cxlwire_pldm_component_identifier, reserved11) == 11, "pldm_component_identifier.reserved11");

/* CXL r3.1 8.2.9.5.5 Populate Log (0404h) */
struct cxlwire_populate_log_request {
    uint8_t log_identifier[16];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_populate_log_request) == 16, "populate_log_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_populate_log_request, log_identifier) == 0, "populate_log_request.log_identifier");

/* CXL r3.1 8.2.9.7.1.2 sPPR and 8.2.9.7.1.3 hPPR Maintenance Operation */
struct cxlwire_ppr_parameters {
    uint8_t query_resources : 1;
    uint8_t flags_reserved : 7;
    uint64_t dpa; /* bytes */
    uint8_t nibble_mask[3];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_ppr_parameters) == 12, "ppr_parameters");
CXLWIRE_ASSERT(offsetof(struct cxlwire_ppr_parameters, dpa) == 1, "ppr_parameters.dpa");
CXLWIRE_ASSERT(offsetof(struct cxlwire_ppr_parameters, nibble_mask) == 9, "ppr_parameters.nibble_mask");

/* CXL r3.1 8.2.9.7.2.1 sPPR and 8.2.9.7.2.2 hPPR Feature Discovery and Configuration */
struct cxlwire_ppr_readable {
    uint8_t max_latency;
    uint16_t device_initiated_capable : 1;
    uint16_t capabilities_reserved : 15;
    uint16_t device_initiated : 1;
    uint16_t mode_reserved : 15;
    uint8_t operation_class;
    uint8_t operation_subclass;
    uint8_t reserved7[9];
    uint8_t dpa_supported : 1;
    uint8_t nibble_mask_supported : 1;
    uint8_t sparing_records_capable : 1;
    uint8_t device_initiated_at_boot_capable : 1;
    uint8_t flags_reserved : 4;
    uint16_t media_inaccessible : 1;
    uint16_t restrictions_reserved1 : 1;
    uint16_t data_lost : 1;
    uint16_t restrictions_reserved : 13;
    uint8_t sparing_records : 1;
    uint8_t device_initiated_at_boot : 1;
    uint8_t repair_mode_reserved : 6;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_ppr_readable) == 20, "ppr_readable");
CXLWIRE_ASSERT(offsetof(struct cxlwire_ppr_readable, max_latency) == 0, "ppr_readable.max_latency");
CXLWIRE_ASSERT(offsetof(struct cxlwire_ppr_readable, operation_class) == 5, "ppr_readable.operation_class");
CXLWIRE_ASSERT(offsetof(struct cxlwire_ppr_readable, operation_subclass) == 6, "ppr_readable.operation_subclass");
CXLWIRE_ASSERT(offsetof(struct cxlwire_ppr_readable, reserved7) == 7, "ppr_readable.reserved7");

/* CXL r3.1 8.2.9.7.2.1 sPPR and 8.2.9.7.2.2 hPPR Feature Discovery and Configuration */
struct cxlwire_ppr_writable {
    uint16_t device_initiated : 1;
    uint16_t mode_reserved : 15;
    uint8_t sparing_records : 1;
    uint8_t device_initiated_at_boot : 1;
    uint8_t repair_mode_reserved : 6;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_ppr_writable) == 3, "ppr_writable");

/* CXL r3.1 8.2.9.9.9.4 Release Dynamic Capacity (4803h) */
struct cxlwire_release_dc_request {
    uint32_t count;
    uint8_t more : 1;
    uint8_t flags_reserved : 7;
    uint8_t reserved5[3];
    struct cxlwire_updated_extent extents[CXLWIRE_ENTRIES];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_release_dc_request) == 8, "release_dc_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_release_dc_request, count) == 0, "release_dc_request.count");
CXLWIRE_ASSERT(offsetof(struct cxlwire_release_dc_request, reserved5) == 5, "release_dc_request.reserved5");

/* CXL r3.1 7.6.7.6.8 Dynamic Capacity Remove Reference (5607h) */
struct cxlwire_remove_dc_reference_request {
    uint8_t tag[16];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_remove_dc_reference_request) == 16, "remove_dc_reference_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_remove_dc_reference_request, tag) == 0, "remove_dc_reference_request.tag");

/* CXL r3.1 8.2.9.9.4.5 Scan Media (4304h) */
struct cxlwire_scan_media_request {
    uint64_t address; /* bytes */
    uint64_t length; /* 64 bytes */
    uint8_t no_event_log : 1;
    uint8_t flags_reserved : 7;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_scan_media_request) == 17, "scan_media_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_scan_media_request, address) == 0, "scan_media_request.address");
CXLWIRE_ASSERT(offsetof(struct cxlwire_scan_media_request, length) == 8, "scan_media_request.length");

/* CXL r3.1 8.2.9.9.7.2 Security Receive (4601h) */
struct cxlwire_security_receive_request {
    uint8_t security_protocol;
    uint16_t sp_specific;
    uint8_t reserved3[5];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_security_receive_request) == 8, "security_receive_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_security_receive_request, security_protocol) == 0, "security_receive_request.security_protocol");
CXLWIRE_ASSERT(offsetof(struct cxlwire_security_receive_request, sp_specific) == 1, "security_receive_request.sp_specific");
CXLWIRE_ASSERT(offsetof(struct cxlwire_security_receive_request, reserved3) == 3, "security_receive_request.reserved3");

/* CXL r3.1 8.2.9.9.7.1 Security Send (4600h) */
struct cxlwire_security_send_request {
    uint8_t security_protocol;
    uint16_t sp_specific;
    uint8_t reserved3[5];
    uint8_t data[CXLWIRE_ENTRIES];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_security_send_request) == 8, "security_send_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_security_send_request, security_protocol) == 0, "security_send_request.security_protocol");
CXLWIRE_ASSERT(offsetof(struct cxlwire_security_send_request, sp_specific) == 1, "security_send_request.sp_specific");
CXLWIRE_ASSERT(offsetof(struct cxlwire_security_send_request, reserved3) == 3, "security_send_request.reserved3");

/* CXL r3.1 8.2.9.9.3.3 Set Alert Configuration (4202h) */
struct cxlwire_set_alert_configuration_request {
    uint8_t life_used_warning_valid : 1;
    uint8_t over_temperature_warning_valid : 1;
    uint8_t under_temperature_warning_valid : 1;
    uint8_t corrected_volatile_warning_valid : 1;
    uint8_t corrected_persistent_warning_valid : 1;
    uint8_t valid_reserved : 3;
    uint8_t life_used_warning_enabled : 1;
    uint8_t over_temperature_warning_enabled : 1;
    uint8_t under_temperature_warning_enabled : 1;
    uint8_t corrected_volatile_warning_enabled : 1;
    uint8_t corrected_persistent_warning_enabled : 1;
    uint8_t enabled_reserved : 3;
    uint8_t life_used_warning_threshold; /* % */
    uint8_t reserved3[1];
    int16_t over_temperature_warning_threshold; /* degrees Celsius */
    int16_t under_temperature_warning_threshold; /* degrees Celsius */
    uint16_t corrected_volatile_warning_threshold;
    uint16_t corrected_persistent_warning_threshold;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_set_alert_configuration_request) == 12, "set_alert_configuration_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_alert_configuration_request, life_used_warning_threshold) == 2, "set_alert_configuration_request.life_used_warning_threshold");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_alert_configuration_request, reserved3) == 3, "set_alert_configuration_request.reserved3");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_alert_configuration_request, over_temperature_warning_threshold) == 4, "set_alert_configuration_request.over_temperature_warning_threshold");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_alert_configuration_request, under_temperature_warning_threshold) == 6, "set_alert_configuration_request.under_temperature_warning_threshold");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_alert_configuration_request, corrected_volatile_warning_threshold) == 8, "set_alert_configuration_request.corrected_volatile_warning_threshold");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_alert_configuration_request, corrected_persistent_warning_threshold) == 10, "set_alert_configuration_request.corrected_persistent_warning_threshold");

/* CXL r3.1 7.6.7.6.3 Set DC Region Configuration (5602h) */
struct cxlwire_set_dc_region_configuration_request {
    uint8_t region;
    uint8_t reserved1[3];
    uint64_t block_size; /* bytes */
    uint8_t sanitize_on_release : 1;
    uint8_t flags_reserved : 7;
    uint8_t reserved13[3];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_set_dc_region_configuration_request) == 16, "set_dc_region_configuration_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_dc_region_configuration_request, region) == 0, "set_dc_region_configuration_request.region");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_dc_region_configuration_request, reserved1) == 1, "set_dc_region_configuration_request.reserved1");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_dc_region_configuration_request, block_size) == 4, "set_dc_region_configuration_request.block_size");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_dc_region_configuration_request, reserved13) == 13, "set_dc_region_configuration_request.reserved13");

/* CXL r3.1 8.2.9.2.5 Set Event Interrupt Policy (0103h) */
struct cxlwire_set_event_interrupt_policy_request {
    struct cxlwire_event_interrupt_settings informational;
    struct cxlwire_event_interrupt_settings warning;
    struct cxlwire_event_interrupt_settings failure;
    struct cxlwire_event_interrupt_settings fatal;
    struct cxlwire_event_interrupt_settings dynamic_capacity;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_set_event_interrupt_policy_request) == 5, "set_event_interrupt_policy_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_event_interrupt_policy_request, informational) == 0, "set_event_interrupt_policy_request.informational");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_event_interrupt_policy_request, warning) == 1, "set_event_interrupt_policy_request.warning");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_event_interrupt_policy_request, failure) == 2, "set_event_interrupt_policy_request.failure");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_event_interrupt_policy_request, fatal) == 3, "set_event_interrupt_policy_request.fatal");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_event_interrupt_policy_request, dynamic_capacity) == 4, "set_event_interrupt_policy_request.dynamic_capacity");

/* CXL r3.1 8.2.9.6.3 Set Feature (0502h) */
struct cxlwire_set_feature_request {
    uint8_t feature_identifier[16];
    uint32_t action : 3;
    uint32_t saved_across_reset : 1;
    uint32_t flags_reserved : 28;
    uint16_t offset; /* bytes */
    uint8_t version;
    uint8_t reserved23[9];
    uint8_t data[CXLWIRE_ENTRIES];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_set_feature_request) == 32, "set_feature_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_feature_request, feature_identifier) == 0, "set_feature_request.feature_identifier");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_feature_request, offset) == 20, "set_feature_request.offset");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_feature_request, version) == 22, "set_feature_request.version");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_feature_request, reserved23) == 23, "set_feature_request.reserved23");

/* CXL r3.1 7.6.7.4.3 Set LD Allocations (5402h) */
struct cxlwire_set_ld_allocations_request {
    uint8_t ld_count;
    uint8_t start_ld_id;
    uint8_t reserved2[2];
    struct cxlwire_ld_allocation allocations[CXLWIRE_ENTRIES];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_set_ld_allocations_request) == 4, "set_ld_allocations_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_ld_allocations_request, ld_count) == 0, "set_ld_allocations_request.ld_count");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_ld_allocations_request, start_ld_id) == 1, "set_ld_allocations_request.start_ld_id");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_ld_allocations_request, reserved2) == 2, "set_ld_allocations_request.reserved2");

/* CXL r3.1 7.6.7.4.3 Set LD Allocations (5402h) */
struct cxlwire_set_ld_allocations_response {
    uint8_t ld_count;
    uint8_t start_ld_id;
    uint8_t reserved2[2];
    struct cxlwire_ld_allocation allocations[CXLWIRE_ENTRIES];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_set_ld_allocations_response) == 4, "set_ld_allocations_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_ld_allocations_response, ld_count) == 0, "set_ld_allocations_response.ld_count");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_ld_allocations_response, start_ld_id) == 1, "set_ld_allocations_response.start_ld_id");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_ld_allocations_response, reserved2) == 2, "set_ld_allocations_response.reserved2");

/* CXL r3.1 8.2.9.9.2.4 Set LSA (4103h) */
struct cxlwire_set_lsa_request {
    uint32_t offset; /* bytes */
    uint8_t reserved4[4];
    uint8_t data[CXLWIRE_ENTRIES];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_set_lsa_request) == 8, "set_lsa_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_lsa_request, offset) == 0, "set_lsa_request.offset");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_lsa_request, reserved4) == 4, "set_lsa_request.reserved4");

/* CXL r3.1 8.2.9.2.7 Set MCTP Event Interrupt Policy (0105h) */
struct cxlwire_set_mctp_event_interrupt_policy_request {
    uint16_t informational : 1;
    uint16_t warning : 1;
    uint16_t failure : 1;
    uint16_t fatal : 1;
    uint16_t dynamic_capacity : 1;
    uint16_t events_reserved : 10;
    uint16_t background_operation_completed : 1;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_set_mctp_event_interrupt_policy_request) == 2, "set_mctp_event_interrupt_policy_request");

/* CXL r3.1 8.2.9.9.2.2 Set Partition Info (4101h) */
struct cxlwire_set_partition_info_request {
    uint64_t volatile_capacity; /* 256 MiB */
    uint8_t immediate : 1;
    uint8_t flags_reserved : 7;
    uint8_t reserved9[1];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_set_partition_info_request) == 10, "set_partition_info_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_partition_info_request, volatile_capacity) == 0, "set_partition_info_request.volatile_capacity");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_partition_info_request, reserved9) == 9, "set_partition_info_request.reserved9");

/* CXL r3.1 8.2.9.9.6.2 Set Passphrase (4501h) */
struct cxlwire_set_passphrase_request {
    uint8_t passphrase_type;
    uint8_t reserved1[7];
    uint8_t reserved8[24];
    uint8_t current_passphrase[32];
    uint8_t new_passphrase[32];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_set_passphrase_request) == 96, "set_passphrase_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_passphrase_request, passphrase_type) == 0, "set_passphrase_request.passphrase_type");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_passphrase_request, reserved1) == 1, "set_passphrase_request.reserved1");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_passphrase_request, reserved8) == 8, "set_passphrase_request.reserved8");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_passphrase_request, current_passphrase) == 32, "set_passphrase_request.current_passphrase");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_passphrase_request, new_passphrase) == 64, "set_passphrase_request.new_passphrase");

/* CXL r3.1 7.6.7.4.8 Set QoS Allocated BW (5407h) */
struct cxlwire_set_qos_allocated_bw_request {
    uint8_t ld_count;
    uint8_t start_ld_id;
    uint8_t fractions[CXLWIRE_ENTRIES];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_set_qos_allocated_bw_request) == 2, "set_qos_allocated_bw_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_qos_allocated_bw_request, ld_count) == 0, "set_qos_allocated_bw_request.ld_count");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_qos_allocated_bw_request, start_ld_id) == 1, "set_qos_allocated_bw_request.start_ld_id");

/* CXL r3.1 7.6.7.4.8 Set QoS Allocated BW (5407h) */
struct cxlwire_set_qos_allocated_bw_response {
    uint8_t ld_count;
    uint8_t start_ld_id;
    uint8_t fractions[CXLWIRE_ENTRIES];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_set_qos_allocated_bw_response) == 2, "set_qos_allocated_bw_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_qos_allocated_bw_response, ld_count) == 0, "set_qos_allocated_bw_response.ld_count");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_qos_allocated_bw_response, start_ld_id) == 1, "set_qos_allocated_bw_response.start_ld_id");

/* CXL r3.1 7.6.7.4.10 Set QoS BW Limit (5409h) */
struct cxlwire_set_qos_bw_limit_request {
    uint8_t ld_count;
    uint8_t start_ld_id;
    uint8_t fractions[CXLWIRE_ENTRIES];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_set_qos_bw_limit_request) == 2, "set_qos_bw_limit_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_qos_bw_limit_request, ld_count) == 0, "set_qos_bw_limit_request.ld_count");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_qos_bw_limit_request, start_ld_id) == 1, "set_qos_bw_limit_request.start_ld_id");

/* CXL r3.1 7.6.7.4.10 Set QoS BW Limit (5409h) */
struct cxlwire_set_qos_bw_limit_response {
    uint8_t ld_count;
    uint8_t start_ld_id;
    uint8_t fractions[CXLWIRE_ENTRIES];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_set_qos_bw_limit_response) == 2, "set_qos_bw_limit_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_qos_bw_limit_response, ld_count) == 0, "set_qos_bw_limit_response.ld_count");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_qos_bw_limit_response, start_ld_id) == 1, "set_qos_bw_limit_response.start_ld_id");

/* CXL r3.1 7.6.7.4.5 Set QoS Control (5404h) */
struct cxlwire_set_qos_control_request {
    uint8_t egress_port_congestion_enabled : 1;
    uint8_t temporary_throughput_reduction_enabled : 1;
    uint8_t telemetry_control_reserved : 6;
    uint8_t egress_moderate_percentage; /* % */
    uint8_t egress_severe_percentage; /* % */
    uint8_t backpressure_sample_interval; /* ns */
    uint16_t request_completion_basis;
    uint8_t completion_collection_interval; /* ns */
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_set_qos_control_request) == 7, "set_qos_control_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_qos_control_request, egress_moderate_percentage) == 1, "set_qos_control_request.egress_moderate_percentage");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_qos_control_request, egress_severe_percentage) == 2, "set_qos_control_request.egress_severe_percentage");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_qos_control_request, backpressure_sample_interval) == 3, "set_qos_control_request.backpressure_sample_interval");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_qos_control_request, request_completion_basis) == 4, "set_qos_control_request.request_completion_basis");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_qos_control_request, completion_collection_interval) == 6, "set_qos_control_request.completion_collection_interval");

/* CXL r3.1 7.6.7.4.5 Set QoS Control (5404h) */
struct cxlwire_set_qos_control_response {
    uint8_t egress_port_congestion_enabled : 1;
    uint8_t temporary_throughput_reduction_enabled : 1;
    uint8_t telemetry_control_reserved : 6;
    uint8_t egress_moderate_percentage; /* % */
    uint8_t egress_severe_percentage; /* % */
    uint8_t backpressure_sample_interval; /* ns */
    uint16_t request_completion_basis;
    uint8_t completion_collection_interval; /* ns */
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_set_qos_control_response) == 7, "set_qos_control_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_qos_control_response, egress_moderate_percentage) == 1, "set_qos_control_response.egress_moderate_percentage");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_qos_control_response, egress_severe_percentage) == 2, "set_qos_control_response.egress_severe_percentage");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_qos_control_response, backpressure_sample_interval) == 3, "set_qos_control_response.backpressure_sample_interval");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_qos_control_response, request_completion_basis) == 4, "set_qos_control_response.request_completion_basis");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_qos_control_response, completion_collection_interval) == 6, "set_qos_control_response.completion_collection_interval");

/* CXL r3.1 8.2.9.1.4 Set Response Message Limit (0004h) */
struct cxlwire_set_response_message_limit_request {
    uint8_t limit; /* 2^n bytes */
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_set_response_message_limit_request) == 1, "set_response_message_limit_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_response_message_limit_request, limit) == 0, "set_response_message_limit_request.limit");

/* CXL r3.1 8.2.9.1.4 Set Response Message Limit (0004h) */
struct cxlwire_set_response_message_limit_response {
    uint8_t limit; /* 2^n bytes */
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_set_response_message_limit_response) == 1, "set_response_message_limit_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_response_message_limit_response, limit) == 0, "set_response_message_limit_response.limit");

/* CXL r3.1 8.2.9.9.3.5 Set Shutdown State (4204h) */
struct cxlwire_set_shutdown_state_request {
    uint8_t dirty : 1;
    uint8_t state_reserved : 7;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_set_shutdown_state_request) == 1, "set_shutdown_state_request");

/* CXL r3.1 8.2.9.9.8.2 Set SLD QoS Control (4701h) */
struct cxlwire_set_sld_qos_control_request {
    uint8_t egress_port_congestion_enabled : 1;
    uint8_t temporary_throughput_reduction_enabled : 1;
    uint8_t telemetry_control_reserved : 6;
    uint8_t egress_moderate_percentage; /* % */
    uint8_t egress_severe_percentage; /* % */
    uint8_t backpressure_sample_interval; /* ns */
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_set_sld_qos_control_request) == 4, "set_sld_qos_control_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_sld_qos_control_request, egress_moderate_percentage) == 1, "set_sld_qos_control_request.egress_moderate_percentage");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_sld_qos_control_request, egress_severe_percentage) == 2, "set_sld_qos_control_request.egress_severe_percentage");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_sld_qos_control_request, backpressure_sample_interval) == 3, "set_sld_qos_control_request.backpressure_sample_interval");

/* CXL r3.1 8.2.9.4.2 Set Timestamp (0301h) */
struct cxlwire_set_timestamp_request {
    uint64_t timestamp; /* ns */
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_set_timestamp_request) == 8, "set_timestamp_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_set_timestamp_request, timestamp) == 0, "set_timestamp_request.timestamp");

/* CXL r3.1 8.1.11.1 Read Entry, request */
struct cxlwire_table_access_request {
    struct cxlwire_doe_header header;
    uint8_t table_request_code;
    uint8_t table_type;
    uint16_t entry_handle;
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_table_access_request) == 12, "table_access_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_table_access_request, header) == 0, "table_access_request.header");
CXLWIRE_ASSERT(offsetof(struct cxlwire_table_access_request, table_request_code) == 8, "table_access_request.table_request_code");
CXLWIRE_ASSERT(offsetof(struct cxlwire_table_access_request, table_type) == 9, "table_access_request.table_type");
CXLWIRE_ASSERT(offsetof(struct cxlwire_table_access_request, entry_handle) == 10, "table_access_request.entry_handle");

/* CXL r3.1 8.1.11.1 Read Entry, response */
struct cxlwire_table_access_response {
    struct cxlwire_doe_header header;
    uint8_t table_response_code;
    uint8_t table_type;
    uint16_t entry_handle;
    uint8_t entry[CXLWIRE_ENTRIES];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_table_access_response) == 12, "table_access_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_table_access_response, header) == 0, "table_access_response.header");
CXLWIRE_ASSERT(offsetof(struct cxlwire_table_access_response, table_response_code) == 8, "table_access_response.table_response_code");
CXLWIRE_ASSERT(offsetof(struct cxlwire_table_access_response, table_type) == 9, "table_access_response.table_type");
CXLWIRE_ASSERT(offsetof(struct cxlwire_table_access_response, entry_handle) == 10, "table_access_response.entry_handle");

/* CXL r3.1 8.2.9.3.2 Transfer FW (0201h) */
struct cxlwire_transfer_fw_request {
    uint8_t action;
    uint8_t slot;
    uint8_t reserved2[2];
    uint32_t offset; /* 128 bytes */
    uint8_t reserved8[64];
    uint8_t reserved72[56];
    uint8_t data[CXLWIRE_ENTRIES];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_transfer_fw_request) == 128, "transfer_fw_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_transfer_fw_request, action) == 0, "transfer_fw_request.action");
CXLWIRE_ASSERT(offsetof(struct cxlwire_transfer_fw_request, slot) == 1, "transfer_fw_request.slot");
CXLWIRE_ASSERT(offsetof(struct cxlwire_transfer_fw_request, reserved2) == 2, "transfer_fw_request.reserved2");
CXLWIRE_ASSERT(offsetof(struct cxlwire_transfer_fw_request, offset) == 4, "transfer_fw_request.offset");
CXLWIRE_ASSERT(offsetof(struct cxlwire_transfer_fw_request, reserved8) == 8, "transfer_fw_request.reserved8");
CXLWIRE_ASSERT(offsetof(struct cxlwire_transfer_fw_request, reserved72) == 72, "transfer_fw_request.reserved72");

/* CXL r3.1 7.6.7.3.1 Tunnel Management Command (5300h) */
struct cxlwire_tunnel_management_request {
    uint8_t port_or_ld_id;
    uint8_t target_type;
    uint16_t command_size; /* bytes */
    uint8_t command[CXLWIRE_ENTRIES];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_tunnel_management_request) == 4, "tunnel_management_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_tunnel_management_request, port_or_ld_id) == 0, "tunnel_management_request.port_or_ld_id");
CXLWIRE_ASSERT(offsetof(struct cxlwire_tunnel_management_request, target_type) == 1, "tunnel_management_request.target_type");
CXLWIRE_ASSERT(offsetof(struct cxlwire_tunnel_management_request, command_size) == 2, "tunnel_management_request.command_size");

/* CXL r3.1 7.6.7.3.1 Tunnel Management Command (5300h) */
struct cxlwire_tunnel_management_response {
    uint16_t response_size; /* bytes */
    uint8_t reserved2[2];
    uint8_t response[CXLWIRE_ENTRIES];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_tunnel_management_response) == 4, "tunnel_management_response");
CXLWIRE_ASSERT(offsetof(struct cxlwire_tunnel_management_response, response_size) == 0, "tunnel_management_response.response_size");
CXLWIRE_ASSERT(offsetof(struct cxlwire_tunnel_management_response, reserved2) == 2, "tunnel_management_response.reserved2");

/* CXL r3.1 8.2.9.9.6.4 Unlock (4503h) */
struct cxlwire_unlock_request {
    uint8_t current_passphrase[32];
};
CXLWIRE_ASSERT(sizeof(struct cxlwire_unlock_request) == 32, "unlock_request");
CXLWIRE_ASSERT(offsetof(struct cxlwire_unlock_request, current_passphrase) == 0, "unlock_request.current_passphrase");

#pragma pack(pop)

/* Whether bytes are a layout, no less and no more, with the entries that it counts. */
static inline int cxlwire_is_activate_fw_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 2;
}
static inline int cxlwire_is_add_dc_reference_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 16;
}
static inline int cxlwire_is_add_dc_response_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length >= 8 && length == 8 + (uint64_t)((const struct cxlwire_add_dc_response_request *)bytes)->count * 24;
}
static inline int cxlwire_is_background_operation_status_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 8;
}
static inline int cxlwire_is_cci_header(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 12;
}
static inline int cxlwire_is_cdat_header(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 16;
}
static inline int cxlwire_is_cdat_structure_header(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 4;
}
static inline int cxlwire_is_cel_entry(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 4;
}
static inline int cxlwire_is_clear_event_records_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length >= 6 && length == 6 + (uint64_t)((const struct cxlwire_clear_event_records_request *)bytes)->handle_count * 2;
}
static inline int cxlwire_is_clear_log_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 16;
}
static inline int cxlwire_is_clear_poison_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 72;
}
static inline int cxlwire_is_command_effects_log(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length % 4 == 0;
}
static inline int cxlwire_is_dc_configuration_tail(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 16;
}
static inline int cxlwire_is_dc_region_configuration(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 40;
}
static inline int cxlwire_is_dc_tag_information(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 84;
}
static inline int cxlwire_is_device_head(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 9;
}
static inline int cxlwire_is_disable_passphrase_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 64;
}
static inline int cxlwire_is_doe_discovery_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 12;
}
static inline int cxlwire_is_doe_discovery_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 12;
}
static inline int cxlwire_is_doe_header(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 8;
}
static inline int cxlwire_is_dram_event_record(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 128;
}
static inline int cxlwire_is_dslbis(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 24;
}
static inline int cxlwire_is_dsmas(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 24;
}
static inline int cxlwire_is_dynamic_capacity_event_record(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 128;
}
static inline int cxlwire_is_ecs_fru_readable(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 4;
}
static inline int cxlwire_is_ecs_fru_writable(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 2;
}
static inline int cxlwire_is_ecs_readable(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length >= 1 && (length - 1) % 4 == 0;
}
static inline int cxlwire_is_ecs_writable(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length >= 1 && (length - 1) % 2 == 0;
}
static inline int cxlwire_is_empty(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 0;
}
static inline int cxlwire_is_event_interrupt_settings(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 1;
}
static inline int cxlwire_is_event_notification_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 2;
}
static inline int cxlwire_is_event_record(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 128;
}
static inline int cxlwire_is_event_record_header(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 48;
}
static inline int cxlwire_is_extent(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 40;
}
static inline int cxlwire_is_general_media_event_record(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 128;
}
static inline int cxlwire_is_get_alert_configuration_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 16;
}
static inline int cxlwire_is_get_dc_configuration_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 2;
}
static inline int cxlwire_is_get_dc_configuration_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length >= 8 && length == 24 + (uint64_t)((const struct cxlwire_get_dc_configuration_response *)bytes)->regions_returned * 40;
}
static inline int cxlwire_is_get_dc_extent_list_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 8;
}
static inline int cxlwire_is_get_dc_extent_list_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length >= 16 && length == 16 + (uint64_t)((const struct cxlwire_get_dc_extent_list_response *)bytes)->returned * 40;
}
static inline int cxlwire_is_get_dc_region_extent_lists_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 12;
}
static inline int cxlwire_is_get_dc_region_extent_lists_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length >= 24 && length == 24 + (uint64_t)((const struct cxlwire_get_dc_region_extent_lists_response *)bytes)->returned * 40;
}
static inline int cxlwire_is_get_dcd_info_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 84;
}
static inline int cxlwire_is_get_event_interrupt_policy_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 5;
}
static inline int cxlwire_is_get_event_records_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 1;
}
static inline int cxlwire_is_get_event_records_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length >= 32 && length == 32 + (uint64_t)((const struct cxlwire_get_event_records_response *)bytes)->record_count * 128;
}
static inline int cxlwire_is_get_feature_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 21;
}
static inline int cxlwire_is_get_feature_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return 1;
}
static inline int cxlwire_is_get_fw_info_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 80;
}
static inline int cxlwire_is_get_head_info_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 2;
}
static inline int cxlwire_is_get_head_info_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length >= 4 && length == 4 + (uint64_t)((const struct cxlwire_get_head_info_response *)bytes)->head_count * 9;
}
static inline int cxlwire_is_get_health_info_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 18;
}
static inline int cxlwire_is_get_host_dc_region_configuration_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 4;
}
static inline int cxlwire_is_get_host_dc_region_configuration_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length >= 4 && length == 20 + (uint64_t)((const struct cxlwire_get_host_dc_region_configuration_response *)bytes)->regions_returned * 40;
}
static inline int cxlwire_is_get_ld_allocations_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 2;
}
static inline int cxlwire_is_get_ld_allocations_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length >= 4 && length == 4 + (uint64_t)((const struct cxlwire_get_ld_allocations_response *)bytes)->allocation_count * 16;
}
static inline int cxlwire_is_get_ld_info_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 11;
}
static inline int cxlwire_is_get_log_capabilities_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 16;
}
static inline int cxlwire_is_get_log_capabilities_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 4;
}
static inline int cxlwire_is_get_log_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 24;
}
static inline int cxlwire_is_get_log_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return 1;
}
static inline int cxlwire_is_get_lsa_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 8;
}
static inline int cxlwire_is_get_lsa_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return 1;
}
static inline int cxlwire_is_get_mctp_event_interrupt_policy_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 2;
}
static inline int cxlwire_is_get_multi_headed_info_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 2;
}
static inline int cxlwire_is_get_multi_headed_info_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length >= 8 && length == 8 + (uint64_t)((const struct cxlwire_get_multi_headed_info_response *)bytes)->ld_map_length * 1;
}
static inline int cxlwire_is_get_partition_info_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 32;
}
static inline int cxlwire_is_get_poison_list_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 16;
}
static inline int cxlwire_is_get_poison_list_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length >= 32 && length == 32 + (uint64_t)((const struct cxlwire_get_poison_list_response *)bytes)->record_count * 16;
}
static inline int cxlwire_is_get_qos_allocated_bw_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 2;
}
static inline int cxlwire_is_get_qos_allocated_bw_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length >= 2 && length == 2 + (uint64_t)((const struct cxlwire_get_qos_allocated_bw_response *)bytes)->ld_count * 1;
}
static inline int cxlwire_is_get_qos_bw_limit_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 2;
}
static inline int cxlwire_is_get_qos_bw_limit_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length >= 2 && length == 2 + (uint64_t)((const struct cxlwire_get_qos_bw_limit_response *)bytes)->ld_count * 1;
}
static inline int cxlwire_is_get_qos_control_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 7;
}
static inline int cxlwire_is_get_qos_status_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 1;
}
static inline int cxlwire_is_get_response_message_limit_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 1;
}
static inline int cxlwire_is_get_scan_media_capabilities_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 16;
}
static inline int cxlwire_is_get_scan_media_capabilities_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 4;
}
static inline int cxlwire_is_get_scan_media_results_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length >= 32 && length == 32 + (uint64_t)((const struct cxlwire_get_scan_media_results_response *)bytes)->record_count * 16;
}
static inline int cxlwire_is_get_security_state_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 4;
}
static inline int cxlwire_is_get_shutdown_state_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 1;
}
static inline int cxlwire_is_get_sld_qos_control_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 4;
}
static inline int cxlwire_is_get_sld_qos_status_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 1;
}
static inline int cxlwire_is_get_supported_features_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 8;
}
static inline int cxlwire_is_get_supported_features_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length >= 8 && length == 8 + (uint64_t)((const struct cxlwire_get_supported_features_response *)bytes)->feature_count * 48;
}
static inline int cxlwire_is_get_supported_logs_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length >= 8 && length == 8 + (uint64_t)((const struct cxlwire_get_supported_logs_response *)bytes)->log_count * 20;
}
static inline int cxlwire_is_get_supported_logs_sub_list_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 2;
}
static inline int cxlwire_is_get_supported_logs_sub_list_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length >= 8 && length == 8 + (uint64_t)((const struct cxlwire_get_supported_logs_sub_list_response *)bytes)->log_count * 20;
}
static inline int cxlwire_is_get_timestamp_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 8;
}
static inline int cxlwire_is_host_dc_region_configuration(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 40;
}
static inline int cxlwire_is_identify_memory_device_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 69;
}
static inline int cxlwire_is_identify_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 18;
}
static inline int cxlwire_is_initiate_dc_add_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length >= 32 && length == 32 + (uint64_t)((const struct cxlwire_initiate_dc_add_request *)bytes)->count * 40;
}
static inline int cxlwire_is_initiate_dc_release_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length >= 32 && length == 32 + (uint64_t)((const struct cxlwire_initiate_dc_release_request *)bytes)->count * 40;
}
static inline int cxlwire_is_inject_poison_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 8;
}
static inline int cxlwire_is_ld_allocation(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 16;
}
static inline int cxlwire_is_list_dc_tags_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 8;
}
static inline int cxlwire_is_list_dc_tags_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length >= 16 && length == 16 + (uint64_t)((const struct cxlwire_list_dc_tags_response *)bytes)->returned * 84;
}
static inline int cxlwire_is_mctp_control_header(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 3;
}
static inline int cxlwire_is_mctp_control_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 4;
}
static inline int cxlwire_is_mctp_get_endpoint_id_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 7;
}
static inline int cxlwire_is_mctp_get_endpoint_uuid_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 20;
}
static inline int cxlwire_is_mctp_get_message_type_support_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length >= 5 && length == 5 + (uint64_t)((const struct cxlwire_mctp_get_message_type_support_response *)bytes)->type_count * 1;
}
static inline int cxlwire_is_mctp_get_vendor_message_support_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 4;
}
static inline int cxlwire_is_mctp_get_vendor_message_support_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length >= 6 && (length - 6) % 1 == 0;
}
static inline int cxlwire_is_mctp_get_version_support_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 4;
}
static inline int cxlwire_is_mctp_get_version_support_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length >= 5 && length == 5 + (uint64_t)((const struct cxlwire_mctp_get_version_support_response *)bytes)->version_count * 4;
}
static inline int cxlwire_is_mctp_header(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 4;
}
static inline int cxlwire_is_mctp_message(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length >= 1 && (length - 1) % 1 == 0;
}
static inline int cxlwire_is_mctp_packet(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length >= 4 && (length - 4) % 1 == 0;
}
static inline int cxlwire_is_mctp_serial(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length >= 3 && length == 6 + (uint64_t)((const struct cxlwire_mctp_serial *)bytes)->byte_count * 1;
}
static inline int cxlwire_is_mctp_serial_trailer(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 3;
}
static inline int cxlwire_is_mctp_set_endpoint_id_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 5;
}
static inline int cxlwire_is_mctp_set_endpoint_id_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 7;
}
static inline int cxlwire_is_mctp_version(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 4;
}
static inline int cxlwire_is_media_error_record(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 16;
}
static inline int cxlwire_is_media_operation(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 2;
}
static inline int cxlwire_is_media_operations_discovery(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 4;
}
static inline int cxlwire_is_media_operations_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length >= 8 && (length - 8) % 1 == 0;
}
static inline int cxlwire_is_media_operations_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length >= 12 && length == 12 + (uint64_t)((const struct cxlwire_media_operations_response *)bytes)->operation_count * 2;
}
static inline int cxlwire_is_media_range(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 16;
}
static inline int cxlwire_is_memory_module_event_record(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 128;
}
static inline int cxlwire_is_memory_sparing_event_record(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 128;
}
static inline int cxlwire_is_memory_sparing_parameters(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 14;
}
static inline int cxlwire_is_memory_sparing_readable(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 19;
}
static inline int cxlwire_is_memory_sparing_writable(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 2;
}
static inline int cxlwire_is_passphrase_secure_erase_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 64;
}
static inline int cxlwire_is_patrol_scrub_readable(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 4;
}
static inline int cxlwire_is_patrol_scrub_writable(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 2;
}
static inline int cxlwire_is_perform_maintenance_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length >= 2 && (length - 2) % 1 == 0;
}
static inline int cxlwire_is_pldm_component_identifier(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 16;
}
static inline int cxlwire_is_populate_log_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 16;
}
static inline int cxlwire_is_ppr_parameters(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 12;
}
static inline int cxlwire_is_ppr_readable(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 20;
}
static inline int cxlwire_is_ppr_writable(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 3;
}
static inline int cxlwire_is_release_dc_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length >= 8 && length == 8 + (uint64_t)((const struct cxlwire_release_dc_request *)bytes)->count * 24;
}
static inline int cxlwire_is_remove_dc_reference_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 16;
}
static inline int cxlwire_is_scan_media_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 17;
}
static inline int cxlwire_is_security_receive_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 8;
}
static inline int cxlwire_is_security_receive_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return 1;
}
static inline int cxlwire_is_security_send_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length >= 8 && (length - 8) % 1 == 0;
}
static inline int cxlwire_is_set_alert_configuration_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 12;
}
static inline int cxlwire_is_set_dc_region_configuration_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 16;
}
static inline int cxlwire_is_set_event_interrupt_policy_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 5 || length == 4;
}
static inline int cxlwire_is_set_feature_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length >= 32 && (length - 32) % 1 == 0;
}
static inline int cxlwire_is_set_ld_allocations_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length >= 4 && length == 4 + (uint64_t)((const struct cxlwire_set_ld_allocations_request *)bytes)->ld_count * 16;
}
static inline int cxlwire_is_set_ld_allocations_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length >= 4 && length == 4 + (uint64_t)((const struct cxlwire_set_ld_allocations_response *)bytes)->ld_count * 16;
}
static inline int cxlwire_is_set_lsa_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length >= 8 && (length - 8) % 1 == 0;
}
static inline int cxlwire_is_set_mctp_event_interrupt_policy_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 2;
}
static inline int cxlwire_is_set_partition_info_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 10 || length == 9;
}
static inline int cxlwire_is_set_passphrase_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 96;
}
static inline int cxlwire_is_set_qos_allocated_bw_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length >= 2 && length == 2 + (uint64_t)((const struct cxlwire_set_qos_allocated_bw_request *)bytes)->ld_count * 1;
}
static inline int cxlwire_is_set_qos_allocated_bw_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length >= 2 && length == 2 + (uint64_t)((const struct cxlwire_set_qos_allocated_bw_response *)bytes)->ld_count * 1;
}
static inline int cxlwire_is_set_qos_bw_limit_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length >= 2 && length == 2 + (uint64_t)((const struct cxlwire_set_qos_bw_limit_request *)bytes)->ld_count * 1;
}
static inline int cxlwire_is_set_qos_bw_limit_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length >= 2 && length == 2 + (uint64_t)((const struct cxlwire_set_qos_bw_limit_response *)bytes)->ld_count * 1;
}
static inline int cxlwire_is_set_qos_control_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 7;
}
static inline int cxlwire_is_set_qos_control_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 7;
}
static inline int cxlwire_is_set_response_message_limit_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 1;
}
static inline int cxlwire_is_set_response_message_limit_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 1;
}
static inline int cxlwire_is_set_shutdown_state_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 1;
}
static inline int cxlwire_is_set_sld_qos_control_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 4;
}
static inline int cxlwire_is_set_timestamp_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 8;
}
static inline int cxlwire_is_supported_feature(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 48;
}
static inline int cxlwire_is_supported_log(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 20;
}
static inline int cxlwire_is_table_access_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 12;
}
static inline int cxlwire_is_table_access_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length >= 12 && (length - 12) % 1 == 0;
}
static inline int cxlwire_is_transfer_fw_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length >= 128 && (length - 128) % 1 == 0;
}
static inline int cxlwire_is_tunnel_management_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length >= 4 && length == 4 + (uint64_t)((const struct cxlwire_tunnel_management_request *)bytes)->command_size * 1;
}
static inline int cxlwire_is_tunnel_management_response(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length >= 4 && length == 4 + (uint64_t)((const struct cxlwire_tunnel_management_response *)bytes)->response_size * 1;
}
static inline int cxlwire_is_unlock_request(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 32;
}
static inline int cxlwire_is_updated_extent(const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return length == 24;
}

/* written by tests/CxlWire.Conformance: end */

#endif
