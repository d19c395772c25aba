namespace CxlWire.Protocol;

/// <summary>CDAT 1.03 Table 5 what a DSLBIS tells, as in ACPI's HMAT. Any value can be on the wire.</summary>
/// <param name="Value">0 to 255.</param>
[OpenCode]
public readonly partial record struct DslbisDataType(byte Value)
{
    /// <summary>0: latency of reads and writes alike.</summary>
    [Code(0, "access latency")] public static partial DslbisDataType AccessLatency { get; }

    /// <summary>1: latency of reads.</summary>
    [Code(1, "read latency")] public static partial DslbisDataType ReadLatency { get; }

    /// <summary>2: latency of writes.</summary>
    [Code(2, "write latency")] public static partial DslbisDataType WriteLatency { get; }

    /// <summary>3: bandwidth of reads and writes alike.</summary>
    [Code(3, "access bandwidth")] public static partial DslbisDataType AccessBandwidth { get; }

    /// <summary>4: bandwidth of reads.</summary>
    [Code(4, "read bandwidth")] public static partial DslbisDataType ReadBandwidth { get; }

    /// <summary>5: bandwidth of writes.</summary>
    [Code(5, "write bandwidth")] public static partial DslbisDataType WriteBandwidth { get; }
}
