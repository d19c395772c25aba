namespace CxlWire.Protocol;

/// <summary>CDAT 1.03 Table 2 structure type. Any value can be on the wire.</summary>
/// <param name="Value">0 to 255.</param>
[OpenCode]
public readonly partial record struct CdatStructureType(byte Value)
{
    /// <summary>0: Device Scoped Memory Affinity Structure.</summary>
    [Code(0, "DSMAS")] public static partial CdatStructureType Dsmas { get; }

    /// <summary>1: Device Scoped Latency and Bandwidth Information Structure.</summary>
    [Code(1, "DSLBIS")] public static partial CdatStructureType Dslbis { get; }

    /// <summary>2: Device Scoped Memory Side Cache Information Structure.</summary>
    [Code(2, "DSMSCIS")] public static partial CdatStructureType Dsmscis { get; }

    /// <summary>3: Device Scoped Initiator Structure.</summary>
    [Code(3, "DSIS")] public static partial CdatStructureType Dsis { get; }

    /// <summary>4: Device Scoped EFI Memory Type Structure.</summary>
    [Code(4, "DSEMTS")] public static partial CdatStructureType Dsemts { get; }

    /// <summary>5: Switch Scoped Latency and Bandwidth Information Structure.</summary>
    [Code(5, "SSLBIS")] public static partial CdatStructureType Sslbis { get; }
}
