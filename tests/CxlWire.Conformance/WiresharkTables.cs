using System.Globalization;
using System.Text;
using CxlWire.Golden;
using CxlWire.Protocol;
using CxlWire.Protocol.Commands;
using CxlWire.Tests;

namespace CxlWire.Conformance;

/// <summary>
/// clients/wireshark/cxlwire.lua reads the layout tables; what it has of them is written from those that the codec has.
/// CXLWIRE_UPDATE=1 writes it anew.
/// </summary>
public class WiresharkTables
{
    private const string Begin = "-- written by the conformance tests: begin\n";
    private const string End = "-- written by the conformance tests: end\n";

    private readonly StringBuilder _text = new();
    private readonly SortedDictionary<string, SortedDictionary<ulong, string>> _codes = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _identifiers = new(StringComparer.Ordinal);

    [Fact]
    public void The_dissector_has_the_layouts_that_the_codec_has()
    {
        string path = Repository.PathOf("clients", "wireshark", "cxlwire.lua");
        string text = File.ReadAllText(path);
        int begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int end = text.IndexOf(End, StringComparison.Ordinal);
        Assert.True(begin >= Begin.Length && end >= begin, "cxlwire.lua has no place for the tables");
        string expected = text[..begin] + Tables() + text[end..];
        if (Environment.GetEnvironmentVariable("CXLWIRE_UPDATE") == "1")
            File.WriteAllText(path, expected);
        Assert.Equal(expected, File.ReadAllText(path));
    }

    private string Tables()
    {
        string layouts = LayoutTable();
        _text.Append("local CODES = {\n");
        foreach ((string name, SortedDictionary<ulong, string> values) in _codes)
        {
            _text.Append(CultureInfo.InvariantCulture, $"  {name} = {{\n");
            foreach ((ulong value, string meaning) in values)
                _text.Append(CultureInfo.InvariantCulture, $"    [{value}] = {Quote(meaning)},\n");
            _text.Append("  },\n");
        }

        _text.Append("}\n\nlocal IDENTIFIERS = {\n");
        foreach ((string identifier, string meaning) in _identifiers)
            _text.Append(CultureInfo.InvariantCulture, $"  [\"{identifier}\"] = {Quote(meaning)},\n");
        _text.Append("}\n\nlocal RECORDS = {\n");
        foreach ((Uuid identifier, Layout layout) in KitTables.EventRecords)
            _text.Append(CultureInfo.InvariantCulture, $"  [\"{identifier}\"] = \"{layout.Name}\",\n");

        _text.Append("}\n\n-- opcode, name, request, response\nlocal COMMANDS = {\n");
        foreach (CommandRow row in CommandTable.Rows)
        {
            _text.Append(
                CultureInfo.InvariantCulture,
                $"  {{ 0x{row.Opcode.Value:x4}, {Quote(row.Opcode.Name ?? row.CommandName)},\n")
                .Append(CultureInfo.InvariantCulture, $"    \"{row.Request.Name}\", \"{row.Response.Name}\" }},\n");
        }

        return _text.Append("}\n\n").Append(layouts).ToString();
    }

    private string LayoutTable()
    {
        var text = new StringBuilder("-- name, kind, offset, bytes; low and bits of those that are bits\n");
        text.Append("local LAYOUTS = {\n");
        foreach (Layout layout in KitTables.Layouts)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {{ name = \"{layout.Name}\", size = {layout.Size}");
            if (layout.MinimumSize != layout.Size)
                text.Append(CultureInfo.InvariantCulture, $", least = {layout.MinimumSize}");
            text.Append(CultureInfo.InvariantCulture, $",\n    section = {Quote(layout.Section)},\n");
            foreach (LayoutField field in layout.Fields)
                text.Append("    { ").AppendJoin(", ", Parts(layout, field)).Append(" },\n");
            if (layout.List is { } list)
                text.Append("    list = { ").AppendJoin(",\n      ", Parts(list)).Append(" },\n");
            text.Append("  },\n");
        }

        return text.Append("}\n").ToString();
    }

    private static IEnumerable<string> Parts(LayoutList list)
    {
        yield return FormattableString.Invariant($"name = \"{list.Name}\", stride = {list.Stride}");
        if (list.Entry is { } entry)
            yield return $"entry = \"{entry.Name}\"";
        if (list.Count is { } count)
            yield return $"count = \"{count.Name}\"";
        if (list.Tail is { } tail)
            yield return $"tail = \"{tail.Name}\"";
    }

    private IEnumerable<string> Parts(Layout layout, LayoutField field)
    {
        string kind = field.Kind switch
        {
            FieldKind.Unsigned when field.BitCount == 1 => "flag",
            FieldKind.Unsigned => field.HexDigits > 0 ? "hex" : "number",
            FieldKind.Signed => "signed",
            FieldKind.Uuid => "uuid",
            FieldKind.Text => "text",
            FieldKind.Bytes => "bytes",
            _ => "structure",
        };
        yield return FormattableString.Invariant($"\"{field.Name}\", \"{kind}\", {field.Offset}, {field.Size}");
        if (field.IsBits)
            yield return FormattableString.Invariant($"low = {field.FirstBit}, bits = {field.BitCount}");
        if (field.Unit is { } unit)
            yield return $"unit = {Quote(unit)}";
        if (field.IsReserved)
            yield return "reserved = true";
        if (field.IsSecret)
            yield return "secret = true";
        if (field.Structure is { } structure)
            yield return $"layout = \"{structure.Name}\"";
        if (field.Describe is not null)
            yield return $"code = \"{CodeOf(layout, field)}\"";
        if (field.DescribeUuid is not null)
        {
            AddIdentifiers(layout, field);
            yield return "identifier = true";
        }
    }

    /// <summary>Name of the table of what the field's values mean, which dumps say, too.</summary>
    private string CodeOf(Layout layout, LayoutField field)
    {
        var values = new SortedDictionary<ulong, string>();
        byte[] bytes = new byte[layout.Size];
        foreach ((ulong value, _) in KitTables.NamedValues(field))
        {
            Layout.WriteUnsigned(bytes, field, value);
            if (Meaning(layout, field, bytes) is { } shown)
                values.Add(value, shown);
        }

        // The same values have one table, whatever the fields are called.
        if (_codes.FirstOrDefault(code => code.Value.SequenceEqual(values)).Key is { } known)
            return known;
        string name = field.Name;
        for (int i = 2; _codes.ContainsKey(name); i++)
            name = FormattableString.Invariant($"{field.Name}_{i}");
        _codes.Add(name, values);
        return name;
    }

    private void AddIdentifiers(Layout layout, LayoutField field)
    {
        foreach (Uuid identifier in KitTables.Identifiers)
        {
            byte[] bytes = new byte[layout.Size];
            identifier.Write(bytes.AsSpan(field.Offset));
            if (Meaning(layout, field, bytes) is { } meaning)
                _identifiers[identifier.ToString()] = meaning;
        }
    }

    private static string? Meaning(Layout layout, LayoutField field, byte[] bytes)
    {
        byte[] whole = bytes;
        if (layout.List is { Tail: { } tail })
            whole = [.. bytes, .. new byte[tail.Size]];
        Assert.True(FieldNode.TryRead(whole, layout, out FieldNode? root, out LayoutError error), error.ToString());
        return root.Children.First(node => node.Field == field).Meaning;
    }

    private static string Quote(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
