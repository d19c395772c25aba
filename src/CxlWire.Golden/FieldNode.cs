using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using CxlWire.Protocol;
using CxlWire.Protocol.Events;

namespace CxlWire.Golden;

/// <summary>What a field is to people: it decides the JSON form.</summary>
public enum FieldNodeKind
{
    /// <summary>An integer, or some bits of one.</summary>
    Number,

    /// <summary>One bit.</summary>
    Flag,

    /// <summary>16 bytes in wire order, printed as a UUID.</summary>
    Uuid,

    /// <summary>Latin-1 text.</summary>
    Text,

    /// <summary>Bytes.</summary>
    Bytes,

    /// <summary>Named fields.</summary>
    Structure,

    /// <summary>Entries, one after the other.</summary>
    List,
}

/// <summary>
/// A field of some bytes: where it lies, what it holds, and its parts. Children are read when they are
/// asked for and not kept, so a tree over much input costs little.
/// </summary>
public sealed class FieldNode
{
    private readonly FieldNode[]? _parts;
    private readonly LayoutList? _list;

    private FieldNode(
        FieldNodeKind kind, string name, string path, int offset, ReadOnlyMemory<byte> bytes, LayoutList? list = null)
    {
        _list = list;
        Kind = kind;
        Name = name;
        Path = path;
        Offset = offset;
        Bytes = bytes;
    }

    private FieldNode(int offset, ReadOnlyMemory<byte> bytes, FieldNode[] parts)
        : this(FieldNodeKind.Structure, "", "", offset, bytes) => _parts = parts;

    /// <summary>What the field is.</summary>
    public FieldNodeKind Kind { get; }

    /// <summary>Name in the layout; "[1]" for the second entry of a list; empty at the top.</summary>
    public string Name { get; }

    /// <summary>Names from the top: "payload.extents[1].start_dpa".</summary>
    public string Path { get; }

    /// <summary>First byte, counted from the start of the input.</summary>
    public int Offset { get; }

    /// <summary>The bytes; for bits, those of the integer that holds them.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>What the layout says of the field; null at the top, for lists, entries and tails.</summary>
    public LayoutField? Field { get; private init; }

    /// <summary>The layout of a <see cref="FieldNodeKind.Structure"/>; null for whole messages.</summary>
    public Layout? Layout { get; private init; }

    /// <summary>
    /// Fields of a structure or entries of a list, in wire order; optional fields that are not there are
    /// left out.
    /// </summary>
    public IEnumerable<FieldNode> Children => (Kind, _parts) switch
    {
        (_, { } parts) => parts,
        (FieldNodeKind.Structure, _) => Parts(Layout!),
        (FieldNodeKind.List, _) => Entries(_list!),
        _ => [],
    };

    /// <summary>Whether no one may give the field a meaning.</summary>
    public bool IsReserved => Field is { IsReserved: true };

    /// <summary>Whether people are not shown what the bytes spell.</summary>
    public bool IsSecret => Field is { IsSecret: true };

    /// <summary>
    /// The value as JSON has it, without quotes; text is quoted, with \xNN for what does not print. For a
    /// structure or a list, its layout and length.
    /// </summary>
    public string Value => Kind switch
    {
        FieldNodeKind.Number when Field is { HexDigits: > 0 } => HexNumber,
        FieldNodeKind.Number when IsSigned => SignedNumber.ToString(CultureInfo.InvariantCulture),
        FieldNodeKind.Number => Number.ToString(CultureInfo.InvariantCulture),
        FieldNodeKind.Flag => Number == 0 ? "false" : "true",
        FieldNodeKind.Uuid => Uuid.Read(Bytes.Span).ToString(),
        FieldNodeKind.Text => FieldText.Quote(Latin1),
        FieldNodeKind.Bytes => Convert.ToHexStringLower(Bytes.Span),
        _ when Layout is { } layout => Bytes.IsEmpty ? layout.Name : $"{layout.Name}, {FieldText.Length(Bytes.Length)}",
        _ => FieldText.Length(Bytes.Length),
    };

    /// <summary>Unit of the value, or null.</summary>
    public string? Unit => Field?.Unit;

    /// <summary>What the value means ("dynamic capacity", "128 MiB", "reserved, not 0"), or null.</summary>
    public string? Meaning => FieldText.Meaning(this);

    /// <summary>The bits as the specification writes them, "20:0" or "23"; null for whole bytes.</summary>
    public string? Bits => Field switch
    {
        { IsBits: true, BitCount: 1 } one => one.FirstBit.ToString(CultureInfo.InvariantCulture),
        { IsBits: true, FirstBit: var first, BitCount: var count } =>
            string.Create(CultureInfo.InvariantCulture, $"{first + count - 1}:{first}"),
        _ => null,
    };

    /// <summary>Whether a <see cref="FieldNodeKind.Number"/> is a two's complement one.</summary>
    internal bool IsSigned => Field is { Kind: FieldKind.Signed };

    /// <summary>Value of a number or a flag, not sign-extended.</summary>
    internal ulong Number
    {
        get
        {
            Span<byte> wide = stackalloc byte[sizeof(ulong)];
            wide.Clear();
            Bytes.Span.CopyTo(wide);
            ulong value = BinaryPrimitives.ReadUInt64LittleEndian(wide) >> (Field?.FirstBit ?? 0);
            int bits = Field?.BitCount ?? Bytes.Length * 8;
            return bits == 64 ? value : value & ((1UL << bits) - 1);
        }
    }

    internal long SignedNumber
    {
        get
        {
            int unused = 64 - (Bytes.Length * 8);
            return (long)(Number << unused) >> unused;
        }
    }

    internal string HexNumber => "0x" + Number.ToString("x" + Field!.HexDigits, CultureInfo.InvariantCulture);

    internal string Latin1 => System.Text.Encoding.Latin1.GetString(Bytes.Span.TrimEnd((byte)0));

    /// <summary>The fields of bytes that are exactly a layout.</summary>
    /// <param name="bytes">The bytes, hostile or not.</param>
    /// <param name="layout">What they should be.</param>
    /// <param name="root">The whole; its children are the fields.</param>
    /// <param name="error">Field and offset, where the answer is false.</param>
    public static bool TryRead(
        ReadOnlyMemory<byte> bytes, Layout layout, [NotNullWhen(true)] out FieldNode? root, out LayoutError error)
    {
        ArgumentNullException.ThrowIfNull(layout);
        bool ok = layout.TryCheck(bytes.Span, out error);
        root = ok ? Structure("", "", 0, bytes, layout) : null;
        return ok;
    }

    /// <summary>A layout's fields; the bytes passed <see cref="Layout.TryCheck"/>.</summary>
    internal static FieldNode Structure(
        string name, string path, int offset, ReadOnlyMemory<byte> bytes, Layout layout) =>
        new(FieldNodeKind.Structure, name, path, offset, bytes) { Layout = layout };

    /// <summary>Bytes that no layout explains.</summary>
    internal static FieldNode Raw(string name, string path, int offset, ReadOnlyMemory<byte> bytes) =>
        new(FieldNodeKind.Bytes, name, path, offset, bytes);

    /// <summary>Parts that no layout holds together, as the header and the payload of a message.</summary>
    internal static FieldNode Group(int offset, ReadOnlyMemory<byte> bytes, params FieldNode[] parts) =>
        new(offset, bytes, parts);

    private IEnumerable<FieldNode> Parts(Layout layout)
    {
        foreach (LayoutField field in layout.Fields)
        {
            if (field.Offset + field.Size <= Bytes.Length)
                yield return Part(field);
        }

        if (layout.List is not { } list)
            yield break;
        int end = layout.Size + (layout.EntryCount(Bytes.Span) * list.Stride);
        FieldNodeKind kind = list is { Entry: null, Stride: 1 } ? FieldNodeKind.Bytes : FieldNodeKind.List;
        yield return new FieldNode(
            kind, list.Name, Join(list.Name), Offset + layout.Size, Bytes[layout.Size..end], list);
        if (list.Tail is { } tail)
            yield return Structure(FieldText.Tail, Join(FieldText.Tail), Offset + end, Bytes[end..], tail);
    }

    private FieldNode Part(LayoutField field)
    {
        FieldNodeKind kind = field.Kind switch
        {
            FieldKind.Unsigned when field.BitCount == 1 => FieldNodeKind.Flag,
            FieldKind.Unsigned or FieldKind.Signed => FieldNodeKind.Number,
            FieldKind.Uuid => FieldNodeKind.Uuid,
            FieldKind.Text => FieldNodeKind.Text,
            FieldKind.Bytes => FieldNodeKind.Bytes,
            _ => FieldNodeKind.Structure,
        };
        ReadOnlyMemory<byte> bytes = Bytes.Slice(field.Offset, field.Size);
        return new FieldNode(kind, field.Name, Join(field.Name), Offset + field.Offset, bytes)
        {
            Field = field,
            Layout = field.Structure,
        };
    }

    private IEnumerable<FieldNode> Entries(LayoutList list)
    {
        for (int i = 0; i * list.Stride < Bytes.Length; i++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"[{i}]");
            ReadOnlyMemory<byte> entry = Bytes.Slice(i * list.Stride, list.Stride);
            int offset = Offset + (i * list.Stride);
            yield return list.Entry is { } layout
                ? Structure(name, Path + name, offset, entry, OfEntry(layout, entry.Span))
                : new FieldNode(FieldNodeKind.Number, name, Path + name, offset, entry);
        }
    }

    /// <summary>An event record in a list has the layout of its identifier.</summary>
    private static Layout OfEntry(Layout layout, ReadOnlySpan<byte> entry) =>
        layout == EventRecord.Layout ? Layouts.OfEventRecord(entry) : layout;

    private string Join(string name) => Path.Length == 0 ? name : $"{Path}.{name}";

    /// <inheritdoc/>
    public override string ToString() => $"{Path}: {Value}";
}
