using CxlWire.Protocol;
using CxlWire.Protocol.Cci;

namespace CxlWire.Golden;

/// <summary>A field in which two byte strings differ.</summary>
/// <param name="Path">Path of the field; "end" for bytes after the last one, "bytes" where no layout holds.</param>
/// <param name="Offset">
/// Its first byte, from the start of what is compared: of a message, its header. Bytes are compared 16 at a time, and
/// it is the first of these. Null where the difference is no byte's.
/// </param>
/// <param name="Left">The value in the first, or "absent".</param>
/// <param name="Right">The value in the second, or "absent".</param>
public readonly record struct FieldDifference(string Path, int? Offset, string Left, string Right)
{
    /// <summary>The same byte from the start of a message's payload; null where it is in no payload.</summary>
    public int? PayloadOffset { get; init; }

    /// <summary>Path and byte: "payload.start, byte 16 (payload byte 4)".</summary>
    public string Where => Path + BytePlace.Describe(Offset, PayloadOffset);

    /// <summary>A difference of two payloads as one of the messages that they are in.</summary>
    public FieldDifference InMessage() =>
        this with { Offset = CciHeader.Size + Offset, PayloadOffset = Offset };

    /// <inheritdoc/>
    public override string ToString() => $"{Where}: {Left} | {Right}";
}

/// <summary>Where two byte strings of one layout differ.</summary>
/// <param name="LeftError">Why the layout refuses the first, or null.</param>
/// <param name="RightError">Why the layout refuses the second, or null.</param>
/// <param name="Differences">Field by field, in wire order; where one string is refused, the values are bytes.</param>
public sealed record FieldDiff(
    LayoutError? LeftError, LayoutError? RightError, IReadOnlyList<FieldDifference> Differences)
{
    private const string Absent = "absent";
    private const int RowSize = 16;

    /// <summary>Whether the byte strings are equal.</summary>
    public bool AreEqual => Differences.Count == 0;

    /// <summary>Compares two byte strings, hostile or not.</summary>
    public static FieldDiff Compare(ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right, Layout layout)
    {
        bool leftOk = FieldNode.TryRead(left, layout, out FieldNode? leftRoot, out LayoutError leftError);
        bool rightOk = FieldNode.TryRead(right, layout, out FieldNode? rightRoot, out LayoutError rightError);
        IEnumerable<FieldDifference> differences = leftOk && rightOk
            ? Fields(leftRoot!, rightRoot!)
            : Bytes(leftRoot ?? rightRoot, left, right);
        return new FieldDiff(leftOk ? null : leftError, rightOk ? null : rightError, [.. differences]);
    }

    /// <summary>Differences of two structures or lists, part by part.</summary>
    internal static IEnumerable<FieldDifference> Fields(FieldNode left, FieldNode right)
    {
        if (left.Bytes.Span.SequenceEqual(right.Bytes.Span))
            yield break;
        Dictionary<string, FieldNode> rest = right.Children.ToDictionary(n => n.Name);
        foreach (FieldNode one in left.Children)
        {
            bool both = rest.Remove(one.Name, out FieldNode? other);
            foreach (FieldDifference difference in Pair(one, both ? other : null))
                yield return difference;
        }

        foreach (FieldNode other in right.Children.Where(n => rest.ContainsKey(n.Name)))
            yield return new FieldDifference(other.Path, other.Offset, Absent, other.Value);
    }

    /// <summary>Differences of bytes, named by the fields of the string that has them.</summary>
    internal static IEnumerable<FieldDifference> Bytes(
        FieldNode? fields, ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right)
    {
        int at = 0;
        foreach (FieldNode leaf in fields is null ? [] : Leaves(fields))
        {
            // Bits share their bytes: the first of them names them all.
            if (leaf.Offset < at)
                continue;
            at = leaf.Offset + leaf.Bytes.Length;
            foreach (FieldDifference difference in Rows(leaf.Path, leaf.Offset, at, left, right))
                yield return difference;
        }

        string name = fields is null ? "bytes" : "end";
        foreach (FieldDifference difference in Rows(name, at, Math.Max(left.Length, right.Length), left, right))
            yield return difference;
    }

    private static IEnumerable<FieldDifference> Pair(FieldNode left, FieldNode? right)
    {
        if (right is null)
            return [new FieldDifference(left.Path, left.Offset, left.Value, Absent)];
        bool haveParts = left.Kind is FieldNodeKind.Structure or FieldNodeKind.List && left.Kind == right.Kind;
        if (haveParts)
            return Fields(left, right);
        if (left.Kind == FieldNodeKind.Bytes && right.Kind == FieldNodeKind.Bytes)
            return BytesOf(left, right);
        return left.Value == right.Value ? [] : [new FieldDifference(left.Path, left.Offset, left.Value, right.Value)];
    }

    private static IEnumerable<FieldDifference> BytesOf(FieldNode left, FieldNode right) =>
        Rows(left.Path, 0, Math.Max(left.Bytes.Length, right.Bytes.Length), left.Bytes, right.Bytes)
            .Select(d => d with { Offset = left.Offset + d.Offset });

    private static IEnumerable<FieldNode> Leaves(FieldNode node) =>
        node.Kind is FieldNodeKind.Structure or FieldNodeKind.List ? node.Children.SelectMany(Leaves) : [node];

    private static IEnumerable<FieldDifference> Rows(
        string path, int start, int end, ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right)
    {
        for (int at = start; at < end; at += RowSize)
        {
            ReadOnlySpan<byte> one = Slice(left, at, Math.Min(RowSize, end - at));
            ReadOnlySpan<byte> other = Slice(right, at, Math.Min(RowSize, end - at));
            if (!one.SequenceEqual(other))
                yield return new FieldDifference(path, at, Hex(one), Hex(other));
        }
    }

    private static ReadOnlySpan<byte> Slice(ReadOnlyMemory<byte> bytes, int offset, int size)
    {
        int start = Math.Min(offset, bytes.Length);
        return bytes.Span.Slice(start, Math.Min(size, bytes.Length - start));
    }

    private static string Hex(ReadOnlySpan<byte> bytes) => bytes.IsEmpty ? Absent : Convert.ToHexStringLower(bytes);
}
