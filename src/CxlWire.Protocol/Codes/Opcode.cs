using System.Globalization;

namespace CxlWire.Protocol;

/// <summary>
/// CXL r3.1 8.2.9 command opcode: command set in the high byte, command in the low byte. Any value
/// can be on the wire; the ones with a member here print their name.
/// </summary>
/// <param name="Value">The 16 bits, little endian on the wire.</param>
public readonly record struct Opcode(ushort Value)
{
    /// <summary>0001h Identify.</summary>
    public static Opcode Identify => new(0x0001);

    /// <summary>0002h Background Operation Status.</summary>
    public static Opcode BackgroundOperationStatus => new(0x0002);

    /// <summary>0003h Get Response Message Limit.</summary>
    public static Opcode GetResponseMessageLimit => new(0x0003);

    /// <summary>0004h Set Response Message Limit.</summary>
    public static Opcode SetResponseMessageLimit => new(0x0004);

    /// <summary>0100h Get Event Records.</summary>
    public static Opcode GetEventRecords => new(0x0100);

    /// <summary>0101h Clear Event Records.</summary>
    public static Opcode ClearEventRecords => new(0x0101);

    /// <summary>0102h Get Event Interrupt Policy.</summary>
    public static Opcode GetEventInterruptPolicy => new(0x0102);

    /// <summary>0103h Set Event Interrupt Policy.</summary>
    public static Opcode SetEventInterruptPolicy => new(0x0103);

    /// <summary>0104h Get MCTP Event Interrupt Policy.</summary>
    public static Opcode GetMctpEventInterruptPolicy => new(0x0104);

    /// <summary>0105h Set MCTP Event Interrupt Policy.</summary>
    public static Opcode SetMctpEventInterruptPolicy => new(0x0105);

    /// <summary>0106h Event Notification, sent by the device (E11).</summary>
    public static Opcode EventNotification => new(0x0106);

    /// <summary>0300h Get Timestamp.</summary>
    public static Opcode GetTimestamp => new(0x0300);

    /// <summary>0301h Set Timestamp.</summary>
    public static Opcode SetTimestamp => new(0x0301);

    /// <summary>0400h Get Supported Logs.</summary>
    public static Opcode GetSupportedLogs => new(0x0400);

    /// <summary>0401h Get Log.</summary>
    public static Opcode GetLog => new(0x0401);

    /// <summary>4000h Identify Memory Device.</summary>
    public static Opcode IdentifyMemoryDevice => new(0x4000);

    /// <summary>4100h Get Partition Info.</summary>
    public static Opcode GetPartitionInfo => new(0x4100);

    /// <summary>4102h Get LSA.</summary>
    public static Opcode GetLsa => new(0x4102);

    /// <summary>4103h Set LSA.</summary>
    public static Opcode SetLsa => new(0x4103);

    /// <summary>4200h Get Health Info.</summary>
    public static Opcode GetHealthInfo => new(0x4200);

    /// <summary>4201h Get Alert Configuration.</summary>
    public static Opcode GetAlertConfiguration => new(0x4201);

    /// <summary>4202h Set Alert Configuration.</summary>
    public static Opcode SetAlertConfiguration => new(0x4202);

    /// <summary>4800h Get Dynamic Capacity Configuration.</summary>
    public static Opcode GetDynamicCapacityConfiguration => new(0x4800);

    /// <summary>4801h Get Dynamic Capacity Extent List.</summary>
    public static Opcode GetDynamicCapacityExtentList => new(0x4801);

    /// <summary>4802h Add Dynamic Capacity Response.</summary>
    public static Opcode AddDynamicCapacityResponse => new(0x4802);

    /// <summary>4803h Release Dynamic Capacity.</summary>
    public static Opcode ReleaseDynamicCapacity => new(0x4803);

    /// <summary>5300h Tunnel Management Command.</summary>
    public static Opcode TunnelManagementCommand => new(0x5300);

    /// <summary>5600h Get DCD Info.</summary>
    public static Opcode GetDcdInfo => new(0x5600);

    /// <summary>5601h Get Host DC Region Configuration.</summary>
    public static Opcode GetHostDynamicCapacityRegionConfiguration => new(0x5601);

    /// <summary>5602h Set DC Region Configuration.</summary>
    public static Opcode SetDynamicCapacityRegionConfiguration => new(0x5602);

    /// <summary>5603h Get DC Region Extent Lists.</summary>
    public static Opcode GetDynamicCapacityRegionExtentLists => new(0x5603);

    /// <summary>5604h Initiate Dynamic Capacity Add.</summary>
    public static Opcode InitiateDynamicCapacityAdd => new(0x5604);

    /// <summary>5605h Initiate Dynamic Capacity Release.</summary>
    public static Opcode InitiateDynamicCapacityRelease => new(0x5605);

    /// <summary>5606h Dynamic Capacity Add Reference.</summary>
    public static Opcode AddDynamicCapacityReference => new(0x5606);

    /// <summary>5607h Dynamic Capacity Remove Reference.</summary>
    public static Opcode RemoveDynamicCapacityReference => new(0x5607);

    /// <summary>5608h Dynamic Capacity List Tags.</summary>
    public static Opcode ListDynamicCapacityTags => new(0x5608);

    /// <summary>The specification's name of the command, or null where this library has none.</summary>
    public string? Name => Value switch
    {
        0x0001 => "Identify",
        0x0002 => "Background Operation Status",
        0x0003 => "Get Response Message Limit",
        0x0004 => "Set Response Message Limit",
        0x0100 => "Get Event Records",
        0x0101 => "Clear Event Records",
        0x0102 => "Get Event Interrupt Policy",
        0x0103 => "Set Event Interrupt Policy",
        0x0104 => "Get MCTP Event Interrupt Policy",
        0x0105 => "Set MCTP Event Interrupt Policy",
        0x0106 => "Event Notification",
        0x0300 => "Get Timestamp",
        0x0301 => "Set Timestamp",
        0x0400 => "Get Supported Logs",
        0x0401 => "Get Log",
        0x4000 => "Identify Memory Device",
        0x4100 => "Get Partition Info",
        0x4102 => "Get LSA",
        0x4103 => "Set LSA",
        0x4200 => "Get Health Info",
        0x4201 => "Get Alert Configuration",
        0x4202 => "Set Alert Configuration",
        0x4800 => "Get Dynamic Capacity Configuration",
        0x4801 => "Get Dynamic Capacity Extent List",
        0x4802 => "Add Dynamic Capacity Response",
        0x4803 => "Release Dynamic Capacity",
        0x5300 => "Tunnel Management Command",
        0x5600 => "Get DCD Info",
        0x5601 => "Get Host DC Region Configuration",
        0x5602 => "Set DC Region Configuration",
        0x5603 => "Get DC Region Extent Lists",
        0x5604 => "Initiate Dynamic Capacity Add",
        0x5605 => "Initiate Dynamic Capacity Release",
        0x5606 => "Dynamic Capacity Add Reference",
        0x5607 => "Dynamic Capacity Remove Reference",
        0x5608 => "Dynamic Capacity List Tags",
        _ => null,
    };

    /// <summary>The name with the number, or the number alone: "Get Log (0401h)", "C000h".</summary>
    public override string ToString()
    {
        string number = Value.ToString("X4", CultureInfo.InvariantCulture) + "h";
        return Name is { } name ? $"{name} ({number})" : number;
    }
}
