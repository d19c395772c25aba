using System.Globalization;
using System.Reflection;
using System.Text;
using CxlWire.Protocol;
using CxlWire.Protocol.Commands;
using CxlWire.Tests;

namespace CxlWire.Conformance;

/// <summary>
/// The Python package's tables and typed commands are written from those that the codec has. CXLWIRE_UPDATE=1 writes
/// them anew.
/// </summary>
public class PythonTables
{
    private const int MaxWidth = 100;

    private static readonly string _indent = new(' ', 12);

    [Fact]
    public void The_package_has_the_layouts_that_the_codec_has() => Hold("_tables.py", Tables());

    [Fact]
    public void The_package_has_a_method_for_each_command() => Hold("_commands.py", Commands());

    private static void Hold(string file, string expected)
    {
        string path = Repository.PathOf("clients", "python", "cxlwire", file);
        if (Environment.GetEnvironmentVariable("CXLWIRE_UPDATE") == "1")
            File.WriteAllText(path, expected);
        Assert.Equal(expected, File.ReadAllText(path));
    }

    private static string Tables()
    {
        var text = new StringBuilder()
            .Append("\"\"\"Every layout, opcode and return code: written by tests/CxlWire.Conformance.\"\"\"\n\n")
            .Append("from .layout import Entries, Field, Layout\n\nLAYOUTS = {layout.name: layout for layout in (\n");
        foreach (Layout layout in KitTables.Layouts)
            Append(text, layout);
        text.Append(")}\n\n# By the identifier of a record, its layout.\nEVENT_RECORDS = {\n");
        foreach ((Uuid identifier, Layout layout) in KitTables.EventRecords)
            text.Append(CultureInfo.InvariantCulture, $"    \"{identifier}\": \"{layout.Name}\",\n");

        text.Append("}\n\n# By name: opcode, layouts of request and response, and what the specification calls it.\n")
            .Append("COMMANDS = {\n");
        foreach (CommandRow row in CommandTable.Rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"    \"{MethodOf(row)}\": (\n        0x{row.Opcode.Value:x4}, ")
                .Append(CultureInfo.InvariantCulture, $"\"{row.Request.Name}\", \"{row.Response.Name}\",\n")
                .Append(CultureInfo.InvariantCulture, $"        \"{row.Opcode.Name}\"),\n");
        }

        text.Append("}\n\nRETURN_CODES = {\n");
        foreach ((ushort value, string name) in ReturnCodes())
            text.Append(CultureInfo.InvariantCulture, $"    0x{value:x4}: \"{name}\",\n");
        return text.Append("}\n").ToString();
    }

    private static void Append(StringBuilder text, Layout layout)
    {
        text.Append(CultureInfo.InvariantCulture, $"    # {layout.Section}\n    Layout(\"{layout.Name}\", ")
            .Append(CultureInfo.InvariantCulture, $"{layout.Size}, {layout.MinimumSize}, (\n");
        foreach (LayoutField field in layout.Fields)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"        Field(\"{field.Name}\", \"{KindOf(field)}\", {field.Offset}, {field.Size}");
            if (field.IsBits)
                text.Append(CultureInfo.InvariantCulture, $", low={field.FirstBit}, bits={field.BitCount}");
            if (field.Structure is { } structure)
                text.Append(CultureInfo.InvariantCulture, $", layout=\"{structure.Name}\"");
            text.Append("),\n");
        }

        text.Append("    )");
        if (layout.List is { } list)
        {
            text.Append(CultureInfo.InvariantCulture, $", Entries(\"{list.Name}\", {list.Stride}");
            if (list.Entry is { } entry)
                text.Append(CultureInfo.InvariantCulture, $", entry=\"{entry.Name}\"");
            if (list.Count is { } count)
                text.Append(CultureInfo.InvariantCulture, $", count=\"{count.Name}\"");
            if (list.Tail is { } tail)
                text.Append(CultureInfo.InvariantCulture, $", tail=\"{tail.Name}\"");
            text.Append(')');
        }

        text.Append("),\n");
    }

    private static string KindOf(LayoutField field) => field.Kind switch
    {
        FieldKind.Unsigned => field.BitCount == 1 ? "flag" : "number",
        FieldKind.Signed => "signed",
        FieldKind.Uuid => "uuid",
        FieldKind.Text => "text",
        FieldKind.Bytes => "bytes",
        _ => "structure",
    };

    private static string Commands()
    {
        var text = new StringBuilder()
            .Append("\"\"\"A method for each command: written by tests/CxlWire.Conformance.\"\"\"\n\n")
            .Append("from .layout import Fields\n\n")
            .Append("__tracebackhide__ = True  # the traceback of a failing test ends in the test\n\n\n")
            .Append("class Commands:\n")
            .Append("    \"\"\"What a host or the Fabric Manager may say; what is not given is zero.\"\"\"\n\n")
            .Append("    def _say(self, command: str, fields: dict) -> Fields:\n        raise NotImplementedError\n");
        foreach (CommandRow row in CommandTable.Rows.Where(row => !row.SentByDevice))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n    def {MethodOf(row)}(")
                .Append(Wrapped(["self", .. Parameters(row.Request)])).Append(") -> Fields:\n")
                .Append(CultureInfo.InvariantCulture, $"        \"\"\"{row.Opcode.Name} ({row.Opcode.Value:X4}h); ")
                .Append(CultureInfo.InvariantCulture, $"{row.Section}.\"\"\"\n")
                .Append(CultureInfo.InvariantCulture, $"        return self._say(\"{MethodOf(row)}\", locals())\n");
        }

        return text.ToString();
    }

    private static IEnumerable<string> Parameters(Layout request)
    {
        IEnumerable<string> names = request.Fields
            .Where(field => !field.IsReserved && field != request.List?.Count)
            .Select(field => field.Name);
        if (request.List is { } list)
            names = names.Append(list.Name);
        return names.Select(name => name + "=None").Prepend("*").Where((_, i) => i > 0 || names.Any());
    }

    private static string Wrapped(IEnumerable<string> parameters)
    {
        var text = new StringBuilder();
        int width = _indent.Length;
        foreach (string parameter in parameters)
        {
            if (text.Length > 0)
                text.Append(',');
            bool fits = width + parameter.Length < MaxWidth;
            text.Append(text.Length == 0 ? "" : fits ? " " : "\n" + _indent).Append(parameter);
            width = (fits ? width : _indent.Length) + parameter.Length + 2;
        }

        return text.ToString();
    }

    private static string MethodOf(CommandRow row) => row.CommandName.Replace('-', '_');

    private static IEnumerable<(ushort Value, string Name)> ReturnCodes() =>
        from property in typeof(ReturnCode).GetProperties(BindingFlags.Public | BindingFlags.Static)
        where property.PropertyType == typeof(ReturnCode)
        let code = (ReturnCode)property.GetValue(null)!
        where code.Name is not null
        orderby code.Value
        select (code.Value, code.Name);
}
