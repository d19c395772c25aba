namespace CxlWire.Protocol.Declarations;

/// <summary>A field of whole bytes, as many as the property's type has.</summary>
/// <param name="offset">First byte, from the start of the layout.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class FieldAttribute(int offset) : Attribute
{
    public int Offset { get; } = offset;

    /// <summary>Bytes, where the type has more: 3 for a number of 24 bits.</summary>
    public int Width { get; set; }

    /// <inheritdoc cref="LayoutField.Unit"/>
    public string? Unit { get; set; }

    /// <inheritdoc cref="LayoutField.HexDigits"/>
    public int HexDigits { get; set; }
}

/// <summary>Bytes to which no one may give a meaning; they are kept as received.</summary>
/// <param name="offset">First byte, from the start of the layout.</param>
/// <param name="width">Number of bytes.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ReservedAttribute(int offset, int width) : Attribute
{
    public int Offset { get; } = offset;

    public int Width { get; } = width;
}

/// <summary>Bits [high:low] of an integer, which is as wide as the bits at its offset make it.</summary>
/// <param name="offset">First byte of the integer, from the start of the layout.</param>
/// <param name="high">Highest bit.</param>
/// <param name="low">Lowest bit.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class BitsAttribute(int offset, int high, int low) : Attribute
{
    public int Offset { get; } = offset;

    public int High { get; } = high;

    public int Low { get; } = low;

    /// <inheritdoc cref="LayoutField.Unit"/>
    public string? Unit { get; set; }
}

/// <summary>One bit of an integer.</summary>
/// <inheritdoc cref="BitsAttribute"/>
/// <param name="offset">First byte of the integer, from the start of the layout.</param>
/// <param name="bit">The bit.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class BitAttribute(int offset, int bit) : Attribute
{
    public int Offset { get; } = offset;

    public int Bit { get; } = bit;
}
