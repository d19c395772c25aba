using CxlWire.Device.Commands.DynamicCapacity;
using CxlWire.Device.Commands.Events;
using CxlWire.Device.Commands.FabricManagement;
using CxlWire.Device.Commands.InformationAndStatus;
using CxlWire.Device.Commands.Logs;
using CxlWire.Device.Commands.MemoryDevice;
using CxlWire.Device.Commands.Timestamp;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Events;
using CxlWire.Protocol.Fm;
using CxlWire.Protocol.Mailbox;

namespace CxlWire.Device.Commands;

/// <summary>Every opcode, one row each: the only place that says what a CCI carries.</summary>
public static class CommandTable
{
    private const CciKinds Every = CciKinds.Host | CciKinds.FabricManager;

    /// <summary>The rows, by opcode.</summary>
    public static IReadOnlyList<CommandRow> Rows { get; } =
    [
        new(Opcode.Identify, "identify", "8.2.9.1.1", Every,
            Layout.Empty, IdentifyResponse.Layout, CommandEffects.None, Identify.Execute),
        new(Opcode.BackgroundOperationStatus, "background-operation-status", "8.2.9.1.2", Every,
            Layout.Empty, BackgroundOperationStatusResponse.Layout, CommandEffects.None, BackgroundOperationStatus.Execute),
        new(Opcode.GetResponseMessageLimit, "get-response-message-limit", "8.2.9.1.3", Every,
            Layout.Empty, Layouts.GetResponseMessageLimitResponse, CommandEffects.None, GetResponseMessageLimit.Execute),
        new(Opcode.SetResponseMessageLimit, "set-response-message-limit", "8.2.9.1.4", Every,
            Layouts.SetResponseMessageLimitRequest, Layouts.SetResponseMessageLimitResponse,
            CommandEffects.None, SetResponseMessageLimit.Execute),

        new(Opcode.GetEventRecords, "get-event-records", "8.2.9.2.2", Every,
            GetEventRecordsRequest.Layout, GetEventRecordsResponse.Layout, CommandEffects.None, GetEventRecords.Execute),
        new(Opcode.ClearEventRecords, "clear-event-records", "8.2.9.2.3", Every,
            ClearEventRecordsRequest.Layout, Layout.Empty, CommandEffects.ImmediateLogChange, ClearEventRecords.Execute),
        new(Opcode.GetEventInterruptPolicy, "get-event-interrupt-policy", "8.2.9.2.4", Every,
            Layout.Empty, Layouts.GetEventInterruptPolicyResponse, CommandEffects.None, GetEventInterruptPolicy.Execute),
        new(Opcode.SetEventInterruptPolicy, "set-event-interrupt-policy", "8.2.9.2.5", Every,
            Layouts.SetEventInterruptPolicyRequest, Layout.Empty,
            CommandEffects.ImmediatePolicyChange, SetEventInterruptPolicy.Execute),
        new(Opcode.GetMctpEventInterruptPolicy, "get-mctp-event-interrupt-policy", "8.2.9.2.6", Every,
            Layout.Empty, Layouts.GetMctpEventInterruptPolicyResponse,
            CommandEffects.None, GetMctpEventInterruptPolicy.Execute)
        {
            IsUnknownToQemu = true,
        },
        new(Opcode.SetMctpEventInterruptPolicy, "set-mctp-event-interrupt-policy", "8.2.9.2.7", Every,
            Layouts.SetMctpEventInterruptPolicyRequest, Layout.Empty,
            CommandEffects.ImmediatePolicyChange, SetMctpEventInterruptPolicy.Execute)
        {
            IsUnknownToQemu = true,
        },
        new(Opcode.EventNotification, "event-notification", "8.2.9.2.8", Every,
            Layouts.EventNotificationRequest, Layout.Empty, CommandEffects.None, handler: null),

        new(Opcode.GetTimestamp, "get-timestamp", "8.2.9.4.1", Every,
            Layout.Empty, Layouts.GetTimestampResponse, CommandEffects.None, GetTimestamp.Execute),
        new(Opcode.SetTimestamp, "set-timestamp", "8.2.9.4.2", Every,
            Layouts.SetTimestampRequest, Layout.Empty, CommandEffects.ImmediatePolicyChange, SetTimestamp.Execute),

        new(Opcode.GetSupportedLogs, "get-supported-logs", "8.2.9.5.1", Every,
            Layout.Empty, GetSupportedLogsResponse.Layout, CommandEffects.None, GetSupportedLogs.Execute),
        new(Opcode.GetLog, "get-log", "8.2.9.5.2", Every,
            GetLogRequest.Layout, Layouts.GetLogResponse, CommandEffects.None, GetLog.Execute),

        new(Opcode.IdentifyMemoryDevice, "identify-memory-device", "8.2.9.9.1.1", CciKinds.Host,
            Layout.Empty, IdentifyMemoryDeviceResponse.Layout, CommandEffects.None, IdentifyMemoryDevice.Execute),
        new(Opcode.GetPartitionInfo, "get-partition-info", "8.2.9.9.2.1", CciKinds.Host,
            Layout.Empty, GetPartitionInfoResponse.Layout, CommandEffects.None, GetPartitionInfo.Execute),
        new(Opcode.GetLsa, "get-lsa", "8.2.9.9.2.3", CciKinds.Host,
            GetLsaRequest.Layout, Layouts.GetLsaResponse, CommandEffects.None, GetLsa.Execute),
        new(Opcode.SetLsa, "set-lsa", "8.2.9.9.2.4", CciKinds.Host,
            SetLsaRequest.Layout, Layout.Empty, CommandEffects.ImmediateDataChange, SetLsa.Execute),
        new(Opcode.GetHealthInfo, "get-health-info", "8.2.9.9.3.1", CciKinds.Host,
            Layout.Empty, GetHealthInfoResponse.Layout, CommandEffects.None, GetHealthInfo.Execute),
        new(Opcode.GetAlertConfiguration, "get-alert-configuration", "8.2.9.9.3.2", CciKinds.Host,
            Layout.Empty, GetAlertConfigurationResponse.Layout, CommandEffects.None, GetAlertConfiguration.Execute),
        new(Opcode.SetAlertConfiguration, "set-alert-configuration", "8.2.9.9.3.3", CciKinds.Host,
            SetAlertConfigurationRequest.Layout, Layout.Empty,
            CommandEffects.ImmediatePolicyChange, SetAlertConfiguration.Execute),

        new(Opcode.GetDynamicCapacityConfiguration, "get-dc-configuration", "8.2.9.9.9.1", CciKinds.Host,
            GetDynamicCapacityConfigurationRequest.Layout, GetDynamicCapacityConfigurationResponse.Layout,
            CommandEffects.None, GetDynamicCapacityConfiguration.Execute),
        new(Opcode.GetDynamicCapacityExtentList, "get-dc-extent-list", "8.2.9.9.9.2", CciKinds.Host,
            GetDynamicCapacityExtentListRequest.Layout, GetDynamicCapacityExtentListResponse.Layout,
            CommandEffects.None, GetDynamicCapacityExtentList.Execute),
        // A8: an error in any payload of these two drops what was gathered of the others.
        new(Opcode.AddDynamicCapacityResponse, "add-dc-response", "8.2.9.9.9.3", CciKinds.Host,
            Layouts.AddDynamicCapacityResponseRequest, Layout.Empty,
            CommandEffects.ImmediateDataChange, AddDynamicCapacityResponse.Execute,
            refused: port => port.Host!.AddResponse.Clear()),

        // L6: a count of 0 is looked at before the list's length.
        new(Opcode.ReleaseDynamicCapacity, "release-dc", "8.2.9.9.9.4", CciKinds.Host,
            Layouts.ReleaseDynamicCapacityRequest, Layout.Empty,
            CommandEffects.ImmediateDataChange, ReleaseDynamicCapacity.Execute, handlerChecksList: true,
            refused: port => port.Host!.Release.Clear()),

        new(Opcode.TunnelManagementCommand, "tunnel-management", "7.6.7.3.1", CciKinds.FabricManager,
            TunnelManagementRequest.Layout, TunnelManagementResponse.Layout,
            CommandEffects.None, TunnelManagementCommand.Execute),

        new(Opcode.GetDcdInfo, "get-dcd-info", "7.6.7.6.1", CciKinds.FabricManager,
            Layout.Empty, GetDcdInfoResponse.Layout, CommandEffects.None, GetDcdInfo.Execute),
        new(Opcode.GetHostDynamicCapacityRegionConfiguration, "get-host-dc-region-configuration", "7.6.7.6.2",
            CciKinds.FabricManager,
            GetHostDynamicCapacityRegionConfigurationRequest.Layout, GetHostDynamicCapacityRegionConfigurationResponse.Layout,
            CommandEffects.None, GetHostDynamicCapacityRegionConfiguration.Execute),
        new(Opcode.SetDynamicCapacityRegionConfiguration, "set-dc-region-configuration", "7.6.7.6.3",
            CciKinds.FabricManager,
            SetDynamicCapacityRegionConfigurationRequest.Layout, Layout.Empty,
            CommandEffects.ImmediateConfigurationChange, SetDynamicCapacityRegionConfiguration.Execute),
        new(Opcode.GetDynamicCapacityRegionExtentLists, "get-dc-region-extent-lists", "7.6.7.6.4",
            CciKinds.FabricManager,
            GetDynamicCapacityRegionExtentListsRequest.Layout, GetDynamicCapacityRegionExtentListsResponse.Layout,
            CommandEffects.None, GetDynamicCapacityRegionExtentLists.Execute),
        new(Opcode.InitiateDynamicCapacityAdd, "initiate-dc-add", "7.6.7.6.5", CciKinds.FabricManager,
            InitiateDynamicCapacityAddRequest.Layout, Layout.Empty,
            CommandEffects.ImmediateConfigurationChange, InitiateDynamicCapacityAdd.Execute),
        new(Opcode.InitiateDynamicCapacityRelease, "initiate-dc-release", "7.6.7.6.6", CciKinds.FabricManager,
            InitiateDynamicCapacityReleaseRequest.Layout, Layout.Empty,
            CommandEffects.ImmediateConfigurationChange, InitiateDynamicCapacityRelease.Execute),
        new(Opcode.AddDynamicCapacityReference, "add-dc-reference", "7.6.7.6.7", CciKinds.FabricManager,
            Layouts.AddDynamicCapacityReferenceRequest, Layout.Empty,
            CommandEffects.ImmediateConfigurationChange, AddDynamicCapacityReference.Execute)
        {
            IsUnknownToQemu = true,
        },
        new(Opcode.RemoveDynamicCapacityReference, "remove-dc-reference", "7.6.7.6.8", CciKinds.FabricManager,
            Layouts.RemoveDynamicCapacityReferenceRequest, Layout.Empty,
            CommandEffects.ImmediateConfigurationChange, RemoveDynamicCapacityReference.Execute)
        {
            IsUnknownToQemu = true,
        },
        new(Opcode.ListDynamicCapacityTags, "list-dc-tags", "7.6.7.6.9", CciKinds.FabricManager,
            ListDynamicCapacityTagsRequest.Layout, ListDynamicCapacityTagsResponse.Layout,
            CommandEffects.None, ListDynamicCapacityTags.Execute)
        {
            IsUnknownToQemu = true,
        },
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
