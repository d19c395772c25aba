using CxlWire.Protocol.Cci;
using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Events;
using CxlWire.Protocol.Fm;
using CxlWire.Protocol.Mailbox;

namespace CxlWire.Protocol;

/// <summary>Every layout, by the name that JSON files, ksy files and the command line use.</summary>
public static class Layouts
{
    /// <summary>0003h, response.</summary>
    public static Layout GetResponseMessageLimitResponse { get; } = ResponseMessageLimit.Layout.Named(
        "get_response_message_limit_response", "CXL r3.1 8.2.9.1.3 Get Response Message Limit (0003h)");

    /// <summary>0004h, request.</summary>
    public static Layout SetResponseMessageLimitRequest { get; } = ResponseMessageLimit.Layout.Named(
        "set_response_message_limit_request", "CXL r3.1 8.2.9.1.4 Set Response Message Limit (0004h)");

    /// <summary>0004h, response.</summary>
    public static Layout SetResponseMessageLimitResponse { get; } = ResponseMessageLimit.Layout.Named(
        "set_response_message_limit_response", "CXL r3.1 8.2.9.1.4 Set Response Message Limit (0004h)");

    /// <summary>0102h, response: always 5 bytes.</summary>
    public static Layout GetEventInterruptPolicyResponse { get; } = EventInterruptPolicy.Layout.Named(
        "get_event_interrupt_policy_response",
        "CXL r3.1 8.2.9.2.4 Get Event Interrupt Policy (0102h)",
        minimumSize: EventInterruptPolicy.Size);

    /// <summary>0103h, request: 4 or 5 bytes.</summary>
    public static Layout SetEventInterruptPolicyRequest { get; } = EventInterruptPolicy.Layout.Named(
        "set_event_interrupt_policy_request", "CXL r3.1 8.2.9.2.5 Set Event Interrupt Policy (0103h)");

    /// <summary>0104h, response.</summary>
    public static Layout GetMctpEventInterruptPolicyResponse { get; } = EventNotificationMask.Layout.Named(
        "get_mctp_event_interrupt_policy_response", "CXL r3.1 8.2.9.2.6 Get MCTP Event Interrupt Policy (0104h)");

    /// <summary>0105h, request.</summary>
    public static Layout SetMctpEventInterruptPolicyRequest { get; } = EventNotificationMask.Layout.Named(
        "set_mctp_event_interrupt_policy_request", "CXL r3.1 8.2.9.2.7 Set MCTP Event Interrupt Policy (0105h)");

    /// <summary>0106h, request; the device sends it.</summary>
    public static Layout EventNotificationRequest { get; } = EventNotificationMask.Layout.Named(
        "event_notification_request", "CXL r3.1 8.2.9.2.8 Event Notification (0106h)");

    /// <summary>0300h, response.</summary>
    public static Layout GetTimestampResponse { get; } = DeviceTimestamp.Layout.Named(
        "get_timestamp_response", "CXL r3.1 8.2.9.4.1 Get Timestamp (0300h)");

    /// <summary>0301h, request.</summary>
    public static Layout SetTimestampRequest { get; } = DeviceTimestamp.Layout.Named(
        "set_timestamp_request", "CXL r3.1 8.2.9.4.2 Set Timestamp (0301h)");

    /// <summary>0401h, response: the bytes of the log that were asked for.</summary>
    public static Layout GetLogResponse { get; } = new(
        "get_log_response",
        "CXL r3.1 8.2.9.5.2 Get Log (0401h)",
        0,
        [],
        new LayoutList("data", entry: null, stride: 1, count: null));

    /// <summary>The Command Effects Log, which 0401h returns in part or whole.</summary>
    public static Layout CommandEffectsLog { get; } = new(
        "command_effects_log",
        "CXL r3.1 8.2.9.5.2.1 Command Effects Log",
        0,
        [],
        new LayoutList("entries", CelEntry.Layout, CelEntry.Size, count: null));

    /// <summary>4802h, request.</summary>
    public static Layout AddDynamicCapacityResponseRequest { get; } = UpdatedExtentList.Layout.Named(
        "add_dc_response_request", "CXL r3.1 8.2.9.9.9.3 Add Dynamic Capacity Response (4802h)");

    /// <summary>4803h, request.</summary>
    public static Layout ReleaseDynamicCapacityRequest { get; } = UpdatedExtentList.Layout.Named(
        "release_dc_request", "CXL r3.1 8.2.9.9.9.4 Release Dynamic Capacity (4803h)");

    /// <summary>4102h, response: the bytes of the label storage area that were asked for.</summary>
    public static Layout GetLsaResponse { get; } = new(
        "get_lsa_response",
        "CXL r3.1 8.2.9.9.2.3 Get LSA (4102h)",
        0,
        [],
        new LayoutList("data", entry: null, stride: 1, count: null));

    /// <summary>5606h, request.</summary>
    public static Layout AddDynamicCapacityReferenceRequest { get; } = DynamicCapacityReference.Layout.Named(
        "add_dc_reference_request", "CXL r3.1 7.6.7.6.7 Dynamic Capacity Add Reference (5606h)");

    /// <summary>5607h, request.</summary>
    public static Layout RemoveDynamicCapacityReferenceRequest { get; } = DynamicCapacityReference.Layout.Named(
        "remove_dc_reference_request", "CXL r3.1 7.6.7.6.8 Dynamic Capacity Remove Reference (5607h)");

    /// <summary>All of them, structures first, then payloads by opcode.</summary>
    public static IReadOnlyList<Layout> All { get; } =
    [
        CciHeader.Layout,
        Extent.Layout,
        UpdatedExtent.Layout,
        DynamicCapacityRegionConfiguration.Layout,
        DynamicCapacityConfigurationTail.Layout,
        EventRecordHeader.Layout,
        EventRecordView.Layout,
        DynamicCapacityEventRecord.Layout,
        GeneralMediaEventRecord.Layout,
        DramEventRecord.Layout,
        MemoryModuleEventRecord.Layout,
        EventInterruptSettings.Layout,
        HostDynamicCapacityRegionConfiguration.Layout,
        DynamicCapacityTagInformation.Layout,
        CelEntry.Layout,
        SupportedLog.Layout,
        CommandEffectsLog,
        Layout.Empty,
        IdentifyResponse.Layout,
        BackgroundOperationStatusResponse.Layout,
        GetResponseMessageLimitResponse,
        SetResponseMessageLimitRequest,
        SetResponseMessageLimitResponse,
        GetEventRecordsRequest.Layout,
        GetEventRecordsResponse.Layout,
        ClearEventRecordsRequest.Layout,
        GetEventInterruptPolicyResponse,
        SetEventInterruptPolicyRequest,
        GetMctpEventInterruptPolicyResponse,
        SetMctpEventInterruptPolicyRequest,
        EventNotificationRequest,
        GetTimestampResponse,
        SetTimestampRequest,
        GetSupportedLogsResponse.Layout,
        GetLogRequest.Layout,
        GetLogResponse,
        IdentifyMemoryDeviceResponse.Layout,
        GetPartitionInfoResponse.Layout,
        GetLsaRequest.Layout,
        GetLsaResponse,
        SetLsaRequest.Layout,
        GetHealthInfoResponse.Layout,
        GetAlertConfigurationResponse.Layout,
        SetAlertConfigurationRequest.Layout,
        GetDynamicCapacityConfigurationRequest.Layout,
        GetDynamicCapacityConfigurationResponse.Layout,
        GetDynamicCapacityExtentListRequest.Layout,
        GetDynamicCapacityExtentListResponse.Layout,
        AddDynamicCapacityResponseRequest,
        ReleaseDynamicCapacityRequest,
        TunnelManagementRequest.Layout,
        TunnelManagementResponse.Layout,
        GetDcdInfoResponse.Layout,
        GetHostDynamicCapacityRegionConfigurationRequest.Layout,
        GetHostDynamicCapacityRegionConfigurationResponse.Layout,
        SetDynamicCapacityRegionConfigurationRequest.Layout,
        GetDynamicCapacityRegionExtentListsRequest.Layout,
        GetDynamicCapacityRegionExtentListsResponse.Layout,
        InitiateDynamicCapacityAddRequest.Layout,
        InitiateDynamicCapacityReleaseRequest.Layout,
        AddDynamicCapacityReferenceRequest,
        RemoveDynamicCapacityReferenceRequest,
        ListDynamicCapacityTagsRequest.Layout,
        ListDynamicCapacityTagsResponse.Layout,
    ];

    /// <summary>The layout of that name; dashes count as underscores.</summary>
    public static bool TryGet(string name, out Layout layout)
    {
        string wanted = name.Replace('-', '_');
        layout = All.FirstOrDefault(l => l.Name == wanted) ?? Layout.Empty;
        return layout.Name == wanted;
    }

    /// <summary>
    /// The layout of a record: that of its identifier where this library knows it, else
    /// <see cref="EventRecordView.Layout"/>.
    /// </summary>
    /// <param name="record">At least 16 bytes of an event record.</param>
    public static Layout OfEventRecord(ReadOnlySpan<byte> record)
    {
        var identifier = new EventRecordIdentifier(Uuid.Read(record));
        return identifier == EventRecordIdentifier.DynamicCapacity ? DynamicCapacityEventRecord.Layout
            : identifier == EventRecordIdentifier.GeneralMedia ? GeneralMediaEventRecord.Layout
            : identifier == EventRecordIdentifier.Dram ? DramEventRecord.Layout
            : identifier == EventRecordIdentifier.MemoryModule ? MemoryModuleEventRecord.Layout
            : EventRecordView.Layout;
    }
}
