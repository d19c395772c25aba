namespace CxlWire.Protocol;

/// <summary>CXL r3.1 8.2.9.5.1 log identifier.</summary>
/// <param name="Value">The 16 bytes.</param>
[OpenCode]
public readonly partial record struct LogIdentifier(Uuid Value)
{
    /// <summary>The Command Effects Log.</summary>
    [Code("0da9c0b5-bf41-4b78-8f79-96b1623b3f17", "CEL")]
    public static partial LogIdentifier CommandEffectsLog { get; }
}
