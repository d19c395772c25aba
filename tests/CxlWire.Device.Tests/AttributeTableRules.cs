using System.Text;
using CxlWire.Device.Attributes;
using CxlWire.Device.Configuration;
using CxlWire.Device.Json;
using CxlWire.Protocol;
using CxlWire.Protocol.Cdat;
using CxlWire.Testing;
using CxlWire.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace CxlWire.Device.Tests;

/// <summary>X: what the CDAT tells of the memory.</summary>
public class AttributeTableRules
{
    private static readonly uint[] _values =
        [1, 7, 10, 150, 65_534, 65_535, 100_000, 123_457, 1_000_000_007, 4_294_967_290, uint.MaxValue];

    [Fact]
    public void X1_a_partition_and_a_region_have_their_attributes_and_performance()
    {
        var rig = new Rig(
            """
            {
              "volatile_capacity": 0, "persistent_capacity": "512 MiB",
              "persistent_performance": {"read_latency_picoseconds": 1},
              "regions": [{
                "length": "64 MiB", "dsmad_handle": 0, "sharable": true, "hardware_managed_coherency": true,
                "read_only": true, "non_volatile": true,
                "performance": {
                  "read_latency_picoseconds": 120000, "write_latency_picoseconds": 65535,
                  "read_megabytes_per_second": 65534, "write_megabytes_per_second": 4294967295}}]
            }
            """);
        string[] expected =
        [
            "00001800 01040000 0000000000000000 0000002000000000",
            "01001800 01000100 0100000000000000 0100000000000000",
            "01001800 01000200 1027000000000000 1900000000000000",
            "01001800 01000400 e803000000000000 1000000000000000",
            "01001800 01000500 e803000000000000 1000000000000000",
            "00001800 005c0000 0000002000000000 0000000400000000",
            "01001800 00000100 1027000000000000 0c00000000000000",
            "01001800 00000200 ffff000000000000 0100000000000000",
            "01001800 00000400 0100000000000000 feff000000000000",
            "01001800 00000500 ffffffff00000000 0100000000000000",
        ];
        Assert.Equal(expected.Select(Plain), Structures(rig));
        Assert.Equal(
            Rig.Reply(
                ReturnCode.Success, "0000 0101",
                "0000002000000000 0100000000000000 0000000400000000 0000200000000000 5c000000 00000000",
                "00020000 00020000 40000000 40000000"),
            Rig.Ask(rig.FabricManager, Opcode.GetHostDynamicCapacityRegionConfiguration, "0000 0800"));
    }

    [Fact]
    public void X1_a_device_without_static_capacity_tells_of_its_regions_alone() => Assert.Equal(
        5, Structures(new Rig("""{"volatile_capacity": 0, "regions": [{}]}""")).Count);

    [Fact]
    public void X1_every_host_reads_the_same_table()
    {
        var rig = new Rig("""{"hosts": 2}""");
        Assert.Equal(
            new DoeClient(rig.Device).ReadAttributeTable(), new DoeClient(rig.Device, 1).ReadAttributeTable());
    }

    [Theory]
    [InlineData("""[{}]""", 0)]
    [InlineData("""[{"dsmad_handle": 0}]""", 1)]
    [InlineData("""[{"dsmad_handle": 1}, {"dsmad_handle": 0}, {"dsmad_handle": 255}]""", 2)]
    public void X5_a_static_partition_has_the_lowest_handle_that_no_region_has(string regions, int handle)
    {
        var rig = new Rig($$"""{"persistent_capacity": "256 MiB", "regions": {{regions}}}""");
        string[] handles =
            [.. Structures(rig).Where(s => s.StartsWith("0000", StringComparison.Ordinal)).Select(Handle)];
        Assert.Equal(handles.Distinct(), handles);
        Assert.Equal(Hex.U16(handle)[..2], handles[0]);
    }

    [Fact]
    public void X5_two_regions_with_one_handle_do_not_start()
    {
        Assert.Equal(
            "regions[1].dsmad_handle: 7: X5: a region before it has handle 7", Complaint(
                """{"regions": [{"dsmad_handle": 7}, {"dsmad_handle": 7}]}"""));
        Assert.Equal(
            "regions[1].dsmad_handle: absent: X5: a region before it has handle 2", Complaint(
                """{"regions": [{"dsmad_handle": 2}, {}]}"""));
    }

    [Theory]
    [InlineData("""{"volatile_performance": {"read_latency_picoseconds": 0}}""",
        "volatile_performance.read_latency_picoseconds: 0: not between 1 and 4294967295")]
    [InlineData("""{"persistent_performance": {"write_latency_picoseconds": 4294967296}}""",
        "persistent_performance.write_latency_picoseconds: 4294967296: not between 1 and 4294967295")]
    [InlineData("""{"regions": [{"performance": {"read_megabytes_per_second": "fast"}}]}""",
        "regions[0].performance.read_megabytes_per_second: \"fast\": a whole number is needed")]
    [InlineData("""{"regions": [{"performance": {"bandwidth": 7}}]}""",
        "regions[0].performance.bandwidth: 7: not a member that a device file has")]
    [InlineData("""{"regions": [{"performance": 7}]}""", "regions[0].performance: 7: an object is needed")]
    public void X11_a_performance_that_cannot_be_told_does_not_start(string json, string complaint) =>
        Assert.Equal(complaint, Complaint(json));

    [Fact]
    public void X6_setting_a_regions_block_size_leaves_the_table_as_it_is()
    {
        var rig = new Rig();
        var client = new DoeClient(rig.Device);
        IReadOnlyList<byte[]> before = client.ReadAttributeTable();
        Assert.Equal(
            Rig.Reply(ReturnCode.Success), Rig.Ask(
                rig.FabricManager, Opcode.SetDynamicCapacityRegionConfiguration,
                "00 000000 0000100000000000 00000000"));
        Assert.Equal(before, client.ReadAttributeTable());
    }

    [Fact]
    public void X6_the_sequence_grows_with_each_change_of_the_table()
    {
        MemoryRange range = MemoryRange.Of(DeviceConfiguration.Default, new(DeviceConfiguration.Default))[0];
        IReadOnlyList<MemoryRange> memory = [range];
        var table = new AttributeTable(() => memory);
        Assert.Equal((0U, 0, 6), Summary(table));
        memory = [range];
        Assert.Equal((0U, 0, 6), Summary(table));
        memory = [range with { ReadOnly = true }];
        Assert.Equal((1U, 0, 6), Summary(table));
        memory = [];
        Assert.Equal((2U, 0, 1), Summary(table));
        memory = [range];
        Assert.Equal((3U, 0, 6), Summary(table));
    }

    /// <summary>Header, checksum, handles and order; and values come out as they went in, whatever they are.</summary>
    [Fact]
    public void X11_any_device_reads_entry_by_entry_as_it_was_configured()
    {
        Gen<MemoryPerformance> performance =
            from values in Gen.ArrayOf(Gen.Elements(_values), 4)
            select new MemoryPerformance(values[0], values[1], values[2], values[3]);
        Gen<string> region =
            from flags in Gen.ArrayOf(Gen.Elements("true", "false"), 4)
            from length in Gen.Choose(1, 600)
            from told in performance
            select $$"""
                {"length": "{{length * 2}} MiB", "sharable": {{flags[0]}}, "non_volatile": {{flags[1]}},
                 "hardware_managed_coherency": {{flags[2]}}, "read_only": {{flags[3]}}, "performance": {{Json(told)}}}
                """;
        Gen<string> device =
            from count in Gen.Choose(1, 8)
            from regions in Gen.ArrayOf(region, count)
            from @static in Gen.ArrayOf(Gen.Choose(0, 3), 2)
            from told in Gen.ArrayOf(performance, 2)
            select $$"""
                {"volatile_capacity": "{{@static[0] * 256}} MiB", "persistent_capacity": "{{@static[1] * 256}} MiB",
                 "volatile_performance": {{Json(told[0])}}, "persistent_performance": {{Json(told[1])}},
                 "regions": [{{string.Join(", ", regions)}}]}
                """;
        Seeded.Check(Prop.ForAll(Arb.From(device), ReadsAsConfigured), tests: 300);
    }

    private static bool ReadsAsConfigured(string json)
    {
        var rig = new Rig(json);
        DeviceConfiguration configuration = rig.Device.Configuration;
        IReadOnlyList<byte[]> entries = new DoeClient(rig.Device).ReadAttributeTable();
        Assert.True(CdatHeader.TryRead(entries[0], out CdatHeader header, out _));
        Assert.Equal(0, entries.Sum(entry => entry.Sum(value => value)) & 0xFF);
        Assert.Equal(header, new CdatHeader
        {
            Length = (uint)entries.Sum(entry => entry.Length),
            Revision = 2,
            Checksum = header.Checksum,
        });
        var expected = new List<(ulong Start, ulong Length, string Flags, MemoryPerformance Told)>();
        if (configuration.VolatileCapacity > 0)
            expected.Add((0, configuration.VolatileCapacity, "----", configuration.VolatilePerformance));
        if (configuration.PersistentCapacity > 0)
        {
            expected.Add((
                configuration.VolatileCapacity, configuration.PersistentCapacity, "n---",
                configuration.PersistentPerformance));
        }

        expected.AddRange(configuration.Regions.Select(r => (
            r.BaseDpa, r.Length, Flags(r.NonVolatile, r.Sharable, r.HardwareManagedCoherency, r.ReadOnly),
            r.Performance)));
        Assert.Equal(1 + (expected.Count * 5), entries.Count);
        for (int i = 0; i < expected.Count; i++)
        {
            Assert.True(Dsmas.TryRead(entries[1 + (i * 5)], out Dsmas dsmas, out _));
            Dslbis[] told = [.. entries.Skip(2 + (i * 5)).Take(4).Select(ReadPerformance)];
            Assert.Equal([1, 2, 4, 5], told.Select(t => (int)t.DataType.Value));
            Assert.All(told, t => Assert.Equal(dsmas.DsmadHandle, t.Handle));
            uint[] values = [.. told.Select(t => checked((uint)(t.EntryBaseUnit * t.Entry0)))];
            Assert.Equal(
                expected[i],
                (dsmas.BaseDpa, dsmas.Length,
                    Flags(dsmas.NonVolatile, dsmas.Sharable, dsmas.HardwareManagedCoherency, dsmas.ReadOnly),
                    new MemoryPerformance(values[0], values[1], values[2], values[3])));
        }

        return true;
    }

    private static Dslbis ReadPerformance(byte[] entry)
    {
        Assert.True(Dslbis.TryRead(entry, out Dslbis read, out _));
        Assert.InRange(read.Entry0, 1, 0xFFFE);
        return read;
    }

    private static string Flags(bool nonVolatile, bool sharable, bool coherent, bool readOnly) =>
        (nonVolatile ? "n" : "-") + (sharable ? "s" : "-") + (coherent ? "c" : "-") + (readOnly ? "r" : "-");

    private static string Json(MemoryPerformance p) =>
        $$"""
        {"read_latency_picoseconds": {{p.ReadLatency}}, "write_latency_picoseconds": {{p.WriteLatency}},
         "read_megabytes_per_second": {{p.ReadBandwidth}}, "write_megabytes_per_second": {{p.WriteBandwidth}}}
        """;

    private static (uint Sequence, int Sum, int Count) Summary(AttributeTable table)
    {
        Assert.True(CdatHeader.TryRead(table.Entries[0], out CdatHeader header, out _));
        return (header.Sequence, table.Entries.Sum(entry => entry.Sum(value => value)) & 0xFF, table.Entries.Count);
    }

    private static List<string> Structures(Rig rig) =>
        [.. new DoeClient(rig.Device).ReadAttributeTable().Skip(1).Select(entry => Hex.Text(entry))];

    private static string Handle(string structure) => structure.Substring(8, 2);

    private static string Plain(string text) => text.Replace(" ", "", StringComparison.Ordinal);

    private static string Complaint(string json) => Assert.Throws<JsonFileException>(
        () => DeviceConfigurationFile.Parse(Encoding.UTF8.GetBytes(json))).Message;
}
