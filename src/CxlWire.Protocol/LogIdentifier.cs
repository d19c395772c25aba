namespace CxlWire.Protocol;

/// <summary>CXL r3.1 8.2.9.5.1 log identifier.</summary>
/// <param name="Value">The 16 bytes.</param>
[OpenCode]
public readonly partial record struct LogIdentifier(Uuid Value)
{
    /// <summary>The Command Effects Log.</summary>
    [Code("0da9c0b5-bf41-4b78-8f79-96b1623b3f17", "CEL")]
    public static partial LogIdentifier CommandEffectsLog { get; }

    /// <summary>The Vendor Debug Log.</summary>
    [Code("5e1819d9-11a9-400c-811f-d60719403d86", "Vendor Debug Log")]
    public static partial LogIdentifier VendorDebugLog { get; }

    /// <summary>The Component State Dump Log.</summary>
    [Code("b3fab4cf-01b6-4332-943e-5e9962f23567", "Component State Dump Log")]
    public static partial LogIdentifier ComponentStateDumpLog { get; }
}
