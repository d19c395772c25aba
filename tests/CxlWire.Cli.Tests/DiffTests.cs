using CxlWire.Tests;

namespace CxlWire.Cli.Tests;

public sealed class DiffTests
{
    private const string Message = "00 07 00 0148 080000 0000 0000 0a000000 01000000";

    [Fact]
    public async Task Equal_files_are_equal()
    {
        using var directory = new TempDirectory();
        string left = directory.Write("left", Hex.Bytes(Message));
        string right = directory.Write("right", Hex.Bytes(Message));
        Outcome outcome = await Cli.RunAsync("diff", left, right);
        Assert.Equal((0, "equal: 20 bytes\n", ""), (outcome.ExitCode, outcome.Output, outcome.Error));
        left = directory.Write("left.hex", Message);
        right = directory.Write("right.hex", $"{Message} # the same");
        outcome = await Cli.RunAsync("diff", left, right, "--hex");
        Assert.Equal((0, "equal: 20 bytes\n", ""), (outcome.ExitCode, outcome.Output, outcome.Error));
    }

    [Fact]
    public async Task Fields_of_a_layout_differ()
    {
        using var directory = new TempDirectory();
        string left = directory.Write("l", "0a000000 01000000");
        string right = directory.Write("r", "0a000000 00000100");
        Outcome outcome = await Cli.RunAsync("diff", left, right, "--as", "get-dc-extent-list-request", "--hex");
        string header = $"offset  field  {left}";
        Assert.Equal(
            $"{header}  {right}\n0004    start  {"1".PadRight(left.Length)}  65536\n", outcome.Output);
        Assert.Equal($"cxlwire: {left} and {right}: 1 difference\n", outcome.Error);
        Assert.Equal(1, outcome.ExitCode);
    }

    [Fact]
    public async Task Messages_differ_in_header_payload_and_number()
    {
        using var directory = new TempDirectory();
        string left = directory.Write("left.hex", $"{Message} {Message}");
        string right = directory.Write("right.hex", $"{Message} 00 08 00 0148 080000 0000 0000 0a000000 02000000 00");
        Outcome outcome = await Cli.RunAsync("diff", left, right, "--hex");
        string[][] rows = [.. outcome.Lines[1..^1].Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        Assert.Equal(["0015", "[1].header.message_tag", "7", "8"], rows[0]);
        Assert.Equal(["0024", "[1].payload.start", "1", "2"], rows[1]);
        Assert.Equal(["0028", "end", "absent", "00"], rows[2]);
        Assert.Equal(3, rows.Length);
        Assert.Equal($"cxlwire: {left} and {right}: 3 differences\n", outcome.Error);
        Assert.Equal(1, outcome.ExitCode);
    }

    [Fact]
    public async Task Ten_thousand_differences_are_shown_and_the_others_counted()
    {
        using var directory = new TempDirectory();
        byte[] message = Hex.Bytes(Message);
        byte[] other = Hex.Bytes("00 07 00 0148 080000 0000 0000 0a000000 02000000");
        string left = directory.Write("l", [.. Enumerable.Repeat(message, 10_001).SelectMany(bytes => bytes)]);
        string right = directory.Write("r", [.. Enumerable.Repeat(other, 10_001).SelectMany(bytes => bytes)]);
        Outcome outcome = await Cli.RunAsync("diff", left, right);
        Assert.Equal(
            $"cxlwire: {left} and {right}: 10001 differences, of which the first 10000 are shown\n", outcome.Error);
        Assert.Equal((1, 1 + 10_000), (outcome.ExitCode, outcome.Lines.Length - 1));
    }

    [Fact]
    public async Task What_a_layout_refuses_is_compared_as_bytes()
    {
        using var directory = new TempDirectory();
        string left = directory.Write("l", "0a000000 01000000");
        string right = directory.Write("r", "0a000000 01");
        Outcome outcome = await Cli.RunAsync("diff", left, right, "--as", "get_dc_extent_list_request", "--hex");
        Assert.Equal(
            $"{right}: refused: get_dc_extent_list_request: too short at start, byte 4: 8 bytes needed, 5 there",
            outcome.Lines[0]);
        Assert.Equal(
            ["0004", "start", "01000000", "01"], outcome.Lines[2].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(1, outcome.ExitCode);
    }
}
