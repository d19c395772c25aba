namespace CxlWire.Protocol.Features;

/// <summary>What 0501h reads of Device Patrol Scrub Control.</summary>
[Layout("patrol_scrub_readable", "CXL r3.1 8.2.9.9.11.1 Device Patrol Scrub Control Feature", 4)]
public readonly partial record struct PatrolScrubReadable
{
    /// <summary>The cycle can be changed.</summary>
    [Bit(0, 0)] public partial bool CycleChangeable { get; init; }

    /// <summary>What is found is told as it is found.</summary>
    [Bit(0, 1)] public partial bool RealtimeReporting { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(0, 7, 2)] public partial byte CapabilitiesReserved { get; init; }

    /// <summary>In how many hours all media is read once.</summary>
    [Field(1, Unit = "hours")] public partial byte CycleHours { get; init; }

    /// <summary>The shortest cycle.</summary>
    [Field(2, Unit = "hours")] public partial byte MinimumCycleHours { get; init; }

    /// <summary>Scrubbing is on.</summary>
    [Bit(3, 0)] public partial bool Enabled { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(3, 7, 1)] public partial byte FlagsReserved { get; init; }
}

/// <summary>What 0502h writes of Device Patrol Scrub Control.</summary>
[Layout("patrol_scrub_writable", "CXL r3.1 8.2.9.9.11.1 Device Patrol Scrub Control Feature", 2)]
public readonly partial record struct PatrolScrubWritable
{
    /// <summary>In how many hours all media is to be read once.</summary>
    [Field(0, Unit = "hours")] public partial byte CycleHours { get; init; }

    /// <summary>Scrubbing is to be on.</summary>
    [Bit(1, 0)] public partial bool Enabled { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(1, 7, 1)] public partial byte FlagsReserved { get; init; }
}
