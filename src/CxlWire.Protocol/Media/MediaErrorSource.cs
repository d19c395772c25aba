namespace CxlWire.Protocol.Media;

/// <summary>CXL r3.1 8.2.9.9.4.1: where poison came from. Any value can be on the wire.</summary>
/// <param name="Value">0 to 7.</param>
[OpenCode]
public readonly partial record struct MediaErrorSource(byte Value)
{
    /// <summary>0: the device does not know.</summary>
    [Code(0, "unknown")] public static partial MediaErrorSource Unknown { get; }

    /// <summary>1: poison that arrived from outside of the device.</summary>
    [Code(1, "external")] public static partial MediaErrorSource External { get; }

    /// <summary>2: the device's own error.</summary>
    [Code(2, "internal")] public static partial MediaErrorSource Internal { get; }

    /// <summary>3: a host asked for it (4301h).</summary>
    [Code(3, "injected")] public static partial MediaErrorSource Injected { get; }

    /// <summary>7: as the vendor says.</summary>
    [Code(7, "vendor specific")] public static partial MediaErrorSource VendorSpecific { get; }
}
