using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Events;
using CxlWire.Protocol.Features;
using CxlWire.Protocol.Firmware;
using CxlWire.Protocol.Fm;
using CxlWire.Protocol.Logs;
using CxlWire.Protocol.Mailbox;
using CxlWire.Protocol.Maintenance;
using CxlWire.Protocol.Media;
using CxlWire.Protocol.Qos;
using CxlWire.Protocol.Sanitize;
using CxlWire.Protocol.Security;
using CxlWire.Protocol.SecurityProtocols;

namespace CxlWire.Protocol.Commands;

/// <summary>Every opcode that this library knows, one row each, by opcode.</summary>
public static class CommandTable
{
    private const CciKinds Every = CciKinds.Host | CciKinds.FabricManager;

    /// <summary>The rows, by opcode.</summary>
    public static IReadOnlyList<CommandRow> Rows { get; } =
    [
        new(Opcode.Identify, "identify", "8.2.9.1.1", Every,
            Layout.Empty, IdentifyResponse.Layout, CommandEffects.None),
        new(Opcode.BackgroundOperationStatus, "background-operation-status", "8.2.9.1.2", Every,
            Layout.Empty, BackgroundOperationStatusResponse.Layout, CommandEffects.None),
        new(Opcode.GetResponseMessageLimit, "get-response-message-limit", "8.2.9.1.3", Every,
            Layout.Empty, Layouts.GetResponseMessageLimitResponse, CommandEffects.None),
        new(Opcode.SetResponseMessageLimit, "set-response-message-limit", "8.2.9.1.4", Every,
            Layouts.SetResponseMessageLimitRequest, Layouts.SetResponseMessageLimitResponse, CommandEffects.None),
        new(Opcode.RequestAbortBackgroundOperation, "request-abort-background-operation", "8.2.9.1.5", Every,
            Layout.Empty, Layout.Empty, CommandEffects.None),

        new(Opcode.GetEventRecords, "get-event-records", "8.2.9.2.2", Every,
            GetEventRecordsRequest.Layout, GetEventRecordsResponse.Layout, CommandEffects.None),
        new(Opcode.ClearEventRecords, "clear-event-records", "8.2.9.2.3", Every,
            ClearEventRecordsRequest.Layout, Layout.Empty, CommandEffects.ImmediateLogChange),
        new(Opcode.GetEventInterruptPolicy, "get-event-interrupt-policy", "8.2.9.2.4", Every,
            Layout.Empty, Layouts.GetEventInterruptPolicyResponse, CommandEffects.None),
        new(Opcode.SetEventInterruptPolicy, "set-event-interrupt-policy", "8.2.9.2.5", Every,
            Layouts.SetEventInterruptPolicyRequest, Layout.Empty, CommandEffects.ImmediatePolicyChange),
        new(Opcode.GetMctpEventInterruptPolicy, "get-mctp-event-interrupt-policy", "8.2.9.2.6", Every,
            Layout.Empty, Layouts.GetMctpEventInterruptPolicyResponse, CommandEffects.None),
        new(Opcode.SetMctpEventInterruptPolicy, "set-mctp-event-interrupt-policy", "8.2.9.2.7", Every,
            Layouts.SetMctpEventInterruptPolicyRequest, Layout.Empty, CommandEffects.ImmediatePolicyChange),
        new(Opcode.EventNotification, "event-notification", "8.2.9.2.8", Every,
            Layouts.EventNotificationRequest, Layout.Empty, CommandEffects.None)
        {
            SentByDevice = true,
        },

        new(Opcode.GetFirmwareInfo, "get-fw-info", "8.2.9.3.1", CciKinds.Host,
            Layout.Empty, GetFirmwareInfoResponse.Layout, CommandEffects.None),
        new(Opcode.TransferFirmware, "transfer-fw", "8.2.9.3.2", CciKinds.Host,
            TransferFirmwareRequest.Layout, Layout.Empty,
            CommandEffects.BackgroundOperation | CommandEffects.RequestAbortBackgroundOperationSupported),
        new(Opcode.ActivateFirmware, "activate-fw", "8.2.9.3.3", CciKinds.Host,
            ActivateFirmwareRequest.Layout, Layout.Empty,
            CommandEffects.ConfigurationChangeAfterColdReset | CommandEffects.ImmediateConfigurationChange),

        new(Opcode.GetTimestamp, "get-timestamp", "8.2.9.4.1", Every,
            Layout.Empty, Layouts.GetTimestampResponse, CommandEffects.None),
        new(Opcode.SetTimestamp, "set-timestamp", "8.2.9.4.2", Every,
            Layouts.SetTimestampRequest, Layout.Empty, CommandEffects.ImmediatePolicyChange),

        new(Opcode.GetSupportedLogs, "get-supported-logs", "8.2.9.5.1", Every,
            Layout.Empty, GetSupportedLogsResponse.Layout, CommandEffects.None),
        new(Opcode.GetLog, "get-log", "8.2.9.5.2", Every,
            GetLogRequest.Layout, Layouts.GetLogResponse, CommandEffects.None),
        new(Opcode.GetLogCapabilities, "get-log-capabilities", "8.2.9.5.3", Every,
            Layouts.GetLogCapabilitiesRequest, GetLogCapabilitiesResponse.Layout, CommandEffects.None),
        new(Opcode.ClearLog, "clear-log", "8.2.9.5.4", Every,
            Layouts.ClearLogRequest, Layout.Empty, CommandEffects.ImmediateLogChange),
        new(Opcode.PopulateLog, "populate-log", "8.2.9.5.5", Every,
            Layouts.PopulateLogRequest, Layout.Empty,
            CommandEffects.ImmediateLogChange | CommandEffects.BackgroundOperation
                | CommandEffects.RequestAbortBackgroundOperationSupported),
        new(Opcode.GetSupportedLogsSubList, "get-supported-logs-sub-list", "8.2.9.5.6", Every,
            GetSupportedLogsSubListRequest.Layout, GetSupportedLogsSubListResponse.Layout, CommandEffects.None),

        new(Opcode.GetSupportedFeatures, "get-supported-features", "8.2.9.6.1", CciKinds.Host,
            GetSupportedFeaturesRequest.Layout, GetSupportedFeaturesResponse.Layout, CommandEffects.None),
        new(Opcode.GetFeature, "get-feature", "8.2.9.6.2", CciKinds.Host,
            GetFeatureRequest.Layout, Layouts.GetFeatureResponse, CommandEffects.None),
        new(Opcode.SetFeature, "set-feature", "8.2.9.6.3", CciKinds.Host,
            SetFeatureRequest.Layout, Layout.Empty, CommandEffects.ImmediateConfigurationChange),

        new(Opcode.PerformMaintenance, "perform-maintenance", "8.2.9.7.1", CciKinds.Host,
            PerformMaintenanceRequest.Layout, Layout.Empty,
            CommandEffects.ImmediateLogChange | CommandEffects.BackgroundOperation
                | CommandEffects.RequestAbortBackgroundOperationSupported),

        new(Opcode.IdentifyMemoryDevice, "identify-memory-device", "8.2.9.9.1.1", CciKinds.Host,
            Layout.Empty, IdentifyMemoryDeviceResponse.Layout, CommandEffects.None),
        new(Opcode.GetPartitionInfo, "get-partition-info", "8.2.9.9.2.1", CciKinds.Host,
            Layout.Empty, GetPartitionInfoResponse.Layout, CommandEffects.None),
        new(Opcode.SetPartitionInfo, "set-partition-info", "8.2.9.9.2.2", CciKinds.Host,
            SetPartitionInfoRequest.Layout, Layout.Empty,
            CommandEffects.ConfigurationChangeAfterColdReset | CommandEffects.ImmediateConfigurationChange
                | CommandEffects.ExtendedEffectsValid | CommandEffects.ConfigurationChangeAfterConventionalReset),
        new(Opcode.GetLsa, "get-lsa", "8.2.9.9.2.3", CciKinds.Host,
            GetLsaRequest.Layout, Layouts.GetLsaResponse, CommandEffects.None),
        new(Opcode.SetLsa, "set-lsa", "8.2.9.9.2.4", CciKinds.Host,
            SetLsaRequest.Layout, Layout.Empty,
            CommandEffects.ImmediateConfigurationChange | CommandEffects.ImmediateDataChange),
        new(Opcode.GetHealthInfo, "get-health-info", "8.2.9.9.3.1", CciKinds.Host,
            Layout.Empty, GetHealthInfoResponse.Layout, CommandEffects.None),
        new(Opcode.GetAlertConfiguration, "get-alert-configuration", "8.2.9.9.3.2", CciKinds.Host,
            Layout.Empty, GetAlertConfigurationResponse.Layout, CommandEffects.None),
        new(Opcode.SetAlertConfiguration, "set-alert-configuration", "8.2.9.9.3.3", CciKinds.Host,
            SetAlertConfigurationRequest.Layout, Layout.Empty, CommandEffects.ImmediatePolicyChange),
        new(Opcode.GetShutdownState, "get-shutdown-state", "8.2.9.9.3.4", CciKinds.Host,
            Layout.Empty, Layouts.GetShutdownStateResponse, CommandEffects.None),
        new(Opcode.SetShutdownState, "set-shutdown-state", "8.2.9.9.3.5", CciKinds.Host,
            Layouts.SetShutdownStateRequest, Layout.Empty, CommandEffects.ImmediatePolicyChange),

        new(Opcode.GetPoisonList, "get-poison-list", "8.2.9.9.4.1", CciKinds.Host,
            GetPoisonListRequest.Layout, GetPoisonListResponse.Layout, CommandEffects.None),
        new(Opcode.InjectPoison, "inject-poison", "8.2.9.9.4.2", CciKinds.Host,
            InjectPoisonRequest.Layout, Layout.Empty,
            CommandEffects.ImmediateDataChange | CommandEffects.ImmediateLogChange),
        new(Opcode.ClearPoison, "clear-poison", "8.2.9.9.4.3", CciKinds.Host,
            ClearPoisonRequest.Layout, Layout.Empty, CommandEffects.ImmediateDataChange),
        new(Opcode.GetScanMediaCapabilities, "get-scan-media-capabilities", "8.2.9.9.4.4", CciKinds.Host,
            GetScanMediaCapabilitiesRequest.Layout, GetScanMediaCapabilitiesResponse.Layout, CommandEffects.None),
        new(Opcode.ScanMedia, "scan-media", "8.2.9.9.4.5", CciKinds.Host,
            ScanMediaRequest.Layout, Layout.Empty,
            CommandEffects.ImmediateLogChange | CommandEffects.BackgroundOperation
                | CommandEffects.RequestAbortBackgroundOperationSupported),
        new(Opcode.GetScanMediaResults, "get-scan-media-results", "8.2.9.9.4.6", CciKinds.Host,
            Layout.Empty, GetScanMediaResultsResponse.Layout, CommandEffects.None),

        new(Opcode.Sanitize, "sanitize", "8.2.9.9.5.1", CciKinds.Host,
            Layout.Empty, Layout.Empty,
            CommandEffects.ImmediateDataChange | CommandEffects.SecurityStateChange
                | CommandEffects.BackgroundOperation | CommandEffects.RequestAbortBackgroundOperationSupported),
        new(Opcode.SecureErase, "secure-erase", "8.2.9.9.5.2", CciKinds.Host,
            Layout.Empty, Layout.Empty, CommandEffects.ImmediateDataChange | CommandEffects.SecurityStateChange),
        new(Opcode.MediaOperations, "media-operations", "8.2.9.9.5.3", CciKinds.Host,
            MediaOperationsRequest.Layout, MediaOperationsResponse.Layout,
            CommandEffects.ImmediateDataChange | CommandEffects.BackgroundOperation),

        new(Opcode.GetSecurityState, "get-security-state", "8.2.9.9.6.1", CciKinds.Host,
            Layout.Empty, GetSecurityStateResponse.Layout, CommandEffects.None),
        new(Opcode.SetPassphrase, "set-passphrase", "8.2.9.9.6.2", CciKinds.Host,
            SetPassphraseRequest.Layout, Layout.Empty, CommandEffects.SecurityStateChange),
        new(Opcode.DisablePassphrase, "disable-passphrase", "8.2.9.9.6.3", CciKinds.Host,
            Layouts.DisablePassphraseRequest, Layout.Empty, CommandEffects.SecurityStateChange),
        new(Opcode.Unlock, "unlock", "8.2.9.9.6.4", CciKinds.Host,
            UnlockRequest.Layout, Layout.Empty, CommandEffects.SecurityStateChange),
        new(Opcode.FreezeSecurityState, "freeze-security-state", "8.2.9.9.6.5", CciKinds.Host,
            Layout.Empty, Layout.Empty, CommandEffects.SecurityStateChange),
        new(Opcode.PassphraseSecureErase, "passphrase-secure-erase", "8.2.9.9.6.6", CciKinds.Host,
            Layouts.PassphraseSecureEraseRequest, Layout.Empty,
            CommandEffects.ImmediateDataChange | CommandEffects.SecurityStateChange),

        new(Opcode.SecuritySend, "security-send", "8.2.9.9.7.1", CciKinds.Host,
            SecuritySendRequest.Layout, Layout.Empty, CommandEffects.None),
        new(Opcode.SecurityReceive, "security-receive", "8.2.9.9.7.2", CciKinds.Host,
            SecurityReceiveRequest.Layout, Layouts.SecurityReceiveResponse, CommandEffects.None),

        new(Opcode.GetSldQosControl, "get-sld-qos-control", "8.2.9.9.8.1", CciKinds.Host,
            Layout.Empty, Layouts.GetSldQosControlResponse, CommandEffects.None),
        new(Opcode.SetSldQosControl, "set-sld-qos-control", "8.2.9.9.8.2", CciKinds.Host,
            Layouts.SetSldQosControlRequest, Layout.Empty, CommandEffects.ImmediatePolicyChange),
        new(Opcode.GetSldQosStatus, "get-sld-qos-status", "8.2.9.9.8.3", CciKinds.Host,
            Layout.Empty, GetSldQosStatusResponse.Layout, CommandEffects.None),

        new(Opcode.GetDynamicCapacityConfiguration, "get-dc-configuration", "8.2.9.9.9.1", CciKinds.Host,
            GetDynamicCapacityConfigurationRequest.Layout, GetDynamicCapacityConfigurationResponse.Layout,
            CommandEffects.None),
        new(Opcode.GetDynamicCapacityExtentList, "get-dc-extent-list", "8.2.9.9.9.2", CciKinds.Host,
            GetDynamicCapacityExtentListRequest.Layout, GetDynamicCapacityExtentListResponse.Layout,
            CommandEffects.None),
        new(Opcode.AddDynamicCapacityResponse, "add-dc-response", "8.2.9.9.9.3", CciKinds.Host,
            Layouts.AddDynamicCapacityResponseRequest, Layout.Empty, CommandEffects.ImmediateDataChange),
        new(Opcode.ReleaseDynamicCapacity, "release-dc", "8.2.9.9.9.4", CciKinds.Host,
            Layouts.ReleaseDynamicCapacityRequest, Layout.Empty, CommandEffects.ImmediateDataChange),

        new(Opcode.TunnelManagementCommand, "tunnel-management", "7.6.7.3.1", CciKinds.FabricManager,
            TunnelManagementRequest.Layout, TunnelManagementResponse.Layout, CommandEffects.None),

        new(Opcode.GetLdInfo, "get-ld-info", "7.6.7.4.1", CciKinds.FabricManager,
            Layout.Empty, GetLdInfoResponse.Layout, CommandEffects.None)
        {
            NeedsSeveralHosts = true,
        },
        new(Opcode.GetLdAllocations, "get-ld-allocations", "7.6.7.4.2", CciKinds.FabricManager,
            GetLdAllocationsRequest.Layout, GetLdAllocationsResponse.Layout, CommandEffects.None)
        {
            NeedsSeveralHosts = true,
        },
        new(Opcode.SetLdAllocations, "set-ld-allocations", "7.6.7.4.3", CciKinds.FabricManager,
            Layouts.SetLdAllocationsRequest, Layouts.SetLdAllocationsResponse, CommandEffects.None)
        {
            NeedsSeveralHosts = true,
        },
        new(Opcode.GetQosControl, "get-qos-control", "7.6.7.4.4", CciKinds.FabricManager,
            Layout.Empty, Layouts.GetQosControlResponse, CommandEffects.None)
        {
            NeedsSeveralHosts = true,
        },
        new(Opcode.SetQosControl, "set-qos-control", "7.6.7.4.5", CciKinds.FabricManager,
            Layouts.SetQosControlRequest, Layouts.SetQosControlResponse, CommandEffects.ImmediatePolicyChange)
        {
            NeedsSeveralHosts = true,
        },
        new(Opcode.GetQosStatus, "get-qos-status", "7.6.7.4.6", CciKinds.FabricManager,
            Layout.Empty, GetQosStatusResponse.Layout, CommandEffects.None)
        {
            NeedsSeveralHosts = true,
        },
        new(Opcode.GetQosAllocatedBandwidth, "get-qos-allocated-bw", "7.6.7.4.7", CciKinds.FabricManager,
            Layouts.GetQosAllocatedBandwidthRequest, Layouts.GetQosAllocatedBandwidthResponse, CommandEffects.None)
        {
            NeedsSeveralHosts = true,
        },
        new(Opcode.SetQosAllocatedBandwidth, "set-qos-allocated-bw", "7.6.7.4.8", CciKinds.FabricManager,
            Layouts.SetQosAllocatedBandwidthRequest, Layouts.SetQosAllocatedBandwidthResponse,
            CommandEffects.ImmediatePolicyChange)
        {
            NeedsSeveralHosts = true,
        },
        new(Opcode.GetQosBandwidthLimit, "get-qos-bw-limit", "7.6.7.4.9", CciKinds.FabricManager,
            Layouts.GetQosBandwidthLimitRequest, Layouts.GetQosBandwidthLimitResponse, CommandEffects.None)
        {
            NeedsSeveralHosts = true,
        },
        new(Opcode.SetQosBandwidthLimit, "set-qos-bw-limit", "7.6.7.4.10", CciKinds.FabricManager,
            Layouts.SetQosBandwidthLimitRequest, Layouts.SetQosBandwidthLimitResponse,
            CommandEffects.ImmediatePolicyChange)
        {
            NeedsSeveralHosts = true,
        },

        new(Opcode.GetMultiHeadedInfo, "get-multi-headed-info", "7.6.7.5.1", CciKinds.FabricManager,
            GetMultiHeadedInfoRequest.Layout, GetMultiHeadedInfoResponse.Layout, CommandEffects.None)
        {
            NeedsSeveralHosts = true,
        },
        new(Opcode.GetHeadInfo, "get-head-info", "7.6.7.5.2", CciKinds.FabricManager,
            GetHeadInfoRequest.Layout, GetHeadInfoResponse.Layout, CommandEffects.None)
        {
            NeedsSeveralHosts = true,
        },

        new(Opcode.GetDcdInfo, "get-dcd-info", "7.6.7.6.1", CciKinds.FabricManager,
            Layout.Empty, GetDcdInfoResponse.Layout, CommandEffects.None),
        new(Opcode.GetHostDynamicCapacityRegionConfiguration, "get-host-dc-region-configuration", "7.6.7.6.2",
            CciKinds.FabricManager,
            GetHostDynamicCapacityRegionConfigurationRequest.Layout,
            GetHostDynamicCapacityRegionConfigurationResponse.Layout, CommandEffects.None),
        new(Opcode.SetDynamicCapacityRegionConfiguration, "set-dc-region-configuration", "7.6.7.6.3",
            CciKinds.FabricManager,
            SetDynamicCapacityRegionConfigurationRequest.Layout, Layout.Empty,
            CommandEffects.ImmediateConfigurationChange),
        new(Opcode.GetDynamicCapacityRegionExtentLists, "get-dc-region-extent-lists", "7.6.7.6.4",
            CciKinds.FabricManager,
            GetDynamicCapacityRegionExtentListsRequest.Layout, GetDynamicCapacityRegionExtentListsResponse.Layout,
            CommandEffects.None),
        new(Opcode.InitiateDynamicCapacityAdd, "initiate-dc-add", "7.6.7.6.5", CciKinds.FabricManager,
            InitiateDynamicCapacityAddRequest.Layout, Layout.Empty, CommandEffects.ImmediateConfigurationChange),
        new(Opcode.InitiateDynamicCapacityRelease, "initiate-dc-release", "7.6.7.6.6", CciKinds.FabricManager,
            InitiateDynamicCapacityReleaseRequest.Layout, Layout.Empty,
            CommandEffects.ImmediateConfigurationChange | CommandEffects.ImmediateDataChange),
        new(Opcode.AddDynamicCapacityReference, "add-dc-reference", "7.6.7.6.7", CciKinds.FabricManager,
            Layouts.AddDynamicCapacityReferenceRequest, Layout.Empty, CommandEffects.ImmediateConfigurationChange),
        new(Opcode.RemoveDynamicCapacityReference, "remove-dc-reference", "7.6.7.6.8", CciKinds.FabricManager,
            Layouts.RemoveDynamicCapacityReferenceRequest, Layout.Empty,
            CommandEffects.ImmediateConfigurationChange | CommandEffects.ImmediateDataChange),
        new(Opcode.ListDynamicCapacityTags, "list-dc-tags", "7.6.7.6.9", CciKinds.FabricManager,
            ListDynamicCapacityTagsRequest.Layout, ListDynamicCapacityTagsResponse.Layout, CommandEffects.None),
    ];

    // By the opcode's two bytes: command set, then command.
    private static readonly CommandRow?[]?[] _sets = IndexRows();

    /// <summary>The row of an opcode.</summary>
    public static bool TryGet(Opcode opcode, out CommandRow row)
    {
        row = _sets[opcode.Value >> 8]?[opcode.Value & 0xFF]!;
        return row is not null;
    }

    private static CommandRow?[]?[] IndexRows()
    {
        var sets = new CommandRow?[]?[0x100];
        foreach (CommandRow row in Rows)
            (sets[row.Opcode.Value >> 8] ??= new CommandRow?[0x100])[row.Opcode.Value & 0xFF] = row;
        return sets;
    }
}
