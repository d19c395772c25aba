using System.Runtime.CompilerServices;

namespace CxlWire.Protocol;

/// <summary>
/// A wire layout as data: a fixed part, then possibly entries and a tail. Dumps, JSON, golden
/// comparison, documentation and payload length rules all derive from it; the codec beside it
/// shares its offsets.
/// </summary>
public sealed class Layout
{
    // What most layouts are, and nothing else; -1 where more may follow.
    private readonly int _onlySize;

    internal Layout(
        string name, string section, int size, LayoutField[] fields, LayoutList? list = null, int? minimumSize = null)
    {
        Name = name;
        Section = section;
        Size = size;
        MinimumSize = minimumSize ?? size;
        Fields = fields;
        List = list;
        _onlySize = list is null ? size : -1;
    }

    /// <summary>The layout of a payload that has no bytes.</summary>
    public static Layout Empty { get; } = new("empty", "no payload", 0, []);

    /// <summary>Name, in snake_case.</summary>
    public string Name { get; }

    /// <summary>Where the specification has it.</summary>
    public string Section { get; }

    /// <summary>Bytes of the fixed part.</summary>
    public int Size { get; }

    /// <summary>Bytes that must be there: less than <see cref="Size"/> where the last fields are optional.</summary>
    public int MinimumSize { get; }

    /// <summary>Whether a field of the fixed part is secret: what logs show has its length alone.</summary>
    public bool HasSecret => Fields.Any(part => part.IsSecret);

    /// <summary>Fields of the fixed part, in wire order.</summary>
    public IReadOnlyList<LayoutField> Fields { get; }

    /// <summary>What follows the fixed part, or null.</summary>
    public LayoutList? List { get; }

    /// <summary>Whether the bytes are this layout, no less and no more.</summary>
    /// <param name="bytes">The bytes, hostile or not.</param>
    /// <param name="error">Field and offset, where the answer is false.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryCheck(ReadOnlySpan<byte> bytes, out LayoutError error)
    {
        error = default;
        return bytes.Length == _onlySize || TryCheckOther(bytes, out error);
    }

    /// <summary>Whether the fixed part is all there, whatever follows it.</summary>
    /// <inheritdoc cref="TryCheck"/>
    public bool TryCheckFixedPart(ReadOnlySpan<byte> bytes, out LayoutError error)
    {
        error = default;
        return bytes.Length >= Size || bytes.Length == MinimumSize || TryExplainShort(bytes.Length, out error);
    }

    /// <summary>Number of entries that the bytes hold; they passed <see cref="TryCheck"/>.</summary>
    public int EntryCount(ReadOnlySpan<byte> bytes) => List switch
    {
        null => 0,
        { Count: { } count } => (int)ReadUnsigned(bytes, count),
        { } list => (bytes.Length - Size) / list.Stride,
    };

    /// <summary>Value of an <see cref="FieldKind.Unsigned"/> field of bytes that hold it.</summary>
    public static ulong ReadUnsigned(ReadOnlySpan<byte> bytes, LayoutField field)
    {
        ulong value = LittleEndian.ReadUpTo8(bytes.Slice(field.Offset), field.Size) >> field.FirstBit;
        return field.BitCount == 64 ? value : value & ((1UL << field.BitCount) - 1);
    }

    /// <summary>Sets an <see cref="FieldKind.Unsigned"/> field; the other bits of its bytes stay.</summary>
    public static void WriteUnsigned(Span<byte> bytes, LayoutField field, ulong value)
    {
        Span<byte> at = bytes.Slice(field.Offset, field.Size);
        ulong mask = field.BitCount == 64 ? ulong.MaxValue : (1UL << field.BitCount) - 1;
        ulong others = LittleEndian.ReadUpTo8(at, field.Size) & ~(mask << field.FirstBit);
        LittleEndian.WriteUpTo8(at, field.Size, others | ((value & mask) << field.FirstBit));
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>The same layout under the name of one payload that uses it.</summary>
    internal Layout Named(string name, string section, int? minimumSize = null) =>
        new(name, section, Size, [.. Fields], List, minimumSize ?? MinimumSize);

    /// <summary><see cref="TryCheck"/> of bytes whose number does not say it all.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryCheckOther(ReadOnlySpan<byte> bytes, out LayoutError error)
    {
        if (!TryCheckFixedPart(bytes, out error))
            return false;
        if (List is null)
        {
            if (bytes.Length <= Size)
                return true;
            error = new LayoutError(LayoutErrorKind.TooLong, Name, "end", Size, Size, bytes.Length);
            return false;
        }

        return List.Count is { } count
            ? TryCheckCounted(bytes, List, count, out error)
            : TryCheckUncounted(bytes, List, out error);
    }

    /// <summary>Says which field is not all there; true where only optional ones are missing.</summary>
    private bool TryExplainShort(int length, out LayoutError error)
    {
        error = default;
        foreach (LayoutField field in Fields)
        {
            if (field.Offset + field.Size <= length)
                continue;
            error = new LayoutError(LayoutErrorKind.TooShort, Name, field.Name, field.Offset, MinimumSize, length);
            return false;
        }

        return true;
    }

    private bool TryCheckCounted(ReadOnlySpan<byte> bytes, LayoutList list, LayoutField count, out LayoutError error)
    {
        long needed = Size + ((long)ReadUnsigned(bytes, count) * list.Stride) + (list.Tail?.Size ?? 0);
        bool agrees = needed == bytes.Length;
        error = agrees
            ? default
            : new LayoutError(LayoutErrorKind.Inconsistent, Name, count.Name, count.Offset, needed, bytes.Length);
        return agrees;
    }

    private bool TryCheckUncounted(ReadOnlySpan<byte> bytes, LayoutList list, out LayoutError error)
    {
        int rest = (bytes.Length - Size) % list.Stride;
        int partial = bytes.Length - rest;
        error = rest == 0
            ? default
            : new LayoutError(
                LayoutErrorKind.Inconsistent, Name, list.Name, partial, partial + list.Stride, bytes.Length);
        return rest == 0;
    }
}
