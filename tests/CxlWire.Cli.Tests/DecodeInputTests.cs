using System.Globalization;
using System.Text;
using CxlWire.Tests;

namespace CxlWire.Cli.Tests;

/// <summary>What decode and diff take a file for: what they are told, whatever it looks like.</summary>
public sealed class DecodeInputTests
{
    public static TheoryData<string> Folders => DecodeEncodeTests.Folders;

    public static TheoryData<string> Conversations =>
        [.. Directory.EnumerateFiles(Repository.PathOf("fixtures", "conversations")).Select(f => Path.GetFileName(f))
            .Order()];

    [Theory]
    [InlineData("0a", "get_event_records_request")]
    [InlineData("78 56", "get_dc_configuration_request")]
    [InlineData("30 61 30 62", "get_host_dc_region_configuration_request")]
    [InlineData("23 20", "get_dc_configuration_request")]
    public async Task Bytes_that_look_like_text_are_bytes(string hex, string layout)
    {
        byte[] bytes = Hex.Bytes(hex);
        using var directory = new TempDirectory();
        string file = directory.Write("bytes", bytes);
        Outcome fromFile = await Cli.RunAsync("decode", file, "--as", layout, "--json");
        Assert.Equal((0, ""), (fromFile.ExitCode, fromFile.Error));
        Assert.Equal(bytes, (await Cli.RunAsync(fromFile.Bytes, ["encode", layout])).Bytes);
        foreach (bool terminal in (bool[])[false, true])
        {
            Outcome fromInput = await Cli.RunAsync(bytes, ["decode", "-", "--as", layout, "--json"], terminal);
            Assert.Equal(fromFile.Output, fromInput.Output);
        }

        Outcome equal = await Cli.RunAsync(bytes, ["diff", file, "-", "--as", layout]);
        Assert.Equal((0, $"equal: {bytes.Length} bytes\n"), (equal.ExitCode, equal.Output));
    }

    [Theory]
    [InlineData("decode", "byte 0: the input ends inside a CCI header: 12 bytes needed, 5 there")]
    [InlineData("decode --as get_event_records_request",
        "get_event_records_request: too long at byte 1: 1 bytes needed, 5 there")]
    public async Task Text_that_is_refused_as_bytes_is_told_of_the_option(string command, string reason)
    {
        Outcome outcome = await Cli.RunAsync("04 05"u8.ToArray(), command.Split(' '));
        Assert.Equal(
            (2, $"cxlwire: standard input: {reason}; hexadecimal text is read with --hex\n"),
            (outcome.ExitCode, outcome.Error));
        outcome = await Cli.RunAsync("04 05\0"u8.ToArray(), command.Split(' '));
        Assert.DoesNotContain("--hex", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_may_be_one_line_or_many_and_end_anywhere()
    {
        string message = "00 07 00 0001 010000 0000 0000 04 ";
        string oneLine = string.Concat(Enumerable.Repeat(message, 5000));
        string many = $"\uFEFF{string.Concat(Enumerable.Repeat($"{message}# one\r\n\n", 5000))}";
        Outcome expected = await Cli.RunAsync(
            [.. Enumerable.Repeat(Hex.Bytes(message), 5000).SelectMany(bytes => bytes)], ["decode"]);
        foreach (string text in (string[])[oneLine, many])
        {
            Outcome outcome = await Cli.RunAsync(Encoding.UTF8.GetBytes(text), ["decode", "--hex"]);
            Assert.Equal(("", expected.Output), (outcome.Error, outcome.Output));
        }
    }

    [Fact]
    public async Task A_message_is_shown_before_text_that_is_wrong()
    {
        Outcome outcome = await Cli.RunAsync("00070000010100000000000004\n0g"u8.ToArray(), ["decode", "--hex"]);
        Assert.StartsWith("message 1 at 0000h: request Get Event Records", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(
            (2, "cxlwire: standard input: line 2, column 2: 'g' is no hexadecimal digit\n"),
            (outcome.ExitCode, outcome.Error));
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task Encode_takes_goldens_as_they_stand(string folder)
    {
        bool isMessage = char.IsAsciiHexDigit(folder[3]) && folder[4] == '_';
        foreach (string file in Directory.EnumerateFiles(Repository.PathOf("fixtures", "messages", folder), "*.json"))
        {
            Outcome outcome = await Cli.RunAsync("encode", isMessage ? "cci-message" : folder, file);

            // Of bytes that a layout refuses, a golden has no fields.
            if (!isMessage && File.ReadAllText(file).Contains("\"refused\"", StringComparison.Ordinal))
                continue;
            Assert.True(outcome.ExitCode == 0, $"{file}: {outcome.Error}");
            byte[] bytes = await File.ReadAllBytesAsync(Path.ChangeExtension(file, ".bin"), Cli.Cancelled);
            Assert.Equal(bytes, outcome.Bytes);
        }
    }

    [Fact]
    public async Task A_golden_of_another_layout_is_refused_at_its_place()
    {
        string file = Repository.PathOf("fixtures", "messages", "4801_get_dc_extent_list", "request_typical.json");
        Outcome outcome = await Cli.RunAsync("encode", "get-event-records-request", file);
        Assert.Equal(
            (2, $"cxlwire: {file}: $.layout: \"get_dc_extent_list_request\" where \"get_event_records_request\" is "
                + "expected\n"),
            (outcome.ExitCode, outcome.Error));
        byte[] wrong = """{"fields": {"header": {}, "payload": "00"}, "outcome": {}}"""u8.ToArray();
        outcome = await Cli.RunAsync(wrong, ["encode", "cci-message"]);
        Assert.StartsWith("cxlwire: standard input: $.fields.header.", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Conversations))]
    public async Task Conversations_are_shown_as_messages(string name)
    {
        string file = Repository.PathOf("fixtures", "conversations", name);
        Outcome shown = await Cli.RunAsync("decode", "--as", "conversation", file);
        Outcome json = await Cli.RunAsync("decode", "--as", "conversation", file, "--json");
        Outcome messages = await Cli.RunAsync(json.Bytes, ["encode", "cci-message"]);
        Assert.Equal((0, ""), (messages.ExitCode, messages.Error));
        Outcome again = await Cli.RunAsync(messages.Bytes, ["decode", "--json"]);
        Assert.Equal(json.Output, again.Output);

        // Those that were held to be refused are refused alike as steps and as messages.
        Assert.Equal((again.ExitCode, again.ExitCode), (shown.ExitCode, json.ExitCode));
        Assert.Equal(
            name is "demo.jsonl" or "extent-life.jsonl" or "linux-dcd-v11-guest.jsonl" or "sharing.jsonl"
                ? (0, "") : (1, json.Error),
            (shown.ExitCode, shown.Error));
    }

    [Fact]
    public async Task A_conversation_has_steps_of_all_kinds()
    {
        byte[] conversation = Encoding.UTF8.GetBytes(
            """
            {"conversation":2}
            {"control":"system_reset","arguments":{},"returned":{}}
            {"op":"0300","req":"","rc":2,"rsp":""}
            {"reset":"hosts"}
            {"conversation":2}
            {"wait":1000}

            """);
        Outcome outcome = await Cli.RunAsync(conversation, ["decode", "--as", "conversation"]);
        Assert.Equal("", outcome.Error);
        string[] headings = [.. outcome.Lines.Where(line => line.Contains(": ", StringComparison.Ordinal))];
        Assert.Equal(
            [
                "step 0: qmp system_reset {}",
                "step 1: host 0: Get Timestamp (0300h)",
                "message 1 at 0000h: request Get Timestamp (0300h), tag 1, no payload",
                "message 2 at 000ch: response to Get Timestamp (0300h), tag 1, Invalid Input (02h), no payload",
                "step 2: reset",
                "conversation 2, step 0: wait",
            ],
            headings);
        outcome = await Cli.RunAsync("{\"conversation\":3}\n"u8.ToArray(), ["decode", "--as", "conversation"]);
        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith("cxlwire: standard input: line 1: line.conv", outcome.Error, StringComparison.Ordinal);
        outcome = await Cli.RunAsync(conversation, ["decode", "--as", "conversation", "--hex"]);
        Assert.Equal((2, "cxlwire: --hex: a conversation is text of its own\n"), (outcome.ExitCode, outcome.Error));
    }

    /// <summary>20 MiB took 2.7 GB; VmHWM is the most that a process ever had in memory.</summary>
    [Fact]
    public async Task Memory_does_not_grow_with_the_input()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "VmHWM is Linux's");
        const int Input = 20 << 20;
        const int Most = 150 << 20;
        string golden = Repository.PathOf(
            "fixtures", "messages", "4801_get_dc_extent_list", "response_typical.bin");
        byte[] message = await File.ReadAllBytesAsync(golden, Cli.Cancelled);
        byte[] chunk = [.. Enumerable.Repeat(message, 1000).SelectMany(bytes => bytes)];
        await using var process = CliProcess.Start("decode", "--json");
        Task reading = process.Output.CopyToAsync(Stream.Null, process.Deadline);
        for (int sent = 0; sent < Input; sent += chunk.Length)
            await process.Input.WriteAsync(chunk, process.Deadline);
        await process.Input.FlushAsync(process.Deadline);
        long most = MostInMemory(process.Id);
        process.Input.Close();
        await reading;
        Assert.Equal((0, ""), await process.WaitAsync());
        Assert.InRange(most, 1, Most);
    }

    private static long MostInMemory(int process)
    {
        string line = File.ReadLines($"/proc/{process}/status").Single(
            l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return 1024 * long.Parse(words[1], CultureInfo.InvariantCulture);
    }
}
