namespace CxlWire.Protocol.Mailbox;

/// <summary>Identify (0001h), response.</summary>
[Layout("identify_response", "CXL r3.1 8.2.9.1.1 Identify (0001h)", 18)]
public readonly partial record struct IdentifyResponse
{
    /// <summary>PCIe vendor ID.</summary>
    [Field(0)] public partial ushort PcieVendorId { get; init; }

    /// <summary>PCIe device ID.</summary>
    [Field(2)] public partial ushort PcieDeviceId { get; init; }

    /// <summary>PCIe subsystem vendor ID.</summary>
    [Field(4)] public partial ushort PcieSubsystemVendorId { get; init; }

    /// <summary>PCIe subsystem ID.</summary>
    [Field(6)] public partial ushort PcieSubsystemId { get; init; }

    /// <summary>Serial number.</summary>
    [Field(8)] public partial ulong SerialNumber { get; init; }

    /// <summary>Largest message that the component takes, as the n of 2^n bytes.</summary>
    [Field(16, Unit = "2^n bytes")] public partial byte MaximumMessageSize { get; init; }

    /// <summary>3: Type 3 device.</summary>
    [Field(17)] public partial byte ComponentType { get; init; }
}
