using System.Text;
using CxlWire.Device.Configuration;
using CxlWire.Device.Faults;
using CxlWire.Device.Json;

namespace CxlWire.Device.Tests;

/// <summary>The longest device file and scenario, and one byte, member or level more.</summary>
public sealed class FileLimitTests : IDisposable
{
    private const int MiB = 1 << 20;

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    private string Write(string json, int length)
    {
        File.WriteAllText(_file, json.PadRight(length));
        return _file;
    }

    private static DeviceConfiguration Parse(string json) =>
        DeviceConfigurationFile.Parse(Encoding.UTF8.GetBytes(json));

    private static string ComplaintOf(Action read) => Assert.Throws<JsonFileException>(read).Message;

    [Fact]
    public void A_device_file_has_256_MiB()
    {
        Assert.Equal(3, DeviceConfigurationFile.Load(Write("""{"hosts": 3}""", 256 * MiB)).Hosts);
        Assert.Equal(
            "$: more than 256 MiB: a device file has no more",
            ComplaintOf(() => DeviceConfigurationFile.Load(Write("{}", (256 * MiB) + 1))));
    }

    [Fact]
    public void A_device_file_is_nested_64_deep()
    {
        string Nested(int levels) =>
            $$"""{"serial_number": {{new string('[', levels - 1)}}{{new string(']', levels - 1)}}}""";
        Assert.StartsWith(
            "serial_number: [[[", ComplaintOf(() => Parse(Nested(64))), StringComparison.Ordinal);
        Assert.StartsWith(
            "$: line 1: not JSON: The maximum configured depth of 64 has been exceeded.",
            ComplaintOf(() => Parse(Nested(65))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_has_64_hosts_and_8_regions()
    {
        string Regions(int count) => $$"""
            {"regions": [{{string.Join(',', Enumerable.Repeat("""{"length": "256 MiB"}""", count))}}]}
            """;
        Assert.Equal(64, Parse("""{"hosts": 64}""").Hosts);
        Assert.Equal("hosts: 65: not between 1 and 64", ComplaintOf(() => Parse("""{"hosts": 65}""")));
        Assert.Equal(8, Parse(Regions(8)).Regions.Count);
        Assert.StartsWith("regions: ", ComplaintOf(() => Parse(Regions(9))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_scenario_has_1_MiB_and_256_faults()
    {
        string Faults(int count) => $$"""
            {"faults": [{{string.Join(
                ',', Enumerable.Repeat("""{"when": {"command": 1}, "then": {"fault": "no_reply"}}""", count))}}]}
            """;
        Assert.Equal(256, FaultScenarioFile.Load(Write(Faults(256), MiB)).Faults.Count);
        Assert.Equal(
            "$: more than 1 MiB: a scenario has no more",
            ComplaintOf(() => FaultScenarioFile.Load(Write(Faults(256), MiB + 1))));
        Assert.Equal(
            "faults: 257 faults: a scenario has at most 256",
            ComplaintOf(() => FaultScenarioFile.Load(Write(Faults(257), 0))));
    }
}
