using System.Text;
using CxlWire.Tests;

namespace CxlWire.Cli.Tests;

public sealed class ReplayTests
{
    private static readonly string _qemu = Repository.PathOf("fixtures", "devices", "qemu-11.1.json");

    private static string Conversation(string name) => Repository.PathOf("fixtures", "conversations", $"{name}.jsonl");

    [Theory]
    [InlineData("demo", "1 conversation, 9 steps", 9)]
    [InlineData("sharing", "1 conversation, 27 steps", 27)]
    public async Task Our_own_conversations_are_identical(string name, string heading, int identical)
    {
        Outcome outcome = await Cli.RunAsync("replay", Conversation(name));
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Equal(
            $"{heading}\n  {identical} identical\n  0 different\n  0 answered, not compared\n  0 not carried over\n",
            outcome.Output);
    }

    [Fact]
    public async Task Under_profile_qemu_QEMU_is_found_identical()
    {
        Outcome outcome =
            await Cli.RunAsync("replay", Conversation("qemu-11.1.3"), "--device", _qemu, "--profile", "qemu");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Equal(
            "24 conversations, 2744 steps\n  2738 identical\n  0 different\n  6 answered, not compared\n  0 not "
                + "carried over\n",
            outcome.Output);
    }

    [Fact]
    public async Task Every_kind_of_difference_is_shown_once_and_makes_exit_code_1()
    {
        Outcome outcome =
            await Cli.RunAsync("replay", Conversation("qemu-11.1.3"), "--device", _qemu, "--profile", "spec");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Matches(@"^cxlwire: \S+qemu-11\.1\.3\.jsonl: \d+ steps differ\n$", outcome.Error);
        string[] kind = Assert.Single(Rows(outcome), row => row is [_, "more_event_records", ..]);
        Assert.Equal(["95", "1, 3", "000c", "true", "false"], kind[2..]);
        string[] severity = Assert.Single(Rows(outcome), row => row is [_, "records[0].header.severity", ..]);
        Assert.Equal(["95", "1, 3", "003d", "1", "0"], severity[2..]);
    }

    [Fact]
    public async Task One_quirk_makes_its_difference_go()
    {
        Outcome outcome = await Cli.RunAsync(
            "replay", Conversation("qemu-11.1.3"), "--device", _qemu, "--profile", "spec", "--quirk", "q13");
        Assert.Equal(1, outcome.ExitCode);
        Assert.DoesNotContain(".severity", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("more_event_records", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("qemu-11.1.3")]
    [InlineData("qemu-11.1.3-fm")]
    public async Task Rows_explain_every_difference_from_QEMU(string name)
    {
        Outcome outcome =
            await Cli.RunAsync("replay", Conversation(name), "--device", _qemu, "--profile", "spec", "--explain");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("\nrow ", outcome.Output, StringComparison.Ordinal);
        Assert.Contains(Rows(outcome), row => row is ["q4", _]);
        Assert.DoesNotContain("unexplained", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_no_row_explains_makes_exit_code_1()
    {
        using var directory = new TempDirectory();
        string file = directory.Write(
            "one.jsonl", """{"seed": 0, "steps": [{"op": "4801", "req": "0000000000000000", "rc": 7, "rsp": ""}]}""");
        Outcome outcome = await Cli.RunAsync("replay", file, "--explain");
        Assert.Equal((1, $"cxlwire: {file}: 1 unexplained step\n"), (outcome.ExitCode, outcome.Error));
        Assert.EndsWith("row          steps\nunexplained  1\n", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plays_over_endpoints_and_says_what_was_not_carried_over()
    {
        using var directory = new TempDirectory();
        string host = $"unix:{directory.PathOf("host")}";
        string qmp = $"unix:{directory.PathOf("qmp")}";
        await using (await CliProcess.ServeAsync("--host", host, "--qmp", qmp))
        {
            Outcome whole = await Cli.RunAsync("replay", Conversation("demo"), "--host", host, "--qmp", qmp);
            Assert.Equal((0, ""), (whole.ExitCode, whole.Error));
            Assert.Contains("  9 identical\n", whole.Output, StringComparison.Ordinal);
        }

        await using (await CliProcess.ServeAsync("--host", host))
        {
            Outcome half = await Cli.RunAsync("replay", Conversation("demo"), "--host", host);
            Assert.Equal(1, half.ExitCode);
            Assert.Contains("  2 not carried over\n", half.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_host_and_the_fabric_manager_have_an_endpoint()
    {
        using var directory = new TempDirectory();
        string[] endpoints = [.. new[] { "a", "b", "fm" }.Select(name => $"unix:{directory.PathOf(name)}")];
        await using CliProcess server = await CliProcess.ServeAsync(
            "--device", Repository.PathOf("fixtures", "devices", "two-hosts-shared.json"),
            "--host", endpoints[0], "--host", $"1={endpoints[1]}", "--fm", endpoints[2]);
        Outcome outcome = await Cli.RunAsync(
            "replay", Conversation("sharing"), "--host", endpoints[0], "--host", $"1={endpoints[1]}", "--fm",
            endpoints[2]);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("  27 identical\n", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_endpoints_QEMU_is_found_in_a_server_with_its_profile()
    {
        using var directory = new TempDirectory();
        string host = $"unix:{directory.PathOf("host")}";
        string qmp = $"unix:{directory.PathOf("qmp")}";
        byte[] one = Encoding.UTF8.GetBytes(File.ReadLines(Conversation("qemu-11.1.3")).ElementAt(12));
        await using CliProcess server = await CliProcess.ServeAsync(
            "--device", _qemu, "--profile", "qemu", "--host", host, "--qmp", qmp);
        Outcome outcome = await Cli.RunAsync(one, ["replay", "-", "--device", _qemu, "--host", host, "--qmp", qmp]);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("  0 different\n  1 answered, not compared\n", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_peer_that_ends_is_an_error()
    {
        await using var peer = new Peer(Peer.Answering(13, []));
        Outcome outcome = await Cli.RunAsync("replay", Conversation("demo"), "--host", peer.Address);
        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith("cxlwire: no answer to Get Event Records (0100h): ", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_none_is_named_with_its_line()
    {
        using var directory = new TempDirectory();
        string file = directory.Write("wrong.jsonl", """{"seed": 0, "steps": [{}]}""");
        Outcome outcome = await Cli.RunAsync("replay", file);
        Assert.Equal(
            (2, $"cxlwire: {file}: line 1: line.steps[0].rc: absent: an integer from 0 to 65535 is needed\n"),
            (outcome.ExitCode, outcome.Error));
        string elsewhere = directory.Write("elsewhere.jsonl", """{"device": "../x.json", "seed": 0, "steps": []}""");
        Outcome device = await Cli.RunAsync("replay", elsewhere);
        Assert.Equal(
            (2, $"cxlwire: {elsewhere}: a conversation's device is no plain file name\n"),
            (device.ExitCode, device.Error));
    }

    [Fact]
    public async Task A_device_that_is_elsewhere_is_named_by_the_command_line()
    {
        using var directory = new TempDirectory();
        string file =
            directory.Write("sharing.jsonl", await File.ReadAllBytesAsync(Conversation("sharing"), Cli.Cancelled));
        Outcome lost = await Cli.RunAsync("replay", file);
        Assert.Equal(
            (2, $"cxlwire: {file}: its device two-hosts-shared.json is neither beside it nor in ../devices: --device "
                + "may say where\n"),
            (lost.ExitCode, lost.Error));
        string device = Repository.PathOf("fixtures", "devices", "two-hosts-shared.json");
        Assert.Equal(0, (await Cli.RunAsync("replay", file, "--device", device)).ExitCode);
    }

    private static IEnumerable<string[]> Rows(Outcome outcome) =>
        outcome.Lines.Select(
            line => line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
