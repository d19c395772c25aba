using System.Globalization;

namespace CxlWire.Protocol;

/// <summary>CXL r3.1 7.6.7.6.5: how the extents of an offer are chosen (F1). Any value can be on the wire.</summary>
/// <param name="Value">0 to 255.</param>
public readonly record struct SelectionPolicy(byte Value)
{
    /// <summary>0: any extents of the region that add up to the length.</summary>
    public static SelectionPolicy Free => new(0);

    /// <summary>1: one extent of the length.</summary>
    public static SelectionPolicy Contiguous => new(1);

    /// <summary>2: exactly those listed.</summary>
    public static SelectionPolicy Prescriptive => new(2);

    /// <summary>3: the capacity already held under the tag, offered to another host.</summary>
    public static SelectionPolicy EnableSharedAccess => new(3);

    /// <inheritdoc/>
    public override string ToString() => Value switch
    {
        0 => "free",
        1 => "contiguous",
        2 => "prescriptive",
        3 => "enable shared access",
        _ => Value.ToString(CultureInfo.InvariantCulture),
    };
}

/// <summary>CXL r3.1 7.6.7.6.6: how the extents to release are chosen (F3), 4 bits.</summary>
/// <param name="Value">0 to 15.</param>
public readonly record struct RemovalPolicy(byte Value)
{
    /// <summary>0: extents of the host chosen by tag.</summary>
    public static RemovalPolicy TagBased => new(0);

    /// <summary>1: exactly those listed.</summary>
    public static RemovalPolicy Prescriptive => new(1);

    /// <inheritdoc/>
    public override string ToString() => Value switch
    {
        0 => "tag-based",
        1 => "prescriptive",
        _ => Value.ToString(CultureInfo.InvariantCulture),
    };
}
