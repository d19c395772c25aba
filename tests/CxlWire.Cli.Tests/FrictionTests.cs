using System.Diagnostics;
using System.Text.Json;
using CxlWire.Tests;
using CxlWire.Transport.Endpoints;

namespace CxlWire.Cli.Tests;

/// <summary>What got in the way of those who tried the command for the first time.</summary>
public sealed class FrictionTests
{
    private static readonly byte[] _request = Hex.Bytes("00 07 00 0148 080000 0000 0000 ffffffff 00000000");

    [Fact]
    public async Task Serving_ends_with_standard_input_where_that_is_asked_for_and_only_there()
    {
        using var directory = new TempDirectory();
        string host = $"unix:{directory.PathOf("a")}";
        await using CliProcess ends =
            await CliProcess.ServeAsync("--exit-with-stdin", "--host", $"unix:{directory.PathOf("b")}");
        await using CliProcess goesOn = await CliProcess.ServeAsync("--host", host);
        await ends.Input.WriteAsync("ignored"u8.ToArray(), ends.Deadline);
        goesOn.Input.Close();
        ends.Input.Close();
        Assert.Equal((0, ""), await ends.WaitAsync());
        Assert.Equal(0, (await Cli.RunAsync("send", host, "identify")).ExitCode);
    }

    [Fact]
    public async Task Ready_fd_gets_a_line_of_json_with_the_ports_that_the_system_chose()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "a shell passes the descriptor");
        using var directory = new TempDirectory();
        string ready = directory.PathOf("ready"), qmp = directory.PathOf("qmp");
        string command = $"exec dotnet '{Path.Combine(AppContext.BaseDirectory, "cxlwire.dll")}' serve "
            + $"--exit-with-stdin --host tcp:127.0.0.1:0 --qmp unix:{qmp} --ready-fd 7 7>'{ready}'";
        using Process server = Process.Start(new ProcessStartInfo("sh", ["-c", command])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        })!;
        while (await server.StandardError.ReadLineAsync(Cli.Cancelled) is { } line && !line.EndsWith(" ready"))
        {
        }

        // The line is written after the log's; the end of the process is after both.
        server.StandardInput.Close();
        await server.WaitForExitAsync(Cli.Cancelled);
        string written = await File.ReadAllTextAsync(ready, Cli.Cancelled);
        using JsonDocument json = JsonDocument.Parse(written);
        JsonElement host = json.RootElement.GetProperty("endpoints")[0];
        int port = host.GetProperty("port").GetInt32();
        Assert.InRange(port, 1, 65535);
        Assert.Equal(
            $$"""
            {"pid":{{server.Id}},"endpoints":[{"role":"host","device":0,"host":0,
            "endpoint":"tcp:127.0.0.1:{{port}}","port":{{port}}},{"role":"qmp","endpoint":"unix:{{qmp}}"}]}

            """.ReplaceLineEndings("") + "\n",
            written);
    }

    [Fact]
    public async Task A_log_in_json_has_times()
    {
        await using var server = CliProcess.Start("serve", "--log-format", "json");
        server.Input.Close();
        (int exitCode, string error) = await server.WaitAsync();
        Assert.Equal(0, exitCode);
        string[] lines = error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Matches(
            @"^{""time"":""\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z"",""level"":""information"","
                + @"""category"":""cxlwire"",""id"":1,""message"":""host on stdio""}$",
            lines[0]);
        Assert.Equal("ready", JsonDocument.Parse(lines[1]).RootElement.GetProperty("message").GetString());
    }

    [Fact]
    public async Task A_header_that_announces_more_than_can_be_sent_is_told_when_it_comes()
    {
        using var directory = new TempDirectory();
        var host = EndpointAddress.Parse($"unix:{directory.PathOf("host")}");
        await using CliProcess server = await CliProcess.ServeAsync("--host", host.ToString());
        await using (EndpointConnection connection =
            await EndpointClient.ConnectAsync(host, TimeSpan.Zero, server.Deadline))
        {
            await connection.Output.WriteAsync(
                Hex.Bytes("00 07 00 4801 000008 0000 0000 00000000 ffffffff"), server.Deadline);
            string? told = await server.ReadLogAsync();
            Assert.EndsWith(
                ": 0148h, tag 7, announces 524288 bytes, which are thrown away as they come: at most 2048 are taken; "
                    + "did you mean 4801h and 8 bytes? The low byte is first",
                told, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_name_without_a_file_serves_too()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "there are no such names here");
        string host = $"unix:@cxlwire-test-{Guid.NewGuid():N}";
        Outcome nobody = await Cli.RunAsync("send", host, "identify", "--timeout", "0.01");
        Assert.Equal($"cxlwire: Cannot connect to {host}: nobody listens there\n", nobody.Error);
        await using CliProcess server = await CliProcess.ServeAsync("--host", host);
        Assert.Equal($"info: cxlwire[1] host on {host} (this user's)", server.Log[0]);
        Outcome outcome = await Cli.RunAsync("send", host, "get-event-records", "--log", "dc", "--json");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        await using var second = CliProcess.Start("serve", "--host", host);
        Assert.Equal(
            (2, $"cxlwire: Cannot listen on {host}: another process uses the name\n"), await second.WaitAsync());
    }

    [Fact]
    public async Task A_refused_payload_is_an_exit_code_and_has_its_reason_in_json_which_encodes_to_the_same_bytes()
    {
        byte[] message = Hex.Bytes("00 07 00 0148 010000 0000 0000 ff");
        const string why =
            "get_dc_extent_list_request: too short at count, byte 0: 8 bytes needed, 1 there";
        Outcome text = await Cli.RunAsync(message, ["decode"]);
        Assert.Equal((1, $"cxlwire: standard input: message 1, payload: {why}\n"), (text.ExitCode, text.Error));
        Outcome json = await Cli.RunAsync(message, ["decode", "--json"]);
        Assert.Equal((1, text.Error), (json.ExitCode, json.Error));
        JsonElement refused = JsonDocument.Parse(json.Output).RootElement[0].GetProperty("payload_refused");
        Assert.Equal(
            $$"""{"layout":"get_dc_extent_list_request","field":"count","byte":0,"reason":"{{why}}"}""",
            JsonSerializer.Serialize(refused));
        Outcome encoded = await Cli.RunAsync(json.Bytes, ["encode", "cci-message"]);
        Assert.Equal((0, ""), (encoded.ExitCode, encoded.Error));
        Assert.Equal(message, encoded.Bytes);
        Assert.Equal(0, (await Cli.RunAsync(_request, ["decode"])).ExitCode);
    }

    [Theory]
    [InlineData("list", 80)]
    [InlineData("list --layouts", 80)]
    public async Task A_table_fits_a_terminal_and_loses_nothing(string command, int width)
    {
        string[] args = command.Split(' ');
        Outcome wide = await Cli.RunAsync(args);
        Outcome narrow = await Cli.RunAsync([], args, width: width);
        int longest = narrow.Lines.Max(line => line.Length);
        Assert.InRange(longest, 1, width);
        Assert.True(longest < wide.Lines.Max(line => line.TrimEnd().Length));
        Assert.Equal(Words(wide), Words(narrow));

        static IEnumerable<string> Words(Outcome outcome) =>
            outcome.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task Differences_fit_a_terminal_and_lose_nothing()
    {
        string[] args =
        [
            "replay", Repository.PathOf("fixtures", "conversations", "qemu-11.1.3.jsonl"), "--device",
            Repository.PathOf("fixtures", "devices", "qemu-11.1.json"), "--explain",
        ];
        Outcome wide = await Cli.RunAsync(args);
        Outcome narrow = await Cli.RunAsync([], args, width: 80);
        Assert.Equal((0, 0), (wide.ExitCode, narrow.ExitCode));
        Assert.InRange(narrow.Lines.Max(line => line.Length), 60, 80);
        Assert.Equal(Letters(wide), Letters(narrow));

        static IEnumerable<char> Letters(Outcome outcome) =>
            outcome.Output.Where(c => !char.IsWhiteSpace(c)).Order();
    }

    [Fact]
    public async Task What_a_layout_refuses_is_told_in_json_and_by_the_exit_code()
    {
        const string why = "extent: too short at start_dpa, byte 0: 40 bytes needed, 1 there";
        Outcome outcome = await Cli.RunAsync([7], ["decode", "--as", "extent", "--json"]);
        Assert.Equal((2, $"cxlwire: standard input: {why}\n"), (outcome.ExitCode, outcome.Error));
        Assert.Equal(
            $$"""{"refused":{"layout":"extent","field":"start_dpa","byte":0,"reason":"{{why}}"},"bytes":"07"}""",
            JsonSerializer.Serialize(JsonElement.Parse(outcome.Output)));
    }

    [Fact]
    public async Task A_refused_payload_in_a_conversation_is_an_exit_code_once_all_is_shown()
    {
        byte[] input =
            """
            {"conversation":2}
            {"op":"0001","req":"","rc":0,"rsp":""}
            {"op":"4801","req":"00","rc":22,"rsp":""}
            {"op":"0300","req":"","rc":0,"rsp":"0102030405060708"}

            """u8.ToArray();
        const string sentence = "cxlwire: standard input: step 0, payload: identify_response: too short at "
            + "pcie_vendor_id, byte 0: 18 bytes needed, 0 there\n";
        Outcome text = await Cli.RunAsync(input, ["decode", "--as", "conversation"]);
        Assert.Equal((1, sentence), (text.ExitCode, text.Error));
        Assert.Contains("step 2: host 0: Get Timestamp (0300h)", text.Output, StringComparison.Ordinal);
        Outcome json = await Cli.RunAsync(input, ["decode", "--as", "conversation", "--json"]);
        Assert.Equal((1, sentence), (json.ExitCode, json.Error));
        Assert.Equal(6, JsonElement.Parse(json.Output).GetArrayLength());
        Outcome good = await Cli.RunAsync(
            "decode", "--as", "conversation", Repository.PathOf("fixtures", "conversations", "demo.jsonl"));
        Assert.Equal((0, ""), (good.ExitCode, good.Error));
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _cxlwire cxlwire")]
    [InlineData("zsh", "#compdef cxlwire")]
    [InlineData("fish", "complete -c cxlwire -a '(__cxlwire)'")]
    public async Task Completion_prints_a_script(string shell, string line)
    {
        Outcome outcome = await Cli.RunAsync("completion", shell);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains(line, outcome.Lines);
    }

    [Fact]
    public async Task Bash_completes_by_the_script()
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "there is no bash here");
        string script =
            $$"""
            cxlwire() { dotnet '{{Path.Combine(AppContext.BaseDirectory, "cxlwire.dll")}}' "$@"; }
            eval "$(cxlwire completion bash)"
            COMP_LINE='cxlwire send unix:/x get-dc-e' COMP_POINT=${#COMP_LINE}
            COMP_WORDS=(cxlwire send unix:/x get-dc-e) COMP_CWORD=3
            COMP_POINT=${#COMP_LINE}
            _cxlwire
            echo "${COMPREPLY[*]}"
            """;
        using Process bash = Process.Start(
            new ProcessStartInfo("/bin/bash", ["-c", script]) { RedirectStandardOutput = true })!;
        Assert.Equal("get-dc-extent-list\n", await bash.StandardOutput.ReadToEndAsync(Cli.Cancelled));
    }
}
