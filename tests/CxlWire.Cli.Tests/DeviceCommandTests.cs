using CxlWire.Device.Configuration;
using CxlWire.Tests;

namespace CxlWire.Cli.Tests;

public sealed class DeviceCommandTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("cxlwire-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Prints_the_default_device_file()
    {
        Outcome outcome = await Cli.RunAsync("device");
        Assert.Equal(
            (0, File.ReadAllText(Repository.PathOf("fixtures", "devices", "default.json")), ""),
            (outcome.ExitCode, outcome.Output, outcome.Error));
        Assert.Equal(
            DeviceConfiguration.Default.ToString(),
            DeviceConfigurationFile.Parse(outcome.Bytes).ToString());
    }

    [Fact]
    public async Task Says_what_a_file_is_made_of()
    {
        Outcome outcome = await Cli.RunAsync("device", Written(
            """
            {"volatile_capacity": 0, "persistent_capacity": "512 MiB", "hosts": 2, "quirks": ["q3", "q8"],
             "partitionable_capacity": "256 MiB", "partition_alignment": "256 MiB", "payload_size": 256, "lsa_size": 100,
             "regions": [{"sharable": true, "block_size": "64 KiB"}, {"sanitize_on_release": true}]}
            """));
        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(
            """
              serial number     0xc11dcd0001
              hosts             2
              static capacity   none, volatile
              static capacity   0h to fffffffh, 256 MiB, partitionable
              static capacity   10000000h to 2fffffffh, 512 MiB, persistent
              region 0          30000000h to 6fffffffh, 1024 MiB, blocks of 64 KiB, sharable
              region 1          70000000h to afffffffh, 1024 MiB, blocks of 2 MiB, sanitized on release
              extents, tags     512, 64
              payload           256 bytes
              labels            100 bytes
              quirks            q3, q8
            """.ReplaceLineEndings("\n"),
            string.Join('\n', outcome.Lines[1..]).TrimEnd());
        Assert.Equal(
            "cxlwire: warning: payloads of 256 bytes are too small for Linux's DCD driver, which needs 352 for Get "
                + "Dynamic Capacity Configuration (4800h)\n",
            outcome.Error);
    }

    [Fact]
    public async Task Warns_of_payloads_that_4800h_does_not_fit()
    {
        Outcome outcome = await Cli.RunAsync("device", Written(
            """{"payload_size": 256, "regions": [{}, {}, {}, {}, {}, {}, {}, {}]}"""));
        Assert.Equal(
            (0, "cxlwire: warning: payloads of 256 bytes are too small for Get Dynamic Capacity Configuration (4800h) "
                + "with all 8 regions, which needs 344\n"),
            (outcome.ExitCode, outcome.Error));
    }

    [Fact]
    public async Task Names_what_is_wrong_by_its_path()
    {
        string file = Written("""{"regions": [{}, {"block_size": 3}]}""");
        Outcome outcome = await Cli.RunAsync("device", file);
        Assert.Equal(
            (2, "", $"cxlwire: {file}: regions[1].block_size: 3: R2: not a power of two of at least 64 bytes\n"),
            (outcome.ExitCode, outcome.Output, outcome.Error));
    }

    [Fact]
    public async Task Explains_one_member_with_those_inside_it()
    {
        Outcome outcome = await Cli.RunAsync("device", "--explain", "event_log_depths");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(
            ["member", "event_log_depths", "event_log_depths.informational", "event_log_depths.warning",
             "event_log_depths.failure", "event_log_depths.fatal", "event_log_depths.dynamic_capacity"],
            outcome.Lines.Where(line => line.Length > 0).Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public async Task Explains_every_member_that_a_file_may_have()
    {
        Outcome outcome = await Cli.RunAsync("device", "--explain");
        string[] explained = [.. outcome.Lines.Where(l => l.Length > 0).Select(line => line.Split(' ')[0])];
        Assert.Contains("regions[].sanitize_configurable", explained);
        Assert.Contains("pcie.subsystem_id", explained);
        Assert.Equal(explained.Distinct(), explained);
    }

    [Theory]
    [InlineData("cxlwire: --explain: lsasize: no member; did you mean lsa_size?\n", "device", "--explain", "lsasize")]
    [InlineData(
        "cxlwire: --explain explains members, and no file: leave FILE out\n", "device", "x.json", "--explain", "hosts")]
    public async Task Says_what_cannot_be_explained(string sentence, params string[] args)
    {
        Outcome outcome = await Cli.RunAsync(args);
        Assert.Equal((2, "", sentence), (outcome.ExitCode, outcome.Output, outcome.Error));
    }

    private string Written(string json)
    {
        string file = Path.Combine(_directory, "device.json");
        File.WriteAllText(file, json);
        return file;
    }
}
