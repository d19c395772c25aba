using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using CxlWire.Cli.Text;
using CxlWire.Golden;
using CxlWire.Protocol;
using CxlWire.Protocol.Commands;

namespace CxlWire.Cli.Commands;

/// <summary><c>list</c>: the opcodes, or the layouts.</summary>
internal sealed class ListCommand : CliCommand
{
    private readonly CliEnvironment _environment;
    private readonly Option<bool> _layouts = new("--layouts")
    {
        Description = "The layouts that decode, encode and diff take, instead of the opcodes.",
    };

    private readonly Option<bool> _json = new("--json") { Description = "JSON, with every layout's name." };

    private readonly Option<string> _revision = new("--revision")
    {
        Description = "Numbers sections as this revision of the specification does: "
            + $"{string.Join(" or ", SpecificationRevision.Known)}.",
        HelpName = "REVISION",
        DefaultValueFactory = _ => SpecificationRevision.Own,
    };

    public ListCommand(CliEnvironment environment)
        : base("list", "Lists the opcodes: payload rule, effects, CCIs, section of the specification.")
    {
        _environment = environment;
        Details =
        [
            "Request is the length of a request payload in bytes. Effects are those of the Command Effects Log. fm is "
                + "the Fabric Manager's CCI, \"several hosts\" a device that has more than one; an opcode that the "
                + "device itself sends is in no such log.",
            "The table fits the terminal, where an opcode may need several lines; into a pipe or a file each has one.",
        ];
        Add(_layouts);
        Add(_json);
        _revision.AcceptOnlyFromAmong([.. SpecificationRevision.Known]);
        Add(_revision);
        SetAction(Run);
        Examples =
        [
            ("cxlwire list", "the opcodes as a table"),
            ("cxlwire list --json | jq -r '.[] | select(.ccis | index(\"host\")).opcode'", "opcodes of a host's CCI"),
            ("cxlwire list --revision r4.0", "sections as the newest specification numbers them"),
            ("cxlwire list --layouts", "names for decode, encode and diff"),
        ];
    }

    private int Run(ParseResult result)
    {
        bool json = result.GetValue(_json);
        string revision = result.GetValue(_revision)!;
        if (result.GetValue(_layouts) && json)
            JsonOutput.Write(_environment, output => WriteLayouts(output, revision));
        else if (result.GetValue(_layouts))
            PrintLayouts(revision);
        else if (json)
            JsonOutput.Write(_environment, output => WriteCommands(output, revision));
        else
            PrintCommands(revision);
        return ExitCode.Done;
    }

    private void PrintCommands(string revision)
    {
        string[][] rows =
        [
            .. CommandTable.Rows.Select(row => new[]
            {
                $"{row.Opcode.Value:X4}h",
                row.CommandName,
                row.Opcode.Name ?? "",
                row.SentByDevice ? "from device" : string.Join(", ", CcisAndCondition(row)),
                row.RequestLength,
                SpecificationRevision.Renumber(row.Section, revision),
                string.Join(", ", Effects(row)),
            }),
        ];
        _environment.Printer.Write(TextTable.Lines(
            ["opcode", "command", "name", "CCIs", "request", "section", "effects"],
            [
                DumpRole.Bytes, DumpRole.Group, DumpRole.Field, DumpRole.Meaning, DumpRole.Value, DumpRole.Offset,
                DumpRole.Meaning,
            ],
            rows,
            _environment.Width,
            stack: 3));
    }

    private void PrintLayouts(string revision)
    {
        string[][] rows =
        [
            .. Layouts.All.Select(layout => new[]
            {
                layout.Name, SizeOf(layout), SpecificationRevision.Renumber(layout.Section, revision),
            }),
        ];
        _environment.Printer.Write(TextTable.Lines(
            ["layout", "bytes", "section"], [DumpRole.Group, DumpRole.Value, DumpRole.Field], rows,
            _environment.Width));
    }

    private static void WriteCommands(Utf8JsonWriter json, string revision)
    {
        json.WriteStartArray();
        foreach (CommandRow row in CommandTable.Rows)
        {
            json.WriteStartObject();
            json.WriteString("opcode", $"0x{row.Opcode.Value:x4}");
            json.WriteString("command", row.CommandName);
            json.WriteString("name", row.Opcode.Name);
            json.WriteString("section", SpecificationRevision.Renumber(row.Section, revision));
            WriteStrings(json, "ccis", Ccis(row));
            json.WriteBoolean("sent_by_device", row.SentByDevice);
            json.WriteBoolean("needs_several_hosts", row.NeedsSeveralHosts);
            json.WriteString("request_bytes", row.RequestLength);
            json.WriteString("request_layout", row.Request.Name);
            json.WriteString("response_layout", row.Response.Name);
            WriteStrings(json, "effects", Effects(row));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteLayouts(Utf8JsonWriter json, string revision)
    {
        json.WriteStartArray();
        foreach (Layout layout in Layouts.All)
        {
            json.WriteStartObject();
            json.WriteString("layout", layout.Name);
            json.WriteString("bytes", SizeOf(layout));
            json.WriteString("section", SpecificationRevision.Renumber(layout.Section, revision));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static IEnumerable<string> Ccis(CommandRow row)
    {
        if (row.Ccis.HasFlag(CciKinds.Host))
            yield return "host";
        if (row.Ccis.HasFlag(CciKinds.FabricManager))
            yield return "fm";
    }

    private static IEnumerable<string> CcisAndCondition(CommandRow row) =>
        row.NeedsSeveralHosts ? Ccis(row).Append("several hosts") : Ccis(row);

    /// <summary>The set flags in words: "immediate log change".</summary>
    private static IEnumerable<string> Effects(CommandRow row) =>
        from effect in Enum.GetValues<CommandEffects>()
        where effect != CommandEffects.None && row.Effects.HasFlag(effect)
        select Words(effect.ToString());

    /// <summary>"ImmediateLogChange" as "immediate log change".</summary>
    private static string Words(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) && i > 0 ? $" {c}" : $"{c}")).ToLowerInvariant();

    private static string SizeOf(Layout layout)
    {
        string least = layout.MinimumSize == layout.Size ? "" : $"{Number(layout.MinimumSize)} or ";
        string size = least + Number(layout.Size);
        if (layout.List is not { } list)
            return size;
        string tail = list.Tail is { } end ? $" + {Number(end.Size)}" : "";
        return $"{size} + {Number(list.Stride)} x {list.Count?.Name ?? "n"}{tail}";
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
