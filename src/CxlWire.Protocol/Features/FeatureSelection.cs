namespace CxlWire.Protocol.Features;

/// <summary>CXL r3.1 8.2.9.6.2: which value of a feature is read. Any value can be on the wire.</summary>
/// <param name="Value">0 to 255.</param>
[OpenCode]
public readonly partial record struct FeatureSelection(byte Value)
{
    /// <summary>0: what it has now.</summary>
    [Code(0, "current")] public static partial FeatureSelection Current { get; }

    /// <summary>1: what it had when it was made.</summary>
    [Code(1, "default")] public static partial FeatureSelection Default { get; }

    /// <summary>2: what it has after a reset that it does not outlive.</summary>
    [Code(2, "saved")] public static partial FeatureSelection Saved { get; }
}
