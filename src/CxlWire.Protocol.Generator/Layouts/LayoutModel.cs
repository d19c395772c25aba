namespace CxlWire.Protocol.Generator.Layouts;

/// <summary>A layout's declaration, without anything of the compiler's: equal ones are known to be equal.</summary>
internal sealed record LayoutModel(
    string Namespace,
    string Type,
    string Name,
    string Section,
    int Size,
    int MinimumSize,
    bool HasView,
    EquatableArray<FieldModel> Fields,
    ListModel? List,
    EquatableArray<PayloadModel> Payloads,
    EquatableArray<Problem> Problems,
    Problem IfTaken)
{
    /// <summary>Name of the file that is generated, without its ending.</summary>
    public string FullName => $"{Namespace}.{Type}";
}

/// <summary>One field: a property, and where it lies.</summary>
/// <param name="Property">Name of the property.</param>
/// <param name="Type">The property's type, as it is written in the generated file.</param>
/// <param name="Form">What that type is.</param>
/// <param name="Offset">First byte.</param>
/// <param name="Width">Bytes; for bits, those of their integer.</param>
internal sealed record FieldModel(string Property, string Type, FieldForm Form, int Offset, int Width)
{
    public int FirstBit { get; init; }

    /// <summary>0 for a field of whole bytes.</summary>
    public int BitCount { get; init; }

    public string? Unit { get; init; }

    public int HexDigits { get; init; }

    public bool IsReserved { get; init; }

    /// <summary>The number inside a code ("ushort"); for others the type itself.</summary>
    public string Number { get; init; } = "";

    /// <summary>Whether the type's text says what a value means.</summary>
    public bool Describes { get; init; }

    public bool HasView { get; init; }

    /// <summary>The numbers of 8 bytes that a <see cref="FieldForm.Words"/> is made of.</summary>
    public EquatableArray<string> Words { get; init; }

    public bool IsBits => BitCount > 0;

    public int Start => (Offset * 8) + FirstBit;

    public int End => IsBits ? Start + BitCount : (Offset + Width) * 8;
}

/// <summary>What a property's type is.</summary>
internal enum FieldForm
{
    Number,
    Signed,
    Flag,
    Code,
    Uuid,
    Text,
    Nested,
    Words,
}

/// <summary>What follows the fixed part.</summary>
internal sealed record ListModel(
    string Name,
    string Entry,
    int Stride,
    bool IsNumbers,
    bool EntryHasView,
    string? Count,
    string? Tail,
    int TailSize,
    bool TailHasView);

/// <summary>A name that one payload gives the layout.</summary>
internal sealed record PayloadModel(string Property, string Name, string Section, int? MinimumSize, Problem IfTaken);
