namespace CxlWire.Protocol;

/// <summary>
/// CXL r3.1 8.2.9.2.1.1 sub-type of a General Media or DRAM Event Record. Any value can be on the wire.
/// </summary>
/// <param name="Value">0 to 255.</param>
[OpenCode]
public readonly partial record struct MemoryEventSubType(byte Value)
{
    /// <summary>0: the device does not tell.</summary>
    [Code(0, "not reported")] public static partial MemoryEventSubType NotReported { get; }

    /// <summary>1: inside the device.</summary>
    [Code(1, "internal data path error")] public static partial MemoryEventSubType InternalDataPathError { get; }

    /// <summary>2: training of the link's commands failed.</summary>
    [Code(2, "media link command training error")]
    public static partial MemoryEventSubType MediaLinkCommandTrainingError { get; }

    /// <summary>3: training of the link's control failed.</summary>
    [Code(3, "media link control training error")]
    public static partial MemoryEventSubType MediaLinkControlTrainingError { get; }

    /// <summary>4: training of the link's data failed.</summary>
    [Code(4, "media link data training error")]
    public static partial MemoryEventSubType MediaLinkDataTrainingError { get; }

    /// <summary>5: a checksum on the link was wrong.</summary>
    [Code(5, "media link CRC error")] public static partial MemoryEventSubType MediaLinkCrcError { get; }
}
