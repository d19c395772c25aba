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
        Assert.Equal(
            $"""
            {Folder}/request_typical: payload.region_count, byte 12: expected {was}, found 119
            {Folder}/request_typical: payload.region_count, byte 12: expected the bytes 77, found {was:x2} when encoded

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
        Outcome usual = await Cli.RunAsync([], ["fixtures", "verify"], directory: directory.Path);
        Assert.Equal(
            $"cxlwire: no fixtures/messages in {directory.Path} nor above it; name a directory\n", usual.Error);
        Assert.Equal(2, usual.ExitCode);
    }
}
