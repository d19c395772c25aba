namespace CxlWire.Protocol;

/// <summary>CXL r3.1 Figure 7-19 message category, 4 bits.</summary>
/// <param name="Value">0 to 15.</param>
[OpenCode]
public readonly partial record struct CciCategory(byte Value)
{
    /// <summary>0: a request.</summary>
    [Code(0, "request")] public static partial CciCategory Request { get; }

    /// <summary>1: a response.</summary>
    [Code(1, "response")] public static partial CciCategory Response { get; }
}
