namespace CxlWire.Protocol;

/// <summary>CXL r3.1 7.6.7.6.6: how the extents to release are chosen (F3), 4 bits.</summary>
/// <param name="Value">0 to 15.</param>
[OpenCode]
public readonly partial record struct RemovalPolicy(byte Value)
{
    /// <summary>0: extents of the host chosen by tag.</summary>
    [Code(0, "tag-based")] public static partial RemovalPolicy TagBased { get; }

    /// <summary>1: exactly those listed.</summary>
    [Code(1, "prescriptive")] public static partial RemovalPolicy Prescriptive { get; }
}
