using CxlWire.Device.Commands.DynamicCapacity;
using CxlWire.Device.Commands.Events;
using CxlWire.Device.Commands.FabricManagement;
using CxlWire.Device.Commands.Features;
using CxlWire.Device.Commands.FirmwareUpdate;
using CxlWire.Device.Commands.InformationAndStatus;
using CxlWire.Device.Commands.LogicalDevices;
using CxlWire.Device.Commands.Logs;
using CxlWire.Device.Commands.Maintenance;
using CxlWire.Device.Commands.Media;
using CxlWire.Device.Commands.MemoryDevice;
using CxlWire.Device.Commands.MultiHeaded;
using CxlWire.Device.Commands.Qos;
using CxlWire.Device.Commands.Sanitize;
using CxlWire.Device.Commands.Security;
using CxlWire.Device.Commands.SecurityProtocols;
using CxlWire.Device.Commands.Timestamp;
using CxlWire.Protocol;
using CxlWire.Protocol.Commands;
using CxlWire.Protocol.Events;

namespace CxlWire.Device.Commands;

/// <summary>What the device does for each opcode, one row each: the behaviour half of the command table.</summary>
internal static class HandlerTable
{
    /// <summary>The rows, by opcode.</summary>
    public static IReadOnlyList<HandlerRow> Rows { get; } =
    [
        new(Opcode.Identify, Identify.Handle) { OnlyLooks = true },
        new(Opcode.BackgroundOperationStatus, BackgroundOperationStatus.Handle) { OnlyLooks = true },
        new(Opcode.GetResponseMessageLimit, GetResponseMessageLimit.Handle) { OnlyLooks = true },
        new(Opcode.SetResponseMessageLimit, SetResponseMessageLimit.Handle),
        new(Opcode.RequestAbortBackgroundOperation, RequestAbortBackgroundOperation.Handle),

        new(Opcode.GetEventRecords, GetEventRecords.Handle) { NeedsMedia = true, OnlyLooks = true },
        new(Opcode.ClearEventRecords, ClearEventRecords.Handle) { ReadByQemu = ClearEventRecords.ReadByQemu },
        new(Opcode.GetEventInterruptPolicy, GetEventInterruptPolicy.Handle) { OnlyLooks = true },
        new(Opcode.SetEventInterruptPolicy, SetEventInterruptPolicy.Handle)
        {
            ReadByQemu = _ => EventInterruptPolicy.Size,
        },
        new(Opcode.GetMctpEventInterruptPolicy, GetMctpEventInterruptPolicy.Handle)
        {
            IsUnknownToQemu = true,
            OnlyLooks = true,
        },
        new(Opcode.SetMctpEventInterruptPolicy, SetMctpEventInterruptPolicy.Handle) { IsUnknownToQemu = true },

        new(Opcode.GetFirmwareInfo, GetFirmwareInfo.Handle) { OnlyLooks = true },
        new(Opcode.TransferFirmware, TransferFirmware.Handle)
        {
            NeedsMedia = true,
            Complete = TransferFirmware.Complete,
            OnAborted = port => port.Device.FirmwareTransfer.Drop(),
        },
        new(Opcode.ActivateFirmware, ActivateFirmware.Handle) { NeedsMedia = true },

        new(Opcode.GetTimestamp, GetTimestamp.Handle) { OnlyLooks = true },
        new(Opcode.SetTimestamp, SetTimestamp.Handle),

        new(Opcode.GetSupportedLogs, GetSupportedLogs.Handle) { OnlyLooks = true },
        new(Opcode.GetLog, GetLog.Handle) { NeedsMedia = true, OnlyLooks = true },
        new(Opcode.GetLogCapabilities, GetLogCapabilities.Handle) { IsUnknownToQemu = true, OnlyLooks = true },
        new(Opcode.ClearLog, ClearLog.Handle) { IsUnknownToQemu = true },
        new(Opcode.PopulateLog, PopulateLog.Handle) { IsUnknownToQemu = true, Complete = PopulateLog.Complete },
        new(Opcode.GetSupportedLogsSubList, GetSupportedLogsSubList.Handle)
        {
            IsUnknownToQemu = true,
            OnlyLooks = true,
        },

        new(Opcode.GetSupportedFeatures, GetSupportedFeatures.Handle) { OnlyLooks = true },
        new(Opcode.GetFeature, GetFeature.Handle) { OnlyLooks = true },
        new(Opcode.SetFeature, SetFeature.Handle),

        new(Opcode.PerformMaintenance, PerformMaintenance.Handle) { Complete = PerformMaintenance.Complete },

        new(Opcode.IdentifyMemoryDevice, IdentifyMemoryDevice.Handle) { OnlyLooks = true },
        new(Opcode.GetPartitionInfo, GetPartitionInfo.Handle) { NeedsMedia = true, OnlyLooks = true },
        new(Opcode.SetPartitionInfo, SetPartitionInfo.Handle) { IsUnknownToQemu = true, NeedsMedia = true },
        new(Opcode.GetLsa, GetLsa.Handle) { NeedsMedia = true, OnlyLooks = true },
        new(Opcode.SetLsa, SetLsa.Handle) { TryFindLabels = SetLsa.TryFindLabels, NeedsMedia = true },
        new(Opcode.GetHealthInfo, GetHealthInfo.Handle) { OnlyLooks = true },
        new(Opcode.GetAlertConfiguration, GetAlertConfiguration.Handle) { OnlyLooks = true },
        new(Opcode.SetAlertConfiguration, SetAlertConfiguration.Handle),
        new(Opcode.GetShutdownState, GetShutdownState.Handle) { IsUnknownToQemu = true, OnlyLooks = true },
        new(Opcode.SetShutdownState, SetShutdownState.Handle) { IsUnknownToQemu = true },

        new(Opcode.GetPoisonList, GetPoisonList.Handle) { NeedsMedia = true },
        new(Opcode.InjectPoison, InjectPoison.Handle) { NeedsMedia = true },
        new(Opcode.ClearPoison, ClearPoison.Handle) { NeedsMedia = true },
        new(Opcode.GetScanMediaCapabilities, GetScanMediaCapabilities.Handle) { OnlyLooks = true },
        new(Opcode.ScanMedia, ScanMedia.Handle) { NeedsMedia = true, Complete = ScanMedia.Complete },
        new(Opcode.GetScanMediaResults, GetScanMediaResults.Handle),

        new(Opcode.Sanitize, SanitizeMedia.Handle)
        {
            TryFindLabels = SanitizeMedia.TryFindLabels,
            Complete = (port, _) => port.Device.Sanitization.Finish(),
        },
        new(Opcode.SecureErase, SecureErase.Handle) { IsUnknownToQemu = true, NeedsMedia = true },
        new(Opcode.MediaOperations, MediaOperations.Handle) { NeedsMedia = true, Complete = MediaOperations.Complete },

        new(Opcode.GetSecurityState, GetSecurityState.Handle) { OnlyLooks = true },
        new(Opcode.SetPassphrase, SetPassphrase.Handle) { IsUnknownToQemu = true },
        new(Opcode.DisablePassphrase, DisablePassphrase.Handle) { IsUnknownToQemu = true },
        new(Opcode.Unlock, Unlock.Handle) { IsUnknownToQemu = true },
        new(Opcode.FreezeSecurityState, FreezeSecurityState.Handle) { IsUnknownToQemu = true },
        new(Opcode.PassphraseSecureErase, PassphraseSecureErase.Handle) { IsUnknownToQemu = true, NeedsMedia = true },

        new(Opcode.SecuritySend, SecuritySend.Handle) { IsUnknownToQemu = true, OnlyLooks = true },
        new(Opcode.SecurityReceive, SecurityReceive.Handle) { IsUnknownToQemu = true, OnlyLooks = true },

        new(Opcode.GetSldQosControl, GetSldQosControl.Handle) { IsUnknownToQemu = true, OnlyLooks = true },
        new(Opcode.SetSldQosControl, SetSldQosControl.Handle) { IsUnknownToQemu = true },
        new(Opcode.GetSldQosStatus, GetSldQosStatus.Handle) { IsUnknownToQemu = true, OnlyLooks = true },

        new(Opcode.GetDynamicCapacityConfiguration, GetDynamicCapacityConfiguration.Handle) { OnlyLooks = true },
        new(Opcode.GetDynamicCapacityExtentList, GetDynamicCapacityExtentList.Handle) { OnlyLooks = true },

        // A8: an error in any payload of these two drops what was gathered of the others.
        new(Opcode.AddDynamicCapacityResponse, AddDynamicCapacityResponse.Handle)
        {
            ReadByQemu = StagedRanges.ReadByQemu,
            OnRefused = port => port.Host!.AddResponse.Clear(),
        },
        new(Opcode.ReleaseDynamicCapacity, ReleaseDynamicCapacity.Handle)
        {
            ReadByQemu = StagedRanges.ReadByQemu,
            OnRefused = port => port.Host!.Release.Clear(),
        },

        new(Opcode.TunnelManagementCommand, TunnelManagementCommand.Handle)
        {
            TryFindLabels = TunnelManagementCommand.TryFindLabels,
        },

        new(Opcode.GetLdInfo, GetLdInfo.Handle) { IsUnknownToQemu = true, OnlyLooks = true },
        new(Opcode.GetLdAllocations, GetLdAllocations.Handle) { IsUnknownToQemu = true, OnlyLooks = true },
        new(Opcode.SetLdAllocations, SetLdAllocations.Handle) { IsUnknownToQemu = true },
        new(Opcode.GetQosControl, GetQosControl.Handle) { IsUnknownToQemu = true, OnlyLooks = true },
        new(Opcode.SetQosControl, SetQosControl.Handle) { IsUnknownToQemu = true },
        new(Opcode.GetQosStatus, GetQosStatus.Handle) { IsUnknownToQemu = true, OnlyLooks = true },
        new(Opcode.GetQosAllocatedBandwidth, GetQosAllocatedBandwidth.Handle)
        {
            IsUnknownToQemu = true,
            OnlyLooks = true,
        },
        new(Opcode.SetQosAllocatedBandwidth, SetQosAllocatedBandwidth.Handle) { IsUnknownToQemu = true },
        new(Opcode.GetQosBandwidthLimit, GetQosBandwidthLimit.Handle) { IsUnknownToQemu = true, OnlyLooks = true },
        new(Opcode.SetQosBandwidthLimit, SetQosBandwidthLimit.Handle) { IsUnknownToQemu = true },

        new(Opcode.GetMultiHeadedInfo, GetMultiHeadedInfo.Handle) { IsUnknownToQemu = true, OnlyLooks = true },
        new(Opcode.GetHeadInfo, GetHeadInfo.Handle) { IsUnknownToQemu = true, OnlyLooks = true },

        new(Opcode.GetDcdInfo, GetDcdInfo.Handle) { OnlyLooks = true },
        new(Opcode.GetHostDynamicCapacityRegionConfiguration, GetHostDynamicCapacityRegionConfiguration.Handle)
        {
            OnlyLooks = true,
        },
        new(Opcode.SetDynamicCapacityRegionConfiguration, SetDynamicCapacityRegionConfiguration.Handle),
        new(Opcode.GetDynamicCapacityRegionExtentLists, GetDynamicCapacityRegionExtentLists.Handle)
        {
            OnlyLooks = true,
        },
        new(Opcode.InitiateDynamicCapacityAdd, InitiateDynamicCapacityAdd.Handle),
        new(Opcode.InitiateDynamicCapacityRelease, InitiateDynamicCapacityRelease.Handle),
        new(Opcode.AddDynamicCapacityReference, AddDynamicCapacityReference.Handle) { IsUnknownToQemu = true },
        new(Opcode.RemoveDynamicCapacityReference, RemoveDynamicCapacityReference.Handle) { IsUnknownToQemu = true },
        new(Opcode.ListDynamicCapacityTags, ListDynamicCapacityTags.Handle)
        {
            IsUnknownToQemu = true,
            OnlyLooks = true,
        },
    ];

    // After Rows: initialisers run in the order of the text.
    private static readonly Dictionary<(CciKinds Kind, bool AsQemu, bool HasSeveralHosts), CommandSet> _sets = (
        from kind in new[] { CciKinds.Host, CciKinds.FabricManager }
        from asQemu in new[] { false, true }
        from hasSeveralHosts in new[] { false, true }
        select (
            Key: (kind, asQemu, hasSeveralHosts),
            Rows: Rows.Where(row => (row.Command.Ccis & kind) != 0
                && !(asQemu && row.IsUnknownToQemu)
                && !(row.Command.NeedsSeveralHosts && !hasSeveralHosts))))
        .ToDictionary(set => set.Key, set => new CommandSet(set.Rows));

    /// <summary>What a CCI carries (C1).</summary>
    /// <param name="kind">Host or Fabric Manager.</param>
    /// <param name="asQemu">Whether only what QEMU carries, too (q20).</param>
    /// <param name="hasSeveralHosts">Whether the device has more hosts than one (U1).</param>
    public static CommandSet CarriedBy(CciKinds kind, bool asQemu, bool hasSeveralHosts) =>
        _sets[(kind, asQemu, hasSeveralHosts)];
}
