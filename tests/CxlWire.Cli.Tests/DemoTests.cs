using System.Text.Json;
using System.Text.RegularExpressions;
using CxlWire.Cli.Demonstration;

using CxlWire.Tests;

namespace CxlWire.Cli.Tests;

public sealed partial class DemoTests
{
    [Fact]
    public async Task Ends_with_every_byte_as_the_goldens_say()
    {
        Outcome outcome = await Cli.RunAsync("demo");
        Assert.Equal("", outcome.Error);
        Assert.Equal(0, outcome.ExitCode);
        Assert.DoesNotContain("DIFFERS", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(
            """

                           what was said                             result          bytes
            FM > device    cxl-add-dynamic-capacity                  {"return": {}}  14     golden
            host > device  Get Event Records (0100h)                 Success (00h)   313    golden
            host > device  Add Dynamic Capacity Response (4802h)     Success (00h)   80     golden
            host > device  Get Dynamic Capacity Extent List (4801h)  Success (00h)   128    golden
            host > device  Clear Event Records (0101h)               Success (00h)   34     golden
            FM > device    cxl-release-dynamic-capacity              {"return": {}}  14     golden
            host > device  Get Event Records (0100h)                 Success (00h)   185    golden
            host > device  Release Dynamic Capacity (4803h)          Success (00h)   56     golden
            host > device  Get Dynamic Capacity Extent List (4801h)  Success (00h)   88     golden

            Every byte as the goldens say: 912 of them.
            Your turn: cxlwire serve --host unix:/tmp/dcd --qmp unix:/tmp/dcd-qmp
                       cxlwire send unix:/tmp/dcd get-dc-extent-list

            """,
            string.Join('\n', outcome.Lines[^16..]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Says_at_once_what_it_will_do_and_shows_each_step_as_it_comes(bool terminal)
    {
        using var output = new FlushedOutput();
        using var error = new StringWriter();
        var environment = new CliEnvironment(Stream.Null, output, error) { OutputIsTerminal = terminal };
        Assert.Equal(0, await CommandLine.RunAsync(["demo"], environment, Cli.Cancelled));
        Assert.Equal(
            "Starts a device and two sockets, gives a host two extents and takes one back, in nine steps; every byte "
                + "is\nshown, and compared with what it has to be.\n",
            output.Flushed[0]);
        for (int step = 1; step <= 9; step++)
        {
            Assert.Contains(
                output.Flushed,
                part => part.TrimEnd('\n').Split('\n')[^1].StartsWith($"== {step}. ", StringComparison.Ordinal));
        }
    }

    /// <summary>Keeps what was written between one flush and the next.</summary>
    private sealed class FlushedOutput : MemoryStream
    {
        private readonly MemoryStream _part = new();

        public List<string> Flushed { get; } = [];

        public override void Write(ReadOnlySpan<byte> buffer) => _part.Write(buffer);

        public override void Write(byte[] buffer, int offset, int count) => _part.Write(buffer, offset, count);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _part.Write(buffer.Span);
            return ValueTask.CompletedTask;
        }

        public override void Flush()
        {
            Flushed.Add(System.Text.Encoding.UTF8.GetString(_part.ToArray()));
            _part.SetLength(0);
        }

        public override Task FlushAsync(CancellationToken cancellationToken)
        {
            Flush();
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Fits_110_columns_and_leaves_nothing_behind()
    {
        Outcome outcome = await Cli.RunAsync("demo");
        Assert.All(outcome.Lines, line => Assert.True(line.Length <= 110, line));
        string host = outcome.Lines.Single(l => l.StartsWith("host > device  unix:", StringComparison.Ordinal));
        Assert.False(Directory.Exists(Path.GetDirectoryName(host["host > device  unix:".Length..])));
    }

    [Fact]
    public async Task Is_the_same_every_time_but_for_time_and_place()
    {
        Outcome first = await Cli.RunAsync("demo");
        Outcome second = await Cli.RunAsync("demo");
        Assert.Equal(Constant(first.Output), Constant(second.Output));
    }

    [Fact]
    public async Task Names_the_first_byte_and_field_that_differ()
    {
        using var directory = new TempDirectory();
        string file = directory.Write("device.json", """{"extents_supported": 513}""");
        Outcome outcome = await Cli.RunAsync("demo", "--device", file);
        const string first = "response Get Event Records (0100h), byte 164, payload.records[0].extents_available: "
            + "expected 510, found 511";
        Assert.Equal($"cxlwire: not as the goldens say: {first}\n", outcome.Error);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal(2, outcome.Lines.Count(l => l.StartsWith("DIFFERS  ", StringComparison.Ordinal)));
        Assert.Contains($"DIFFERS  {first}", outcome.Lines);
        Assert.Equal(2, outcome.Lines.Count(l => l.EndsWith(" DIFFERS", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Comes_to_its_end_with_a_device_that_refuses_everything()
    {
        Outcome outcome =
            await Cli.RunAsync("demo", "--device", Repository.PathOf("fixtures", "devices", "small.json"));
        Assert.Equal(
            "cxlwire: not as the goldens say: reply to cxl-add-dynamic-capacity, byte 2: expected {\"return\": {}}, "
            + "found {\"error\": {\"class\": \"GenericError\", \"desc\": \"extent range is beyond the region end: "
                + "extents[0] has offset 0 and len 134217728, the region 67108864 bytes\"}}\n",
            outcome.Error);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains(outcome.Lines, l => l.StartsWith("== 9. ", StringComparison.Ordinal));
    }

    [Fact]
    public void The_snippets_ask_for_what_the_golden_conversation_says()
    {
        JsonElement[] steps =
        [
            .. File.ReadLines(Repository.PathOf("fixtures", "conversations", "demo.jsonl")).Skip(1)
                .Select(line => JsonElement.Parse(line)),
        ];
        string add = Snippets.Add[Snippets.Add.IndexOf("{ \"execute\": \"cxl", StringComparison.Ordinal)..];
        AssertAsks(add, "cxl-add-dynamic-capacity", steps.Single(s => IsControl(s, "add")));
        AssertAsks(Snippets.Release, "cxl-release-dynamic-capacity", steps.Single(s => IsControl(s, "release")));
    }

    private static bool IsControl(JsonElement step, string command) =>
        step.TryGetProperty("qmp", out JsonElement qmp) && qmp.GetString() == command;

    private static void AssertAsks(string snippet, string command, JsonElement step)
    {
        using var document = JsonDocument.Parse(snippet);
        Assert.Equal(command, document.RootElement.GetProperty("execute").GetString());
        JsonElement arguments = document.RootElement.GetProperty("arguments");
        Assert.Equal(step.GetProperty("region").GetInt32(), arguments.GetProperty("region").GetInt32());
        Assert.Equal(
            step.GetProperty("extents").EnumerateArray().Select(e => (e[0].GetUInt64(), e[1].GetUInt64())),
            arguments.GetProperty("extents").EnumerateArray()
                .Select(e => (e.GetProperty("offset").GetUInt64(), e.GetProperty("len").GetUInt64())));
    }

    /// <summary>Text without what varies, nor the line breaks that shift with it.</summary>
    private static string Constant(string output) => Blanks().Replace(Variable().Replace(output, "..."), " ");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"cxlwire-demo-\w+|""(micro)?seconds"": \d+")]
    private static partial Regex Variable();
}
