using System.Text.Json;
using CxlWire.Device;
using CxlWire.Device.Configuration;
using CxlWire.Golden;
using CxlWire.Protocol;
using CxlWire.Protocol.Commands;
using CxlWire.Protocol.Events;
using CxlWire.Tests;

namespace CxlWire.Conformance;

/// <summary>An opcode that lacks one of its places, or a layout one of its statements, fails here.</summary>
public class Completeness
{
    public static TheoryData<ushort> Opcodes => [.. CommandTable.Rows.Select(r => r.Opcode.Value)];

    [Theory]
    [MemberData(nameof(Opcodes))]
    public void An_opcode_has_a_name_layouts_and_goldens(ushort value)
    {
        Assert.True(CommandTable.TryGet(new Opcode(value), out CommandRow row));
        Assert.NotNull(row.Opcode.Name);
        Assert.Contains(row.Request, Layouts.All);
        Assert.Contains(row.Response, Layouts.All);
        string folder = $"{value:x4}_{row.CommandName.Replace('-', '_')}";
        GoldenCase[] goldens =
            [.. Goldens.All.Values.Where(c => c.Name.StartsWith($"{folder}/", StringComparison.Ordinal))];
        Assert.Contains(goldens, c => c.Name == $"{folder}/request_typical");

        // No payload is too long where the last field goes to its end.
        if (row.Request.List is null or { Count: not null })
            Assert.Contains(
                goldens, c => c.Name.StartsWith($"{folder}/request_", StringComparison.Ordinal)
                    && c.Refusal is { Kind: LayoutErrorKind.TooLong or LayoutErrorKind.Inconsistent });
        if (row.Request != Layout.Empty)
            Assert.Contains(
                goldens, c => c.Name.StartsWith($"{folder}/request_", StringComparison.Ordinal)
                    && c.Refusal is { Kind: LayoutErrorKind.TooShort });
        if (row.Request.List?.Count is not null)
            Assert.Contains(
                goldens, c => c.Name.StartsWith($"{folder}/request_count_mismatch", StringComparison.Ordinal));
        if (!row.SentByDevice)
            Assert.Contains(goldens, c => c.Name == $"{folder}/response_typical" && c.Layout == row.Response);
    }

    [Theory]
    [InlineData(CciKinds.Host, 1)]
    [InlineData(CciKinds.Host, 2)]
    [InlineData(CciKinds.FabricManager, 1)]
    [InlineData(CciKinds.FabricManager, 2)]
    public void Every_row_has_a_handler_but_for_what_the_device_sends(CciKinds kind, int hosts)
    {
        var device = new CxlDevice(DeviceConfiguration.Default with { Hosts = hosts });
        CciPort port = kind == CciKinds.Host ? device.Hosts[0].Cci : device.FabricManager.Cci;
        CommandRow[] rows =
        [
            .. CommandTable.Rows.Where(row => (row.Ccis & kind) != 0 && !row.SentByDevice
                && !(row.NeedsSeveralHosts && hosts == 1)),
        ];
        string[] missing = [.. rows.Except(port.Commands).Select(row => $"HandlerTable: {row} has no handler")];
        Assert.Equal([], missing);
        Assert.Equal(rows, port.Commands);
    }

    [Fact]
    public void Rows_are_sorted_by_opcode_and_command_names_are_unique()
    {
        ushort[] opcodes = [.. CommandTable.Rows.Select(r => r.Opcode.Value)];
        Assert.Equal(opcodes.Distinct().Order(), opcodes);
        Assert.Equal(CommandTable.Rows.Count, CommandTable.Rows.Select(r => r.CommandName).Distinct().Count());
    }

    [Fact]
    public void Every_layout_has_goldens_with_minimum_and_every_reserved_bit_set()
    {
        foreach (Layout layout in Layouts.All.Where(l => l != Layout.Empty && l != EventRecord.Layout))
        {
            GoldenCase[] goldens = [.. Goldens.All.Values.Where(c => c.Layout == layout && c.Refusal is null)];
            Assert.True(goldens.Length > 0, $"{layout} has no golden");
            foreach (LayoutField field in layout.Fields.Where(f => f.IsReserved))
            {
                bool allSet = goldens.Any(c =>
                    FieldNode.TryRead(c.LayoutBytes, layout, out FieldNode? root, out _)
                    && root!.Children.Any(n => n.Field == field && IsAllOnes(n, field)));
                Assert.True(allSet, $"no golden of {layout} has every bit of {field.Name} set");
            }
        }
    }

    [Fact]
    public void Device_files_are_devices()
    {
        foreach (string file in Directory.EnumerateFiles(Repository.PathOf("fixtures", "devices"), "*.json"))
        {
            if (!file.EndsWith("schema.json", StringComparison.Ordinal))
                Assert.NotNull(new CxlDevice(DeviceConfigurationFile.Load(file)));
        }
    }

    [Fact]
    public void The_default_device_is_what_its_file_says()
    {
        DeviceConfiguration file =
            DeviceConfigurationFile.Load(Repository.PathOf("fixtures", "devices", "default.json"));
        Assert.Equal(DeviceConfiguration.Default.Regions, file.Regions);
        Assert.Equal(DeviceConfiguration.Default, file with { Regions = DeviceConfiguration.Default.Regions });
    }

    /// <summary>A file with every member of the schema, each at its default, is the default device.</summary>
    [Fact]
    public void The_schema_knows_the_members_and_defaults_that_the_reader_knows()
    {
        using var schema =
            JsonDocument.Parse(File.ReadAllBytes(Repository.PathOf("fixtures", "devices", "device.schema.json")));
        var defaults = Defaults(schema.RootElement, schema.RootElement);
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(defaults);
        DeviceConfiguration read = DeviceConfigurationFile.Parse(json);
        Assert.Equal(DeviceConfiguration.Default, read with { Regions = DeviceConfiguration.Default.Regions });

        string source =
            File.ReadAllText(Repository.PathOf("src", "CxlWire.Device", "Configuration", "DeviceConfigurationFile.cs"));
        Assert.All(
            Members(schema.RootElement, schema.RootElement),
            member => Assert.Contains($"\"{member}\"", source, StringComparison.Ordinal));
        using var everything =
            JsonDocument.Parse(File.ReadAllBytes(Repository.PathOf("fixtures", "devices", "default.json")));
        Assert.All(
            Members(everything.RootElement, "regions"),
            member => Assert.Contains(member, Members(schema.RootElement, schema.RootElement)));
    }

    private static Dictionary<string, object> Defaults(JsonElement schema, JsonElement root)
    {
        var values = new Dictionary<string, object>();
        foreach (JsonProperty property in schema.GetProperty("properties").EnumerateObject())
        {
            JsonElement definition = property.Value;
            if (definition.TryGetProperty("$ref", out JsonElement reference)
                && !definition.TryGetProperty("default", out _))
                definition = root.GetProperty("$defs").GetProperty(reference.GetString()!.Split('/')[^1]);
            if (definition.TryGetProperty("default", out JsonElement value))
                values[property.Name] = value.Clone();
            else if (definition.TryGetProperty("properties", out _))
                values[property.Name] = Defaults(definition, root);
        }

        return values;
    }

    private static IEnumerable<string> Members(JsonElement schema, JsonElement root)
    {
        foreach (JsonProperty property in schema.GetProperty("properties").EnumerateObject())
        {
            yield return property.Name;
            JsonElement inner = property.Value.TryGetProperty("items", out JsonElement items) ? items : property.Value;
            if (inner.TryGetProperty("$ref", out JsonElement reference))
                inner = root.GetProperty("$defs").GetProperty(reference.GetString()!.Split('/')[^1]);
            foreach (string member in inner.TryGetProperty("properties", out _) ? Members(inner, root) : [])
                yield return member;
        }
    }

    private static IEnumerable<string> Members(JsonElement value, string list) => value.EnumerateObject().SelectMany(
        p => p.Name == list
            ? p.Value[0].EnumerateObject().Select(m => m.Name).Prepend(list)
            : p.Value.ValueKind == JsonValueKind.Object ? Members(p.Value, list).Prepend(p.Name) : [p.Name]);

    private static bool IsAllOnes(FieldNode node, LayoutField field) =>
        field.Kind == FieldKind.Unsigned
            ? Number(node, field) == (1UL << field.BitCount) - 1
            : !node.Bytes.Span.ContainsAnyExcept((byte)0xFF);

    private static ulong Number(FieldNode node, LayoutField field)
    {
        // The node's bytes begin where the field does.
        ulong value = 0;
        for (int i = field.Size - 1; i >= 0; i--)
            value = (value << 8) | node.Bytes.Span[i];
        return (value >> field.FirstBit) & ((1UL << field.BitCount) - 1);
    }
}
