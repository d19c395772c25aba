namespace CxlWire.Protocol.Maintenance;

/// <summary>What 0600h takes of memory sparing.</summary>
[Layout("memory_sparing_parameters", "CXL r3.1 8.2.9.7.1.4 Memory Sparing Maintenance Operation", 14)]
public readonly partial record struct MemorySparingParameters
{
    /// <summary>Only whether there are resources is asked; a record tells.</summary>
    [Bit(0, 0)] public partial bool QueryResources { get; init; }

    /// <summary>Hard sparing, which outlives power off; else soft.</summary>
    [Bit(0, 1)] public partial bool HardSparing { get; init; }

    /// <summary>The sub-channel counts.</summary>
    [Bit(0, 2)] public partial bool SubChannelValid { get; init; }

    /// <summary>The nibble mask counts.</summary>
    [Bit(0, 3)] public partial bool NibbleMaskValid { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(0, 7, 4)] public partial byte FlagsReserved { get; init; }

    /// <summary>Channel.</summary>
    [Field(1)] public partial byte Channel { get; init; }

    /// <summary>Rank.</summary>
    [Field(2)] public partial byte Rank { get; init; }

    /// <summary>Nibbles of the memory bus concerned.</summary>
    [Field(3, Width = 3)] public partial uint NibbleMask { get; init; }

    /// <summary>Bank group; not of a rank.</summary>
    [Field(6)] public partial byte BankGroup { get; init; }

    /// <summary>Bank; not of a rank.</summary>
    [Field(7)] public partial byte Bank { get; init; }

    /// <summary>Row; of a row or cacheline.</summary>
    [Field(8, Width = 3)] public partial uint Row { get; init; }

    /// <summary>Column; of a cacheline.</summary>
    [Field(11)] public partial ushort Column { get; init; }

    /// <summary>Sub-channel; of a cacheline.</summary>
    [Field(13)] public partial byte SubChannel { get; init; }
}
