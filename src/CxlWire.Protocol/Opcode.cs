namespace CxlWire.Protocol;

/// <summary>
/// CXL r3.1 8.2.9 command opcode: command set in the high byte, command in the low byte. Any value
/// can be on the wire; the ones with a member here print their name: "Get Log (0401h)", "C000h".
/// </summary>
/// <param name="Value">The 16 bits, little endian on the wire.</param>
[OpenCode(HexDigits = 4)]
public readonly partial record struct Opcode(ushort Value)
{
    /// <summary>0001h Identify.</summary>
    [Code(0x0001, "Identify")] public static partial Opcode Identify { get; }

    /// <summary>0002h Background Operation Status.</summary>
    [Code(0x0002, "Background Operation Status")] public static partial Opcode BackgroundOperationStatus { get; }

    /// <summary>0003h Get Response Message Limit.</summary>
    [Code(0x0003, "Get Response Message Limit")] public static partial Opcode GetResponseMessageLimit { get; }

    /// <summary>0004h Set Response Message Limit.</summary>
    [Code(0x0004, "Set Response Message Limit")] public static partial Opcode SetResponseMessageLimit { get; }

    /// <summary>0005h Request Abort Background Operation.</summary>
    [Code(0x0005, "Request Abort Background Operation")]
    public static partial Opcode RequestAbortBackgroundOperation { get; }

    /// <summary>0100h Get Event Records.</summary>
    [Code(0x0100, "Get Event Records")] public static partial Opcode GetEventRecords { get; }

    /// <summary>0101h Clear Event Records.</summary>
    [Code(0x0101, "Clear Event Records")] public static partial Opcode ClearEventRecords { get; }

    /// <summary>0102h Get Event Interrupt Policy.</summary>
    [Code(0x0102, "Get Event Interrupt Policy")] public static partial Opcode GetEventInterruptPolicy { get; }

    /// <summary>0103h Set Event Interrupt Policy.</summary>
    [Code(0x0103, "Set Event Interrupt Policy")] public static partial Opcode SetEventInterruptPolicy { get; }

    /// <summary>0104h Get MCTP Event Interrupt Policy.</summary>
    [Code(0x0104, "Get MCTP Event Interrupt Policy")] public static partial Opcode GetMctpEventInterruptPolicy { get; }

    /// <summary>0105h Set MCTP Event Interrupt Policy.</summary>
    [Code(0x0105, "Set MCTP Event Interrupt Policy")] public static partial Opcode SetMctpEventInterruptPolicy { get; }

    /// <summary>0106h Event Notification, sent by the device (E11).</summary>
    [Code(0x0106, "Event Notification")] public static partial Opcode EventNotification { get; }

    /// <summary>0200h Get FW Info.</summary>
    [Code(0x0200, "Get FW Info")] public static partial Opcode GetFirmwareInfo { get; }

    /// <summary>0201h Transfer FW.</summary>
    [Code(0x0201, "Transfer FW")] public static partial Opcode TransferFirmware { get; }

    /// <summary>0202h Activate FW.</summary>
    [Code(0x0202, "Activate FW")] public static partial Opcode ActivateFirmware { get; }

    /// <summary>0300h Get Timestamp.</summary>
    [Code(0x0300, "Get Timestamp")] public static partial Opcode GetTimestamp { get; }

    /// <summary>0301h Set Timestamp.</summary>
    [Code(0x0301, "Set Timestamp")] public static partial Opcode SetTimestamp { get; }

    /// <summary>0400h Get Supported Logs.</summary>
    [Code(0x0400, "Get Supported Logs")] public static partial Opcode GetSupportedLogs { get; }

    /// <summary>0401h Get Log.</summary>
    [Code(0x0401, "Get Log")] public static partial Opcode GetLog { get; }

    /// <summary>0402h Get Log Capabilities.</summary>
    [Code(0x0402, "Get Log Capabilities")] public static partial Opcode GetLogCapabilities { get; }

    /// <summary>0403h Clear Log.</summary>
    [Code(0x0403, "Clear Log")] public static partial Opcode ClearLog { get; }

    /// <summary>0404h Populate Log.</summary>
    [Code(0x0404, "Populate Log")] public static partial Opcode PopulateLog { get; }

    /// <summary>0405h Get Supported Logs Sub-List.</summary>
    [Code(0x0405, "Get Supported Logs Sub-List")] public static partial Opcode GetSupportedLogsSubList { get; }

    /// <summary>0500h Get Supported Features.</summary>
    [Code(0x0500, "Get Supported Features")] public static partial Opcode GetSupportedFeatures { get; }

    /// <summary>0501h Get Feature.</summary>
    [Code(0x0501, "Get Feature")] public static partial Opcode GetFeature { get; }

    /// <summary>0502h Set Feature.</summary>
    [Code(0x0502, "Set Feature")] public static partial Opcode SetFeature { get; }

    /// <summary>0600h Perform Maintenance.</summary>
    [Code(0x0600, "Perform Maintenance")] public static partial Opcode PerformMaintenance { get; }

    /// <summary>4000h Identify Memory Device.</summary>
    [Code(0x4000, "Identify Memory Device")] public static partial Opcode IdentifyMemoryDevice { get; }

    /// <summary>4100h Get Partition Info.</summary>
    [Code(0x4100, "Get Partition Info")] public static partial Opcode GetPartitionInfo { get; }

    /// <summary>4101h Set Partition Info.</summary>
    [Code(0x4101, "Set Partition Info")] public static partial Opcode SetPartitionInfo { get; }

    /// <summary>4102h Get LSA.</summary>
    [Code(0x4102, "Get LSA")] public static partial Opcode GetLsa { get; }

    /// <summary>4103h Set LSA.</summary>
    [Code(0x4103, "Set LSA")] public static partial Opcode SetLsa { get; }

    /// <summary>4200h Get Health Info.</summary>
    [Code(0x4200, "Get Health Info")] public static partial Opcode GetHealthInfo { get; }

    /// <summary>4201h Get Alert Configuration.</summary>
    [Code(0x4201, "Get Alert Configuration")] public static partial Opcode GetAlertConfiguration { get; }

    /// <summary>4202h Set Alert Configuration.</summary>
    [Code(0x4202, "Set Alert Configuration")] public static partial Opcode SetAlertConfiguration { get; }

    /// <summary>4203h Get Shutdown State.</summary>
    [Code(0x4203, "Get Shutdown State")] public static partial Opcode GetShutdownState { get; }

    /// <summary>4204h Set Shutdown State.</summary>
    [Code(0x4204, "Set Shutdown State")] public static partial Opcode SetShutdownState { get; }

    /// <summary>4300h Get Poison List.</summary>
    [Code(0x4300, "Get Poison List")] public static partial Opcode GetPoisonList { get; }

    /// <summary>4301h Inject Poison.</summary>
    [Code(0x4301, "Inject Poison")] public static partial Opcode InjectPoison { get; }

    /// <summary>4302h Clear Poison.</summary>
    [Code(0x4302, "Clear Poison")] public static partial Opcode ClearPoison { get; }

    /// <summary>4303h Get Scan Media Capabilities.</summary>
    [Code(0x4303, "Get Scan Media Capabilities")] public static partial Opcode GetScanMediaCapabilities { get; }

    /// <summary>4304h Scan Media.</summary>
    [Code(0x4304, "Scan Media")] public static partial Opcode ScanMedia { get; }

    /// <summary>4305h Get Scan Media Results.</summary>
    [Code(0x4305, "Get Scan Media Results")] public static partial Opcode GetScanMediaResults { get; }

    /// <summary>4400h Sanitize.</summary>
    [Code(0x4400, "Sanitize")] public static partial Opcode Sanitize { get; }

    /// <summary>4401h Secure Erase.</summary>
    [Code(0x4401, "Secure Erase")] public static partial Opcode SecureErase { get; }

    /// <summary>4402h Media Operations.</summary>
    [Code(0x4402, "Media Operations")] public static partial Opcode MediaOperations { get; }

    /// <summary>4500h Get Security State.</summary>
    [Code(0x4500, "Get Security State")] public static partial Opcode GetSecurityState { get; }

    /// <summary>4501h Set Passphrase.</summary>
    [Code(0x4501, "Set Passphrase")] public static partial Opcode SetPassphrase { get; }

    /// <summary>4502h Disable Passphrase.</summary>
    [Code(0x4502, "Disable Passphrase")] public static partial Opcode DisablePassphrase { get; }

    /// <summary>4503h Unlock.</summary>
    [Code(0x4503, "Unlock")] public static partial Opcode Unlock { get; }

    /// <summary>4504h Freeze Security State.</summary>
    [Code(0x4504, "Freeze Security State")] public static partial Opcode FreezeSecurityState { get; }

    /// <summary>4505h Passphrase Secure Erase.</summary>
    [Code(0x4505, "Passphrase Secure Erase")] public static partial Opcode PassphraseSecureErase { get; }

    /// <summary>4600h Security Send.</summary>
    [Code(0x4600, "Security Send")] public static partial Opcode SecuritySend { get; }

    /// <summary>4601h Security Receive.</summary>
    [Code(0x4601, "Security Receive")] public static partial Opcode SecurityReceive { get; }

    /// <summary>4700h Get SLD QoS Control.</summary>
    [Code(0x4700, "Get SLD QoS Control")] public static partial Opcode GetSldQosControl { get; }

    /// <summary>4701h Set SLD QoS Control.</summary>
    [Code(0x4701, "Set SLD QoS Control")] public static partial Opcode SetSldQosControl { get; }

    /// <summary>4702h Get SLD QoS Status.</summary>
    [Code(0x4702, "Get SLD QoS Status")] public static partial Opcode GetSldQosStatus { get; }

    /// <summary>4800h Get Dynamic Capacity Configuration.</summary>
    [Code(0x4800, "Get Dynamic Capacity Configuration")]
    public static partial Opcode GetDynamicCapacityConfiguration { get; }

    /// <summary>4801h Get Dynamic Capacity Extent List.</summary>
    [Code(0x4801, "Get Dynamic Capacity Extent List")]
    public static partial Opcode GetDynamicCapacityExtentList { get; }

    /// <summary>4802h Add Dynamic Capacity Response.</summary>
    [Code(0x4802, "Add Dynamic Capacity Response")] public static partial Opcode AddDynamicCapacityResponse { get; }

    /// <summary>4803h Release Dynamic Capacity.</summary>
    [Code(0x4803, "Release Dynamic Capacity")] public static partial Opcode ReleaseDynamicCapacity { get; }

    /// <summary>5300h Tunnel Management Command.</summary>
    [Code(0x5300, "Tunnel Management Command")] public static partial Opcode TunnelManagementCommand { get; }

    /// <summary>5400h Get LD Info.</summary>
    [Code(0x5400, "Get LD Info")] public static partial Opcode GetLdInfo { get; }

    /// <summary>5401h Get LD Allocations.</summary>
    [Code(0x5401, "Get LD Allocations")] public static partial Opcode GetLdAllocations { get; }

    /// <summary>5402h Set LD Allocations.</summary>
    [Code(0x5402, "Set LD Allocations")] public static partial Opcode SetLdAllocations { get; }

    /// <summary>5403h Get QoS Control.</summary>
    [Code(0x5403, "Get QoS Control")] public static partial Opcode GetQosControl { get; }

    /// <summary>5404h Set QoS Control.</summary>
    [Code(0x5404, "Set QoS Control")] public static partial Opcode SetQosControl { get; }

    /// <summary>5405h Get QoS Status.</summary>
    [Code(0x5405, "Get QoS Status")] public static partial Opcode GetQosStatus { get; }

    /// <summary>5406h Get QoS Allocated BW.</summary>
    [Code(0x5406, "Get QoS Allocated BW")] public static partial Opcode GetQosAllocatedBandwidth { get; }

    /// <summary>5407h Set QoS Allocated BW.</summary>
    [Code(0x5407, "Set QoS Allocated BW")] public static partial Opcode SetQosAllocatedBandwidth { get; }

    /// <summary>5408h Get QoS BW Limit.</summary>
    [Code(0x5408, "Get QoS BW Limit")] public static partial Opcode GetQosBandwidthLimit { get; }

    /// <summary>5409h Set QoS BW Limit.</summary>
    [Code(0x5409, "Set QoS BW Limit")] public static partial Opcode SetQosBandwidthLimit { get; }

    /// <summary>5500h Get Multi-Headed Info.</summary>
    [Code(0x5500, "Get Multi-Headed Info")] public static partial Opcode GetMultiHeadedInfo { get; }

    /// <summary>5501h Get Head Info.</summary>
    [Code(0x5501, "Get Head Info")] public static partial Opcode GetHeadInfo { get; }

    /// <summary>5600h Get DCD Info.</summary>
    [Code(0x5600, "Get DCD Info")] public static partial Opcode GetDcdInfo { get; }

    /// <summary>5601h Get Host DC Region Configuration.</summary>
    [Code(0x5601, "Get Host DC Region Configuration")]
    public static partial Opcode GetHostDynamicCapacityRegionConfiguration { get; }

    /// <summary>5602h Set DC Region Configuration.</summary>
    [Code(0x5602, "Set DC Region Configuration")]
    public static partial Opcode SetDynamicCapacityRegionConfiguration { get; }

    /// <summary>5603h Get DC Region Extent Lists.</summary>
    [Code(0x5603, "Get DC Region Extent Lists")]
    public static partial Opcode GetDynamicCapacityRegionExtentLists { get; }

    /// <summary>5604h Initiate Dynamic Capacity Add.</summary>
    [Code(0x5604, "Initiate Dynamic Capacity Add")] public static partial Opcode InitiateDynamicCapacityAdd { get; }

    /// <summary>5605h Initiate Dynamic Capacity Release.</summary>
    [Code(0x5605, "Initiate Dynamic Capacity Release")]
    public static partial Opcode InitiateDynamicCapacityRelease { get; }

    /// <summary>5606h Dynamic Capacity Add Reference.</summary>
    [Code(0x5606, "Dynamic Capacity Add Reference")] public static partial Opcode AddDynamicCapacityReference { get; }

    /// <summary>5607h Dynamic Capacity Remove Reference.</summary>
    [Code(0x5607, "Dynamic Capacity Remove Reference")]
    public static partial Opcode RemoveDynamicCapacityReference { get; }

    /// <summary>5608h Dynamic Capacity List Tags.</summary>
    [Code(0x5608, "Dynamic Capacity List Tags")] public static partial Opcode ListDynamicCapacityTags { get; }
}
