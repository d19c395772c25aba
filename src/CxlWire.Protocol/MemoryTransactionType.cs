namespace CxlWire.Protocol;

/// <summary>
/// CXL r3.1 8.2.9.2.1.1 what led to a General Media or DRAM Event Record. Any value can be on the wire.
/// </summary>
/// <param name="Value">0 to 255.</param>
[OpenCode]
public readonly partial record struct MemoryTransactionType(byte Value)
{
    /// <summary>0: the device does not tell.</summary>
    [Code(0, "unknown")] public static partial MemoryTransactionType Unknown { get; }

    /// <summary>1: the host read.</summary>
    [Code(1, "host read")] public static partial MemoryTransactionType HostRead { get; }

    /// <summary>2: the host wrote.</summary>
    [Code(2, "host write")] public static partial MemoryTransactionType HostWrite { get; }

    /// <summary>3: the host had the media scanned.</summary>
    [Code(3, "host scan media")] public static partial MemoryTransactionType HostScanMedia { get; }

    /// <summary>4: the host had poison injected.</summary>
    [Code(4, "host inject poison")] public static partial MemoryTransactionType HostInjectPoison { get; }

    /// <summary>5: the device scrubbed.</summary>
    [Code(5, "internal media scrub")] public static partial MemoryTransactionType InternalMediaScrub { get; }

    /// <summary>6: the device managed its media.</summary>
    [Code(6, "internal media management")] public static partial MemoryTransactionType InternalMediaManagement { get; }

    /// <summary>7: the media scrubbed itself (ECS).</summary>
    [Code(7, "internal media error check scrub")]
    public static partial MemoryTransactionType InternalMediaErrorCheckScrub { get; }

    /// <summary>8: the device initialized its media.</summary>
    [Code(8, "media initialization")] public static partial MemoryTransactionType MediaInitialization { get; }
}
