using System.Globalization;
using System.Text;
using CxlWire.Protocol;

namespace CxlWire.Conformance.Wire;

/// <summary>Draws a layout as SVG: rows of 8 bytes, below them the bits of those integers that have some.</summary>
internal sealed class WireDiagram
{
    private const int PerRow = 8;
    private const int Left = 52;
    private const int ByteWidth = 96;
    private const int Right = Left + (PerRow * ByteWidth);
    private const int Width = Right + 12;
    private const int LineHeight = 15;
    private const int LeastHeight = 36;
    private const int TornHeight = 84;
    private const int BandHeight = 46;
    private const int Character = 7;

    // Two boxes of lines of bits, and the room between them and their names.
    private const int StripWidth = 384;
    private const int MaxBitWidth = 32;
    private const int BitLine = 18;

    /// <summary>Each picture stands alone, so each has it.</summary>
    private const string Style =
        """
        svg{color-scheme:light dark;font:12px system-ui,sans-serif}
        text{fill:#1f2328;text-anchor:middle}rect{fill:#fff;stroke:#818b98}path{fill:none;stroke:#818b98}
        .g{fill:#59636e;font-size:11px}.o{text-anchor:end}.s{text-anchor:start}.d{stroke-dasharray:5 3}
        .r{fill:#e6eaef}.n{fill:#ddf4ff}.k{fill:#fff3c4}.b{fill:#fff;stroke:none}.t{fill:#fff}
        @media(prefers-color-scheme:dark){text{fill:#f0f6fc}.g{fill:#a5aeb9}rect,.b,.t{fill:#0d1117}
        .r{fill:#2b323b}.n{fill:#0c2d4d}.k{fill:#423200}rect,path{stroke:#7d8590}.b{stroke:none}}
        """;

    private readonly StringBuilder _text = new();
    private readonly Layout _layout;
    private int _y = 24;

    private WireDiagram(Layout layout) => _layout = layout;

    /// <summary>The picture of a layout.</summary>
    public static string Of(Layout layout)
    {
        var diagram = new WireDiagram(layout);
        WireCell[] cells = WireCell.Of(layout);
        for (int column = 0; column < PerRow; column++)
            diagram.Text(Left + (column * ByteWidth) + (ByteWidth / 2), 16, "g", $"+{column}");
        diagram.DrawRows(cells);
        diagram.DrawList();
        foreach (WireCell cell in cells.Where(cell => cell.IsBits))
            diagram.DrawBits(cell);
        return diagram.Finish();
    }

    private string Finish()
    {
        string then = _layout.List is { } list ? $", then {list.Name}" : "";
        string what = string.Join(", ", _layout.Fields.Where(field => !field.IsReserved).Select(field => field.Name));
        int height = _y + 10;
        return FormattableString.Invariant(
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{Width}" height="{height}"
             viewBox="0 0 {Width} {height}" role="img" aria-labelledby="t d">
            <title id="t">{_layout.Name}: {WireCell.Bytes(_layout.Size)}{then}</title>
            <desc id="d">{Escape(what)}{then}</desc>
            <style>{Style}</style>
            <rect class="b" width="100%" height="100%"/>
            {_text}</svg>

            """);
    }

    private void DrawRows(WireCell[] cells)
    {
        for (int row = 0; row < _layout.Size; row += PerRow)
        {
            WireCell? whole = cells.FirstOrDefault(cell => cell.Offset <= row && cell.End >= row + PerRow);
            if (whole is null)
            {
                DrawRow(row, [.. cells.Where(cell => cell.Offset < row + PerRow && cell.End > row)]);
                continue;
            }

            // A field that fills rows is one box of them, whatever it has before and behind.
            int rows = (whole.End - row) / PerRow;
            DrawWhole(whole, row, rows);
            row += (rows - 1) * PerRow;
        }
    }

    private void DrawRow(int row, WireCell[] cells)
    {
        (WireCell Cell, int From, int To)[] pieces =
        [
            .. cells.Select(cell => (cell, Math.Max(cell.Offset, row), Math.Min(cell.End, row + PerRow))),
        ];
        List<(string Class, string Line)>[] lines =
            [.. pieces.Select(piece => Lines(piece.Cell, piece.From, (piece.To - piece.From) * ByteWidth))];
        int height = Math.Max(LeastHeight, (lines.Max(one => one.Count) * LineHeight) + 12);
        Offset(row, _y);
        foreach (((WireCell cell, int from, int to), List<(string, string)> said) in pieces.Zip(lines))
        {
            int x = Left + ((from - row) * ByteWidth), width = (to - from) * ByteWidth;
            Box(ClassOf(cell), x, _y, width, height);
            Lines(x + (width / 2), _y + (height / 2), said);
        }

        _y += height;
    }

    private void DrawWhole(WireCell cell, int row, int rows)
    {
        bool isTorn = rows > 2;
        List<(string, string)> said = Lines(cell, row, Right - Left);
        int height = isTorn ? TornHeight : Math.Max(rows * LeastHeight, (said.Count * LineHeight) + 12);
        Box(ClassOf(cell), Left, _y, Right - Left, height);
        Offset(row, _y);
        if (rows > 1)
            Offset(row + ((rows - 1) * PerRow), _y + height - LeastHeight);
        int middle = isTorn ? _y + 24 : _y + (height / 2);
        Lines(Left + ((Right - Left) / 2), middle, said);
        if (isTorn)
            Tear(_y + 54);
        _y += height;
    }

    /// <summary>What follows the fixed part.</summary>
    private void DrawList()
    {
        if (_layout.List is not { } list)
            return;
        string count = list.Count?.Name ?? "n";
        bool isBytes = list is { Entry: null, Stride: 1 };
        string name = isBytes ? list.Name
            : list.Count is null ? $"{list.Name}[0], [1], … to the end"
            : $"{list.Name}[0], [1], … [{count} − 1]";
        string each = list.Count is null ? "each" : $"{count} ×";
        string note = (isBytes, list.Entry) switch
        {
            (true, _) when list.Count is null => "bytes, to the end",
            (true, _) => $"{count} bytes",
            (_, { } entry) => $"{each} {entry.Name}, {WireCell.Bytes(list.Stride)}",
            _ => $"{each} {WireCell.Bytes(list.Stride)}",
        };
        Band(list.Entry is null ? "d" : "n d", name, note, _layout.Size);
        if (list.Tail is { } tail)
            Band("n", "tail", $"{tail.Name}, {WireCell.Bytes(tail.Size)}", null);
    }

    private void Band(string role, string name, string note, int? offset)
    {
        Box(role, Left, _y, Right - Left, BandHeight);
        if (offset is { } at)
            Offset(at, _y);
        Lines(Left + ((Right - Left) / 2), _y + (BandHeight / 2), [("", name), ("g", note)]);
        _y += BandHeight;
    }

    /// <summary>The bits of an integer, the highest to the left, each with a line to its name.</summary>
    private void DrawBits(WireCell cell)
    {
        int bits = cell.Size * 8, width = Math.Min(MaxBitWidth, StripWidth / bits);
        int strip = Left + (bits * width), names = Left + StripWidth + 24;
        string last = cell.Size > 1 ? $" to {Hex(cell.End - 1)}" : "";
        _y += 30;
        Text(Left, _y, "g s", $"{(cell.Size > 1 ? "bytes" : "byte")} {Hex(cell.Offset)}{last}, bit {bits - 1}");
        Text(strip, _y, "g o", "bit 0");
        _y += 6;
        int bottom = _y + 20, line = bottom + 14;
        foreach (LayoutField field in cell.Fields)
        {
            int right = strip - (field.FirstBit * width), x = right - (field.BitCount * width);
            Box(field.IsReserved ? "r" : "k", x, _y, field.BitCount * width, 20);
            int middle = (x + right) / 2;
            Add($"<path d=\"M{middle} {bottom}V{line}H{names - 6}\"/>");
            string range = field.BitCount == 1
                ? $"{field.FirstBit}" : $"{field.FirstBit + field.BitCount - 1}:{field.FirstBit}";
            string unit = field.Unit is { } known ? $", {WireCell.InUnits(known)}" : "";
            Text(names, line + 4, field.IsReserved ? "g s" : "s", $"{range}  {field.Name}{unit}");
            line += BitLine;
        }

        _y = line - BitLine + 8;
    }

    /// <summary>The lines of a box: all in the widest piece of a field, in others its name where that fits.</summary>
    private static List<(string Class, string Line)> Lines(WireCell cell, int from, int width)
    {
        int row = from - (from % PerRow);
        int[] starts = [cell.Offset, .. Enumerable.Range(1, cell.Size).Select(n => cell.Offset + n)
            .Where(at => at < cell.End && at % PerRow == 0)];
        int widest = starts.MaxBy(at => Math.Min(cell.End, at - (at % PerRow) + PerRow) - at);
        bool isWhole = cell.Offset <= row && cell.End >= row + PerRow;
        if (from != widest && !isWhole)
        {
            string part = from < widest ? $"{cell.Label[0]} …" : $"… {cell.Label[0]}";
            return [("g", part.Length <= LettersOf(width) ? part : "…")];
        }

        string role = cell.IsReserved ? "g" : "";
        List<(string, string)> lines =
            [.. cell.Label.SelectMany(name => Wrap(name, width)).Select(line => (role, line))];
        if (cell.Note.Length > 0)
            lines.AddRange(Wrap(cell.Note, width).Select(line => ("g", line)));
        return lines;
    }

    /// <summary>Lines that fit, broken behind underscores and blanks.</summary>
    private static IEnumerable<string> Wrap(string text, int width)
    {
        int most = LettersOf(width);
        var line = new StringBuilder();
        foreach (string word in text.Replace("_", "_\0", StringComparison.Ordinal)
            .Replace(" ", " \0", StringComparison.Ordinal).Split('\0'))
        {
            if (line.Length > 0 && line.Length + word.TrimEnd().Length > most)
            {
                yield return line.ToString().TrimEnd();
                line.Clear();
            }

            line.Append(word);
        }

        yield return line.ToString();
    }

    private static int LettersOf(int width) => (width - 6) / Character;

    private string ClassOf(WireCell cell)
    {
        string role = cell.IsReserved ? "r" : cell.Structure is not null ? "n" : cell.IsBits ? "k" : "";
        return cell.Offset >= _layout.MinimumSize ? $"{role} d".TrimStart() : role;
    }

    private void Lines(int x, int middle, List<(string Class, string Line)> lines)
    {
        int y = middle - ((lines.Count - 1) * LineHeight / 2) + 4;
        foreach ((string role, string line) in lines)
        {
            Text(x, y, role, line);
            y += LineHeight;
        }
    }

    /// <summary>Rows that are left out.</summary>
    private void Tear(int y)
    {
        string there = string.Concat(Enumerable.Repeat("l24-5 24 5", PerRow * ByteWidth / 48));
        string back = string.Concat(Enumerable.Repeat("l-24-5-24 5", PerRow * ByteWidth / 48));
        Add($"<path class=\"t\" d=\"M{Left} {y}{there}v8{back}z\"/>");
    }

    private void Offset(int offset, int y) => Text(Left - 8, y + 22, "g o", Hex(offset));

    private void Box(string role, int x, int y, int width, int height)
    {
        string named = role.Length > 0 ? $" class=\"{role}\"" : "";
        Add($"<rect{named} x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>");
    }

    private void Text(int x, int y, string role, string text)
    {
        string named = role.Length > 0 ? $" class=\"{role}\"" : "";
        Add($"<text{named} x=\"{x}\" y=\"{y}\">{Escape(text)}</text>");
    }

    private void Add(FormattableString element) =>
        _text.Append(element.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private static string Hex(int offset) => offset.ToString("x", CultureInfo.InvariantCulture) + "h";

    private static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal);
}
