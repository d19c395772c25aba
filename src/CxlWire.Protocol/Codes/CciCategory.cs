using System.Globalization;

namespace CxlWire.Protocol;

/// <summary>CXL r3.1 Figure 7-19 message category, 4 bits.</summary>
/// <param name="Value">0 to 15.</param>
public readonly record struct CciCategory(byte Value)
{
    /// <summary>0: a request.</summary>
    public static CciCategory Request => new(0);

    /// <summary>1: a response.</summary>
    public static CciCategory Response => new(1);

    /// <inheritdoc/>
    public override string ToString() => Value switch
    {
        0 => "request",
        1 => "response",
        _ => Value.ToString(CultureInfo.InvariantCulture),
    };
}
