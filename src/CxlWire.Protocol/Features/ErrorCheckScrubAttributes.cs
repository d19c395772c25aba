namespace CxlWire.Protocol.Features;

/// <summary>What 0501h reads of DDR5 ECS Control, then of each media FRU.</summary>
[Layout("ecs_readable", "CXL r3.1 8.2.9.9.11.2 DDR5 Error Check Scrub (ECS) Control Feature", 1)]
[List("frus", typeof(ErrorCheckScrubFruReadable))]
public readonly partial record struct ErrorCheckScrubReadable
{
    /// <summary>What an entry of the log is for: 0 a DRAM, 1 a memory media FRU.</summary>
    [Bits(0, 1, 0)] public partial byte LogEntryType { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(0, 7, 2)] public partial byte LogReserved { get; init; }
}

/// <summary>What 0501h reads of a media FRU.</summary>
[Layout("ecs_fru_readable", "CXL r3.1 8.2.9.9.11.2 DDR5 Error Check Scrub (ECS) Control Feature", 4)]
public readonly partial record struct ErrorCheckScrubFruReadable
{
    /// <summary>What is found is told as it is found.</summary>
    [Bit(0, 0)] public partial bool RealtimeReporting { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(0, 7, 1)] public partial byte CapabilitiesReserved { get; init; }

    /// <summary>Errors per Gib of memory cells from which on they are told: 3 is 256, 4 is 1024, 5 is 4096.</summary>
    [Bits(1, 2, 0)] public partial byte Threshold { get; init; }

    /// <summary>Codewords with errors are counted; else rows.</summary>
    [Bit(1, 3)] public partial bool CountsCodewords { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(1, 15, 4)] public partial ushort ConfigurationReserved { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(3, 1)] public partial byte Reserved3 { get; init; }
}

/// <summary>What 0502h writes of DDR5 ECS Control, then of each media FRU.</summary>
[Layout("ecs_writable", "CXL r3.1 8.2.9.9.11.2 DDR5 Error Check Scrub (ECS) Control Feature", 1)]
[List("frus", typeof(ErrorCheckScrubFruWritable))]
public readonly partial record struct ErrorCheckScrubWritable
{
    /// <summary>What an entry of the log is to be for: 0 a DRAM, 1 a memory media FRU.</summary>
    [Bits(0, 1, 0)] public partial byte LogEntryType { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(0, 7, 2)] public partial byte LogReserved { get; init; }
}

/// <summary>What 0502h writes of a media FRU.</summary>
[Layout("ecs_fru_writable", "CXL r3.1 8.2.9.9.11.2 DDR5 Error Check Scrub (ECS) Control Feature", 2)]
public readonly partial record struct ErrorCheckScrubFruWritable
{
    /// <summary>Errors per Gib of memory cells from which on they are told: 3 is 256, 4 is 1024, 5 is 4096.</summary>
    [Bits(0, 2, 0)] public partial byte Threshold { get; init; }

    /// <summary>Codewords with errors are to be counted; else rows.</summary>
    [Bit(0, 3)] public partial bool CountsCodewords { get; init; }

    /// <summary>The counter begins at 0 again.</summary>
    [Bit(0, 4)] public partial bool ResetCounter { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(0, 15, 5)] public partial ushort ConfigurationReserved { get; init; }
}
