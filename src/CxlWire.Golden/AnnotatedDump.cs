using System.Globalization;
using CxlWire.Protocol;

namespace CxlWire.Golden;

/// <summary>What a stretch of a dump's line is; a terminal may give each a colour.</summary>
public enum DumpRole
{
    /// <summary>Blanks between columns.</summary>
    Space,

    /// <summary>The line that introduces a message or a structure.</summary>
    Heading,

    /// <summary>Offset of the first byte from the start of the input, hexadecimal.</summary>
    Offset,

    /// <summary>Bytes, hexadecimal, in wire order.</summary>
    Bytes,

    /// <summary>Which bits of the bytes: "bits 20:0".</summary>
    Bits,

    /// <summary>Name of a structure or a list.</summary>
    Group,

    /// <summary>Name of a field.</summary>
    Field,

    /// <summary>A value; for raw bytes, their printable characters.</summary>
    Value,

    /// <summary>Unit and meaning.</summary>
    Meaning,

    /// <summary>Name or value of a reserved field that is 0.</summary>
    Reserved,

    /// <summary>What is not as it should be.</summary>
    Error,
}

/// <summary>A stretch of one line.</summary>
/// <param name="Role">What it is.</param>
/// <param name="Text">What to print, padded to its column; printable ASCII only.</param>
public readonly record struct DumpSpan(DumpRole Role, string Text);

/// <summary>A line of a dump: its stretches, left to right.</summary>
/// <param name="Spans">None in an empty line.</param>
public sealed record DumpLine(IReadOnlyList<DumpSpan> Spans)
{
    /// <summary>The line as plain text.</summary>
    public override string ToString() => string.Concat(Spans.Select(s => s.Text)).TrimEnd();
}

/// <summary>
/// Bytes for people: each line an offset, bytes, a field, its value, unit and meaning. Columns are
/// data (<see cref="DumpSpan"/>), so that a terminal can colour them; <see cref="Write"/> prints them plain.
/// </summary>
public static class AnnotatedDump
{
    /// <summary>Columns that a dump tries to stay within.</summary>
    public const int DefaultWidth = 110;

    /// <summary>A layout's bytes, field by field.</summary>
    /// <param name="root">What <see cref="FieldNode.TryRead"/> gave.</param>
    /// <param name="width">Columns to stay within, where the names allow it.</param>
    public static IEnumerable<DumpLine> Lines(FieldNode root, int width = DefaultWidth)
    {
        ArgumentNullException.ThrowIfNull(root);
        string heading = root.Layout is { } layout ? $"{root.Value}: {layout.Section}" : root.Value;
        return [Heading(heading), .. new DumpTable(() => DumpRow.OfChildren(root, 0), width).Lines()];
    }

    /// <summary>Bytes that a layout refused: the reason and the bytes.</summary>
    /// <inheritdoc cref="Lines(FieldNode, int)"/>
    public static IEnumerable<DumpLine> Lines(
        ReadOnlyMemory<byte> bytes, LayoutError error, int width = DefaultWidth) =>
        [Error($"refused: {error}"), .. RawLines(0, bytes, width)];

    /// <summary>One message.</summary>
    /// <inheritdoc cref="Lines(FieldNode, int)"/>
    public static IEnumerable<DumpLine> Lines(CciMessage message, int width = DefaultWidth)
    {
        ArgumentNullException.ThrowIfNull(message);
        string where =
            string.Create(CultureInfo.InvariantCulture, $"message {message.Index + 1} at {message.Offset:x4}h");
        yield return Heading($"{where}: {message.Summary}");
        foreach (DumpLine line in new DumpTable(() => DumpRow.OfMessage(message), width).Lines())
            yield return line;
        if (message.PayloadError is { } error)
            yield return Error($"payload refused: {error}");
    }

    /// <summary>
    /// One message in short: what tells something. Reserved fields that are 0, and in the header what is as it mostly
    /// is, are left out.
    /// </summary>
    /// <inheritdoc cref="Lines(FieldNode, int)"/>
    public static IEnumerable<DumpLine> BriefLines(CciMessage message, int width = DefaultWidth)
    {
        ArgumentNullException.ThrowIfNull(message);
        foreach (DumpLine line in new DumpTable(() => DumpRow.OfMessageInShort(message), width).Lines())
            yield return line;
        if (message.PayloadError is { } error)
            yield return Error($"payload refused: {error}");
    }

    /// <summary>
    /// The messages that a reader has left, an empty line between any two; then, where the input ends
    /// inside one, what there is of it.
    /// </summary>
    /// <inheritdoc cref="Lines(FieldNode, int)"/>
    public static IEnumerable<DumpLine> Lines(CciMessageReader reader, int width = DefaultWidth)
    {
        ArgumentNullException.ThrowIfNull(reader);
        bool first = true;
        while (reader.TryRead(out CciMessage? message))
        {
            if (!first)
                yield return new DumpLine([]);
            first = false;
            foreach (DumpLine line in Lines(message, width))
                yield return line;
        }

        if (reader.Error is not { } error)
            yield break;
        if (!first)
            yield return new DumpLine([]);
        yield return Error(error.ToString());
        foreach (DumpLine line in RawLines(reader.Offset, reader.Rest, width))
            yield return line;
    }

    /// <summary>Prints lines without colours.</summary>
    public static void Write(TextWriter writer, IEnumerable<DumpLine> lines)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(lines);
        foreach (DumpLine line in lines)
            writer.WriteLine(line.ToString());
    }

    private static IEnumerable<DumpLine> RawLines(int offset, ReadOnlyMemory<byte> bytes, int width) =>
        new DumpTable(() => [DumpRow.OfBlock(offset, bytes)], width).Lines();

    private static DumpLine Heading(string text) => new([new DumpSpan(DumpRole.Heading, text)]);

    private static DumpLine Error(string text) => new([new DumpSpan(DumpRole.Error, text)]);
}
