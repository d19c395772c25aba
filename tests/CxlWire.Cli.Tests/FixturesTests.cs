using CxlWire.Tests;

namespace CxlWire.Cli.Tests;

public sealed class FixturesTests
{
    private const string Folder = "4800_get_dc_configuration";

    [Fact]
    public async Task All_of_the_repository_hold_and_are_found_from_below()
    {
        Outcome outcome =
            await Cli.RunAsync([], ["fixtures", "verify"], directory: Repository.PathOf("fixtures", "devices"));
        Assert.Equal("", outcome.Error);
        Assert.Equal(0, outcome.ExitCode);
        Assert.Matches(@"^\d+ cases as expected: \d+ accepted, \d+ refused\n$", outcome.Output);
    }

    [Fact]
    public async Task A_mismatch_names_field_offset_and_both_values()
    {
        using var directory = new TempDirectory();
        string folder = Directory.CreateDirectory(directory.PathOf(Folder)).FullName;
        foreach (string name in new[] { "request_typical.bin", "request_typical.json" })
            File.Copy(Repository.PathOf("fixtures", "messages", Folder, name), Path.Combine(folder, name));
        byte[] bytes = await File.ReadAllBytesAsync(Path.Combine(folder, "request_typical.bin"), Cli.Cancelled);
        byte was = bytes[12];
        bytes[12] = 0x77;
        await File.WriteAllBytesAsync(Path.Combine(folder, "request_typical.bin"), bytes, Cli.Cancelled);

        Outcome outcome = await Cli.RunAsync([], ["fixtures", "verify", "."], directory: directory.Path);
        const string field = $"{Folder}/request_typical: payload.region_count, byte 12 (payload byte 0)";
        Assert.Equal(
            $"""
            {field}: expected {was}, found 119
            {field}: expected the bytes 77, found {was:x2} when encoded

            """,
            outcome.Output);
        Assert.Equal("cxlwire: 1 of 1 cases are not as expected\n", outcome.Error);
        Assert.Equal(1, outcome.ExitCode);
    }

    [Fact]
    public async Task A_directory_without_golden_messages_is_the_wrong_one()
    {
        using var directory = new TempDirectory();
        Outcome named = await Cli.RunAsync("fixtures", "verify", directory.Path);
        Assert.Equal($"cxlwire: {directory.Path}: no golden messages\n", named.Error);
        Assert.Equal(2, named.ExitCode);
    }

    [Fact]
    public async Task Without_a_repository_those_are_verified_that_the_command_carries_along()
    {
        using var directory = new TempDirectory();
        Outcome carried = await Cli.RunAsync([], ["fixtures", "verify"], directory: directory.Path);
        Outcome files = await Cli.RunAsync("fixtures", "verify");
        Assert.Equal("", carried.Error);
        Assert.Equal(0, carried.ExitCode);
        Assert.Equal(files.Output, carried.Output);
    }

    [Fact]
    public async Task What_is_extracted_is_what_the_repository_has()
    {
        using var directory = new TempDirectory();
        Outcome outcome = await Cli.RunAsync([], ["fixtures", "extract", "all"], directory: directory.Path);
        Assert.Equal("", outcome.Error);
        string[] expected =
        [
            .. Contents(Repository.PathOf("fixtures")).Where(
                file => file.Split('/')[0] is "cases" or "devices" or "messages" or "scenarios"
                    && !file.Contains(".jsonl ", StringComparison.Ordinal)),
        ];
        Assert.Equal(expected, Contents(directory.PathOf("all")));
        Assert.Equal($"{expected.Length} files in all\n", outcome.Output);

        Outcome again = await Cli.RunAsync([], ["fixtures", "extract", "all"], directory: directory.Path);
        Assert.Equal("cxlwire: all: is not empty, and nothing is overwritten\n", again.Error);
        Assert.Equal(2, again.ExitCode);
    }

    [Fact]
    public async Task The_list_has_every_device_scenario_case_and_folder_of_messages()
    {
        Outcome outcome = await Cli.RunAsync("fixtures", "list");
        string[] Files(string folder) =>
        [
            .. Directory.EnumerateFiles(Repository.PathOf("fixtures", folder), "*.json")
                .Where(file => !file.EndsWith(".schema.json", StringComparison.Ordinal))
                .Select(file => $"  @{Path.GetFileNameWithoutExtension(file)}").Order(StringComparer.Ordinal),
        ];
        IEnumerable<string> messages = Directory.EnumerateDirectories(Repository.PathOf("fixtures", "messages"))
            .Order(StringComparer.Ordinal)
            .Select(folder => $"  {Path.GetFileName(folder)}, {Directory.GetFiles(folder, "*.bin").Length} cases");
        Assert.Equal(
            [
                "devices, for --device", .. Files("devices"),
                "scenarios of faults, for --faults", .. Files("scenarios"),
                "cases, for 'cxlwire judge'",
                .. Files("cases").Select(name => name.Replace("@", "", StringComparison.Ordinal)),
                "golden messages, for 'cxlwire fixtures extract DIR'", .. messages,
                "",
            ],
            outcome.Lines);
    }

    [Fact]
    public async Task Devices_and_scenarios_are_named_with_an_at_sign()
    {
        await using CliProcess server =
            await CliProcess.ServeAsync("--device", "@two-hosts-shared", "--faults", "@busy", "--host", "stdio");
        Assert.EndsWith(" ready", server.Log[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--device", "@device.schema", "devices")]
    [InlineData("--device", "@busy", "devices")]
    [InlineData("--faults", "@", "scenarios")]
    [InlineData("--faults", "@../devices/default", "scenarios")]
    public async Task A_name_that_is_none_is_answered_with_those_there_are(string option, string name, string folder)
    {
        Outcome outcome = await Cli.RunAsync("serve", option, name);
        Assert.StartsWith(
            $"cxlwire: {name}: the command carries no such file; its {folder} are @", outcome.Error,
            StringComparison.Ordinal);
        Assert.Contains($". A file of that name is ./{name}", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(2, outcome.ExitCode);
    }

    /// <summary>Every file below a directory: its path, and what is in it.</summary>
    private static IEnumerable<string> Contents(string directory) =>
        Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories).Select(
            file => $"{Path.GetRelativePath(directory, file)} {Convert.ToHexString(File.ReadAllBytes(file))}")
            .Order(StringComparer.Ordinal);
}
