using System.Text;
using CxlWire.Protocol;
using CxlWire.Protocol.Commands;
using CxlWire.Tests;

namespace CxlWire.Conformance.Wire;

/// <summary>
/// docs/wire has a picture and a table of every layout, from the tables that the codec has. CXLWIRE_UPDATE=1 writes it
/// anew.
/// </summary>
public class WireDocuments
{
    private static readonly string _folder = Repository.PathOf("docs", "wire");

    [Fact]
    public void Every_layout_has_its_picture_and_its_table()
    {
        var expected = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["README.md"] = Index() };
        foreach (WirePage page in WirePage.All)
        {
            expected.Add($"{page.Name}.md", PageOf(page));
            foreach (Layout layout in page.Layouts)
                expected.Add($"svg/{layout.Name}.svg", WireDiagram.Of(layout));
        }

        GeneratedFolder.Hold(_folder, expected);
    }

    [Fact]
    public void Every_layout_is_on_one_page() => Assert.Equal(
        KitTables.Layouts.Where(layout => layout != Layout.Empty).Select(layout => layout.Name),
        WirePage.All.SelectMany(page => page.Layouts).Select(layout => layout.Name).Order(StringComparer.Ordinal));

    private static string Index()
    {
        var text = new StringBuilder(
            """
            # The wire, as pictures

            Every layout that CxlWire knows: a picture, and a table of its fields. Both are made from the tables that
            the codec runs on. `cxlwire decode --as NAME` reads bytes by one of them, and the
            [goldens](../goldens/README.md) are messages and structures that have them, byte by byte.

            A row has 8 bytes, in the order in which they are sent; integers are little-endian. On the left is the
            offset of a row's first byte, hexadecimal. Grey is reserved: ignored when received, 0 when sent. Yellow has
            bits, which are drawn below, the highest to the left, as in the number. Blue is another layout. What is
            dashed may be there or not, or several times. A torn box is longer than it is drawn.

            ![Get Dynamic Capacity Extent List (4801h), the response](svg/get_dc_extent_list_response.svg)

            Every message begins with the [CCI header](cci.md#cci_header), 12 bytes; the layouts of requests and
            responses are what follows it.

            """);
        text.Append("\n## By subject\n\n| page | opcodes | layouts |\n|---|---|---|\n");
        foreach (WirePage page in WirePage.All)
        {
            string sets = string.Join(", ", page.Sets.Select(set => FormattableString.Invariant($"{set:X2}xxh")));
            text.Append($"| [{page.Title}]({page.Name}.md) | {sets} | {page.Layouts.Count()} |\n");
        }

        text.Append("\n## By opcode\n\n| opcode | command | request | response |\n|---|---|---|---|\n");
        foreach (CommandRow row in CommandTable.Rows)
            text.Append($"| {CommandCells(row)} |\n");
        text.Append("\n## By name\n\n");
        foreach (Layout layout in KitTables.Layouts.Where(layout => layout != Layout.Empty))
            text.Append($"- {Link(layout)}: {layout.Section}\n");
        return text.ToString();
    }

    private static string PageOf(WirePage page)
    {
        var text = new StringBuilder($"# {page.Title}\n\nHow to read the pictures: [README.md](README.md).\n\n");
        if (page.Sets.Length > 0)
        {
            text.Append($"Messages, byte by byte: [goldens](../goldens/{page.Name}.md).\n\n");
            text.Append("| opcode | command | request | response | length of the request | on the CCI of |\n");
            text.Append("|---|---|---|---|---|---|\n");
            foreach (CommandRow row in page.Rows)
                text.Append($"| {CommandCells(row)} | {row.RequestLength} | {CcisOf(row)} |\n");
            text.Append('\n');
        }

        foreach (Layout layout in page.Layouts)
            Append(text, layout);
        return text.ToString().TrimEnd() + "\n";
    }

    private static void Append(StringBuilder text, Layout layout)
    {
        string then = layout.List is { } list ? $", then {list.Name}" : "";
        string size = layout.MinimumSize == layout.Size
            ? WireCell.Bytes(layout.Size)
            : FormattableString.Invariant($"{layout.MinimumSize} or {layout.Size} bytes");
        text.Append($"## {layout.Name}\n\n{layout.Section}; {size}{then}.");
        string[] messages = [.. CommandTable.Rows.SelectMany(row => MessagesOf(row, layout))];
        string about = messages.Length > 0 ? $"What is in {string.Join(", ", messages)}." : FieldDocs.Of(layout);
        if (about.Length > 0)
            text.Append($" {about}");
        string[] users =
            [.. KitTables.Layouts.Where(other => WirePage.Inside(other).Contains(layout)).Select(Link)];
        if (users.Length > 0)
            text.Append($" In {string.Join(", ", users)}.");
        foreach ((Uuid identifier, _) in KitTables.EventRecords.Where(record => record.Layout.Name == layout.Name))
            text.Append($" It is that of records (0100h) with the identifier {identifier}.");
        text.Append($"\n\n![{layout.Name}: {size}{then}](svg/{layout.Name}.svg)\n\n");
        text.Append("| offset | bytes | bits | field | unit | meaning |\n|---|---|---|---|---|---|\n");
        foreach (LayoutField field in layout.Fields)
            text.Append($"| {Cells(layout, field)} |\n");
        if (layout.List is { } entries)
            Append(text, layout, entries);
        text.Append('\n');
    }

    private static void Append(StringBuilder text, Layout layout, LayoutList list)
    {
        string count = list.Count is { } field ? $"`{field.Name}`" : "n";
        string bytes = list.Stride == 1 ? count : $"{list.Stride} × {count}";
        string what = list.Entry is { } entry ? Link(entry) : list.Stride == 1 ? "" : "integers";
        string until = list.Count is null ? "To the end." : "";
        text.Append($"| {Offset(layout.Size)} | {bytes} |  | `{list.Name}` |  | {$"{what} {until}".Trim()} |\n");
        if (list.Tail is { } tail)
            text.Append($"| then | {tail.Size} |  | `tail` |  | {Link(tail)} |\n");
    }

    private static string Cells(Layout layout, LayoutField field)
    {
        string bits = !field.IsBits ? ""
            : field.BitCount == 1 ? $"{field.FirstBit}"
            : FormattableString.Invariant($"{field.FirstBit + field.BitCount - 1}:{field.FirstBit}");
        string meaning = field.IsReserved ? "Reserved." : FieldDocs.Of(layout, field);
        string what = field switch
        {
            { Structure: { } structure } => $"{Link(structure)} {meaning}",
            { Kind: FieldKind.Uuid } => $"UUID. {meaning}",
            { Kind: FieldKind.Text } => $"Text. {meaning}",
            { Kind: FieldKind.Signed } => $"Signed. {meaning}",
            _ => meaning,
        };
        return $"{Offset(field.Offset)} | {field.Size} | {bits} | `{field.Name}` | {field.Unit} | {what.Trim()}";
    }

    private static IEnumerable<string> MessagesOf(CommandRow row, Layout layout)
    {
        if (row.Request.Name == layout.Name)
            yield return $"the request of {row.Opcode}";
        if (row.Response.Name == layout.Name)
            yield return $"the response to {row.Opcode}";
    }

    private static string CommandCells(CommandRow row)
    {
        string request = row.Request.Name == Layout.Empty.Name ? "none" : Link(row.Request);
        string response = row.Response.Name == Layout.Empty.Name ? "none" : Link(row.Response);
        return $"{WirePage.Number(row.Opcode)} | {row.Opcode.Name} | {request} | {response}";
    }

    private static string CcisOf(CommandRow row) => row switch
    {
        { SentByDevice: true } => "both; the device sends it",
        { Ccis: CciKinds.Host } => "a host",
        { Ccis: CciKinds.FabricManager } => "the Fabric Manager",
        _ => "both",
    };

    private static string Link(Layout layout) => $"[`{layout.Name}`]({WirePage.Of(layout).Name}.md#{layout.Name})";

    private static string Offset(int offset) => offset < 10
        ? FormattableString.Invariant($"{offset}")
        : FormattableString.Invariant($"{offset} ({offset:x}h)");
}
