namespace CxlWire.Protocol.Firmware;

/// <summary>CXL r3.1 8.2.9.3.3: when firmware becomes active. Any value can be on the wire.</summary>
/// <param name="Value">0 to 255.</param>
[OpenCode]
public readonly partial record struct FirmwareActivation(byte Value)
{
    /// <summary>0: at once.</summary>
    [Code(0, "online")] public static partial FirmwareActivation Online { get; }

    /// <summary>1: at the next cold reset.</summary>
    [Code(1, "at reset")] public static partial FirmwareActivation AtReset { get; }
}
