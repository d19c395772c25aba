namespace CxlWire.Protocol.Features;

/// <summary>CXL r3.1 8.2.9.6.1: identifier of a feature. Any value can be on the wire.</summary>
/// <param name="Value">The 16 bytes.</param>
[OpenCode]
public readonly partial record struct FeatureIdentifier(Uuid Value)
{
    /// <summary>Device Patrol Scrub Control: how often the device reads all of its media, to find errors.</summary>
    [Code("96dad7d6-fde8-482b-a733-75774e06db8a", "Device Patrol Scrub Control")]
    public static partial FeatureIdentifier PatrolScrub { get; }

    /// <summary>DDR5 Error Check Scrub (ECS) Control.</summary>
    [Code("e5b13f22-2328-4a14-b8ba-b9691e893386", "DDR5 ECS Control")]
    public static partial FeatureIdentifier ErrorCheckScrub { get; }

    /// <summary>Soft Post Package Repair, which power off undoes.</summary>
    [Code("892ba475-fad8-474e-9d3e-692c917568bb", "sPPR")]
    public static partial FeatureIdentifier SoftPostPackageRepair { get; }

    /// <summary>Hard Post Package Repair.</summary>
    [Code("80ea4521-786f-4127-afb1-ec7459fb0e24", "hPPR")]
    public static partial FeatureIdentifier HardPostPackageRepair { get; }

    /// <summary>Memory sparing of a cacheline.</summary>
    [Code("96c33386-91dd-44c7-9ecb-fdaf6503bac4", "Cacheline Memory Sparing")]
    public static partial FeatureIdentifier CachelineSparing { get; }

    /// <summary>Memory sparing of a row.</summary>
    [Code("450ebf67-b135-4f97-a498-c2d57f279bed", "Row Memory Sparing")]
    public static partial FeatureIdentifier RowSparing { get; }

    /// <summary>Memory sparing of a bank.</summary>
    [Code("78b79636-90ac-4b64-a4ef-faac5d18a863", "Bank Memory Sparing")]
    public static partial FeatureIdentifier BankSparing { get; }

    /// <summary>Memory sparing of a rank.</summary>
    [Code("34dbaff5-0552-4281-8f76-da0b5e7a76a7", "Rank Memory Sparing")]
    public static partial FeatureIdentifier RankSparing { get; }

    /// <summary>CxlWire's own: 4 KiB in which hosts keep what they like.</summary>
    [Code("cb1261b9-d79a-4f37-9489-592791b6246d", "CxlWire Scratchpad")]
    public static partial FeatureIdentifier Scratchpad { get; }
}
