namespace CxlWire.Protocol;

/// <summary>What a field's bytes are.</summary>
public enum FieldKind
{
    /// <summary>A little-endian unsigned integer of 1 to 8 bytes, or some bits of one.</summary>
    Unsigned,

    /// <summary>A little-endian two's complement integer.</summary>
    Signed,

    /// <summary>16 bytes in wire order, printed as a UUID.</summary>
    Uuid,

    /// <summary>Latin-1 text, padded with zeros.</summary>
    Text,

    /// <summary>Bytes.</summary>
    Bytes,

    /// <summary>Another layout.</summary>
    Structure,
}

/// <summary>
/// One field of a layout: the name that JSON, ksy and C# (in PascalCase) share, and where it lies.
/// </summary>
public sealed class LayoutField
{
    private LayoutField(string name, FieldKind kind, int offset, int size)
    {
        Name = name;
        Kind = kind;
        Offset = offset;
        Size = size;
        BitCount = size * 8;
    }

    /// <summary>Name, in snake_case.</summary>
    public string Name { get; }

    /// <summary>What the bytes are.</summary>
    public FieldKind Kind { get; }

    /// <summary>First byte, from the start of the layout.</summary>
    public int Offset { get; }

    /// <summary>Bytes; for bits, those of the integer that holds them.</summary>
    public int Size { get; }

    /// <summary>Lowest bit of an <see cref="FieldKind.Unsigned"/> field that is part of an integer.</summary>
    public int FirstBit { get; private init; }

    /// <summary>Number of bits; less than 8 x Size for bits.</summary>
    public int BitCount { get; private init; }

    /// <summary>Whether the field is some bits of an integer.</summary>
    public bool IsBits => BitCount != Size * 8;

    /// <summary>Unit of the value ("bytes", "256 MiB", "ns"), or null.</summary>
    public string? Unit { get; private init; }

    /// <summary>Digits, at least, of the value where people write it in hexadecimal; 0: they do not.</summary>
    public int HexDigits { get; private init; }

    /// <summary>The layout inside a <see cref="FieldKind.Structure"/>.</summary>
    public Layout? Structure { get; private init; }

    /// <summary>Says what a numeric value means, or null.</summary>
    public Func<ulong, string>? Describe { get; private init; }

    /// <summary>Says what a UUID means, or null.</summary>
    public Func<Uuid, string>? DescribeUuid { get; private init; }

    /// <summary>Whether no one may give the field a meaning.</summary>
    public bool IsReserved => Name.StartsWith("reserved", StringComparison.Ordinal)
        || Name.EndsWith("_reserved", StringComparison.Ordinal);

    /// <summary>Whether people are not shown what the bytes spell.</summary>
    public bool IsSecret => Name.EndsWith("passphrase", StringComparison.Ordinal);

    internal static LayoutField Unsigned(
        string name,
        int offset,
        int size,
        string? unit = null,
        int hexDigits = 0,
        Func<ulong, string>? describe = null) =>
        new(name, FieldKind.Unsigned, offset, size) { Unit = unit, HexDigits = hexDigits, Describe = describe };

    internal static LayoutField Signed(string name, int offset, int size, string? unit = null) =>
        new(name, FieldKind.Signed, offset, size) { Unit = unit };

    internal static LayoutField Bits(
        string name,
        int offset,
        int size,
        int firstBit,
        int bitCount,
        string? unit = null,
        Func<ulong, string>? describe = null) =>
        new(name, FieldKind.Unsigned, offset, size)
        {
            FirstBit = firstBit,
            BitCount = bitCount,
            Unit = unit,
            Describe = describe,
        };

    internal static LayoutField Uuid(string name, int offset, Func<Uuid, string>? describe = null) =>
        new(name, FieldKind.Uuid, offset, Protocol.Uuid.Size) { DescribeUuid = describe };

    internal static LayoutField Text(string name, int offset, int size) => new(name, FieldKind.Text, offset, size);

    internal static LayoutField Bytes(string name, int offset, int size) => new(name, FieldKind.Bytes, offset, size);

    internal static LayoutField Nested(string name, int offset, Layout structure) =>
        new(name, FieldKind.Structure, offset, structure.Size) { Structure = structure };
}

/// <summary>The entries that follow a layout's fixed part.</summary>
public sealed class LayoutList
{
    internal LayoutList(string name, Layout? entry, int stride, LayoutField? count, Layout? tail = null)
    {
        Name = name;
        Entry = entry;
        Stride = stride;
        Count = count;
        Tail = tail;
    }

    /// <summary>Name, in snake_case.</summary>
    public string Name { get; }

    /// <summary>Layout of an entry, or null for plain integers of <see cref="Stride"/> bytes.</summary>
    public Layout? Entry { get; }

    /// <summary>Bytes of an entry.</summary>
    public int Stride { get; }

    /// <summary>The field of the fixed part that counts the entries, or null: they go to the end.</summary>
    public LayoutField? Count { get; }

    /// <summary>What follows the last entry, under the name "tail"; or null.</summary>
    public Layout? Tail { get; }
}
