namespace CxlWire.Protocol;

/// <summary>CXL r3.1 8.2.9.2.1.3 sub-type of a Memory Module Event Record. Any value can be on the wire.</summary>
/// <param name="Value">0 to 255.</param>
[OpenCode]
public readonly partial record struct DeviceEventSubType(byte Value)
{
    /// <summary>0: the device does not tell.</summary>
    [Code(0, "not reported")] public static partial DeviceEventSubType NotReported { get; }

    /// <summary>1: a configuration that makes no sense.</summary>
    [Code(1, "invalid configuration data")] public static partial DeviceEventSubType InvalidConfigurationData { get; }

    /// <summary>2: a configuration that is not supported.</summary>
    [Code(2, "unsupported configuration data")]
    public static partial DeviceEventSubType UnsupportedConfigurationData { get; }

    /// <summary>3: a replaceable part that is not supported.</summary>
    [Code(3, "unsupported memory media FRU")]
    public static partial DeviceEventSubType UnsupportedMemoryMediaFru { get; }
}
