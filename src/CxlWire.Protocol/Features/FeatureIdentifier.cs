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

    /// <summary>CxlWire's own: 4 KiB in which hosts keep what they like.</summary>
    [Code("cb1261b9-d79a-4f37-9489-592791b6246d", "CxlWire Scratchpad")]
    public static partial FeatureIdentifier Scratchpad { get; }
}
