namespace CxlWire.Protocol.Features;

/// <summary>CXL r3.1 8.2.9.6.1: the deepest reset that a value outlives which was not saved.</summary>
/// <param name="Value">0 to 7.</param>
[OpenCode]
public readonly partial record struct FeatureResetPersistence(byte Value)
{
    /// <summary>0: no reset.</summary>
    [Code(0, "none")] public static partial FeatureResetPersistence None { get; }

    /// <summary>1: a CXL reset.</summary>
    [Code(1, "CXL reset")] public static partial FeatureResetPersistence CxlReset { get; }

    /// <summary>2: a hot reset.</summary>
    [Code(2, "hot reset")] public static partial FeatureResetPersistence HotReset { get; }

    /// <summary>3: a warm reset.</summary>
    [Code(3, "warm reset")] public static partial FeatureResetPersistence WarmReset { get; }

    /// <summary>4: a cold reset.</summary>
    [Code(4, "cold reset")] public static partial FeatureResetPersistence ColdReset { get; }
}
