using System.Globalization;
using System.Text;

namespace CxlWire.Golden;

/// <summary>Rows in columns. They are asked for twice, once to measure and once to print, and never kept.</summary>
internal sealed class DumpTable(Func<IEnumerable<DumpRow>> rows, int width)
{
    /// <summary>
    /// Bytes beside a field; more go on to the next line. 16 would leave no room for names and UUIDs.
    /// </summary>
    public const int BytesPerRow = 8;

    // What leaves room for the bits.
    private const int BytesBesideBits = 4;

    private const int BytesPerBlockRow = 16;
    private const int BytesWidth = (BytesPerRow * 3) - 1;
    private const int BitsWidth = 10;
    private const int Gap = 2;
    private const int Indent = 2;

    // Messages of one stream line up although each is measured alone: the least holds for nearly all.
    // The most keeps one long name or value from moving all others: it moves only what is to its right.
    private const int LeastField = 26;
    private const int MaxField = 36;
    private const int LeastValue = 10;
    private const int MaxValue = 12;

    private int _offset = 4;
    private int _field = LeastField;
    private int _value = LeastValue;

    public IEnumerable<DumpLine> Lines()
    {
        foreach (DumpRow row in rows())
            Measure(row);
        foreach (DumpRow row in rows())
        {
            foreach (DumpLine line in row.IsBlock ? BlockLines(row) : FieldLines(row))
                yield return line;
        }
    }

    /// <summary>Bytes as characters between bars, a dot for what does not print.</summary>
    public static string Printable(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder("|", bytes.Length + 2);
        foreach (byte b in bytes)
            text.Append(b is >= 0x20 and <= 0x7E ? (char)b : '.');
        return text.Append('|').ToString();
    }

    private void Measure(DumpRow row)
    {
        if (row.Offset + row.Bytes.Length > 0x10000)
            _offset = 8;
        _field = Math.Max(_field, Math.Min(MaxField, (row.Depth * Indent) + row.Field.Text.Length));
        if (row.Meaning.Text.Length > 0)
            _value = Math.Max(_value, Math.Min(MaxValue, row.Value.Text.Length));
    }

    private IEnumerable<DumpLine> FieldLines(DumpRow row)
    {
        int perRow = row.Bits.Length > 0 ? BytesBesideBits : BytesPerRow;
        var line = new LineBuilder();
        line.Add(0, DumpRole.Offset, Offset(row.Offset));
        line.Add(_offset + Gap, DumpRole.Bytes, Hex(row, 0, perRow));
        line.Add(_offset + Gap + BytesWidth - BitsWidth, DumpRole.Bits, row.Bits);
        int fieldAt = _offset + BytesWidth + (2 * Gap);
        line.Add(fieldAt + (row.Depth * Indent), row.Field.Role, row.Field.Text);
        int valueAt = Math.Max(fieldAt + _field, line.Length) + Gap;
        line.Add(valueAt, row.Value.Role, row.Value.Text);
        int meaningAt = Math.Max(valueAt + _value, line.Length) + Gap;
        bool fits = row.Meaning.Text.Length == 0 || meaningAt + row.Meaning.Text.Length <= width;
        if (fits)
            line.Add(meaningAt, row.Meaning.Role, row.Meaning.Text);
        yield return line.ToLine();
        for (int at = perRow; at < row.Bytes.Length || !fits; at += perRow)
        {
            line = new LineBuilder();
            if (at < row.Bytes.Length)
                line.Add(0, DumpRole.Offset, Offset(row.Offset + at));
            line.Add(_offset + Gap, DumpRole.Bytes, Hex(row, at, perRow));
            if (!fits)
                line.Add(valueAt, row.Meaning.Role, row.Meaning.Text);
            fits = true;
            yield return line.ToLine();
        }
    }

    private IEnumerable<DumpLine> BlockLines(DumpRow row)
    {
        for (int at = 0; at < row.Bytes.Length; at += BytesPerBlockRow)
        {
            var line = new LineBuilder();
            line.Add(0, DumpRole.Offset, Offset(row.Offset + at));
            line.Add(_offset + Gap, DumpRole.Bytes, Hex(row, at, BytesPerBlockRow));
            int printableAt = _offset + (BytesPerBlockRow * 3) - 1 + (2 * Gap);
            line.Add(printableAt, DumpRole.Value, Printable(Chunk(row, at, BytesPerBlockRow)));
            yield return line.ToLine();
        }
    }

    private string Offset(int offset) => offset.ToString("x" + _offset, CultureInfo.InvariantCulture);

    private static ReadOnlySpan<byte> Chunk(DumpRow row, int at, int size)
    {
        int start = Math.Min(at, row.Bytes.Length);
        return row.Bytes.Span.Slice(start, Math.Min(size, row.Bytes.Length - start));
    }

    private static string Hex(DumpRow row, int at, int size)
    {
        var text = new StringBuilder(size * 3);
        foreach (byte b in Chunk(row, at, size))
            text.Append(text.Length == 0 ? "" : " ").Append(b.ToString("x2", CultureInfo.InvariantCulture));
        return text.ToString();
    }

    private sealed class LineBuilder
    {
        private readonly List<DumpSpan> _spans = [];

        public int Length { get; private set; }

        /// <summary>Puts text at a column that nothing has reached yet.</summary>
        public void Add(int column, DumpRole role, string text)
        {
            if (text.Length == 0)
                return;
            if (column > Length)
                _spans.Add(new DumpSpan(DumpRole.Space, new string(' ', column - Length)));
            _spans.Add(new DumpSpan(role, text));
            Length = Math.Max(column, Length) + text.Length;
        }

        public DumpLine ToLine() => new(_spans);
    }
}
