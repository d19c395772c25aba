namespace CxlWire.Protocol;

/// <summary>
/// CXL r3.1 Table 8-51 tag: 16 raw bytes that group extents, printed like a UUID in wire order.
/// All zero means no tag.
/// </summary>
/// <param name="Value">The 16 bytes.</param>
public readonly record struct Tag(Uuid Value)
{
    /// <summary>No tag: 16 zero bytes.</summary>
    public static Tag None => default;

    /// <summary>Whether the bytes are all zero.</summary>
    public bool IsNone => this == default;

    /// <summary>Reads 8-4-4-4-12 hexadecimal digits.</summary>
    public static bool TryParse(string? text, out Tag tag)
    {
        bool ok = Uuid.TryParse(text, out Uuid value);
        tag = new Tag(value);
        return ok;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
