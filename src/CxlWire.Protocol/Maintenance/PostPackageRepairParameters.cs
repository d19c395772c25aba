namespace CxlWire.Protocol.Maintenance;

/// <summary>What 0600h takes of sPPR and hPPR.</summary>
[Layout("ppr_parameters", "CXL r3.1 8.2.9.7.1.2 sPPR and 8.2.9.7.1.3 hPPR Maintenance Operation", 12)]
public readonly partial record struct PostPackageRepairParameters
{
    /// <summary>Only whether there are resources is asked.</summary>
    [Bit(0, 0)] public partial bool QueryResources { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(0, 7, 1)] public partial byte FlagsReserved { get; init; }

    /// <summary>Device physical address of what is to be repaired, in bytes.</summary>
    [Field(1, Unit = "bytes", HexDigits = 1)] public partial ulong Dpa { get; init; }

    /// <summary>Nibbles of the memory bus concerned.</summary>
    [Field(9, Width = 3)] public partial uint NibbleMask { get; init; }
}
