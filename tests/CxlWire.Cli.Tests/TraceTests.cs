using System.Text.RegularExpressions;
using System.Xml.Linq;
using CxlWire.Tests;

namespace CxlWire.Cli.Tests;

/// <summary>Conversations in lines and as pictures. docs/trace.md holds what is too wide for here.</summary>
public sealed partial class TraceTests : IDisposable
{
    private const string Lost = "fixtures/scenarios/recover-lost-reply.jsonl";

    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    /// <summary>A line for each message, and for each step: whole.</summary>
    [Fact]
    public async Task The_document_shows_what_is_printed()
    {
        (string Arguments, string Output)[] shown =
        [
            .. Shown().Matches(Document()).Select(m => (m.Groups["arguments"].Value, m.Groups["output"].Value))
                .Where(block => block.Item2 != "...\n" && !block.Item1.Contains("unix:", StringComparison.Ordinal)),
        ];
        Assert.Equal(2, shown.Length);
        foreach ((string arguments, string output) in shown)
        {
            Outcome outcome = await Cli.RunAsync(InRepository(arguments.Split(' ')));
            Assert.Equal((0, output, ""), (outcome.ExitCode, outcome.Output, outcome.Error));
        }
    }

    [Fact]
    public async Task The_document_shows_the_diagram()
    {
        string mermaid = _directory.PathOf("x.mmd");
        Outcome outcome = await Cli.RunAsync("trace", Repository.PathOf(Lost), "--mermaid", mermaid);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        string path = $"{Repository.PathOf(Lost)}: ";
        Assert.Equal(
            Mermaid().Match(Document()).Groups["text"].Value,
            (await File.ReadAllTextAsync(mermaid, Cli.Cancelled)).Replace(path, $"{Lost}: ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Lost, "trace.svg", 6)]
    [InlineData("fixtures/conversations/demo.jsonl", "offer.svg", 9)]
    public async Task Documents_show_the_pictures(string conversation, string file, int steps)
    {
        string svg = _directory.PathOf("x.svg");
        Outcome outcome = await Cli.RunAsync("trace", Repository.PathOf(conversation), "--svg", svg);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));

        // The first caption is the label; a longer path makes a wider picture.
        XElement drawn = XElement.Load(svg), shown = XElement.Load(Repository.PathOf("docs", file));
        foreach (XElement picture in new[] { drawn, shown })
        {
            string label = picture.Attribute("aria-label")!.Value;
            Assert.EndsWith($": {steps} steps", label, StringComparison.Ordinal);
            Assert.Equal(label, picture.Elements().Single(e => e.Attribute("class")?.Value == "caption").Value);
            picture.Elements().Single(e => e.Attribute("class")?.Value == "caption").Value = "";
            picture.SetAttributeValue("aria-label", "");
            picture.SetAttributeValue("width", "");
            picture.SetAttributeValue("viewBox", "");
        }

        Assert.Equal(shown.ToString(), drawn.ToString());
    }

    [Fact]
    public async Task A_line_has_time_refusal_fault_and_reset_and_nothing_that_a_terminal_obeys()
    {
        const string refused = "\"refused\":{\"rule\":\"A1\",\"field\":\"co\\u001bunt\",\"byte\":0}";
        string file = _directory.Write(
            "x.jsonl",
            $$$"""
            {"conversation":2}
            {"connect":"stream","host":1,"peer":"a"}
            {"host":1,"op":"4802","req":"0000000000000000","rc":2,"rsp":"",{{{refused}}},"time":1500}
            {"reset":"hosts"}
            {"wait":1500}
            {"host":0,"op":"4801","req":"0a00","rc":22,"rsp":"","refused":{"field":"start","byte":4}}
            {"conversation":2}
            {"fm":"5600","req":"","crash":true}
            """);
        Outcome outcome = await Cli.RunAsync("trace", file);
        Assert.Equal(
            """
            conversation 1: 5 steps
                0                host 1  - connect, stream
                1      0.000002  host 1  > Add Dynamic Capacity Response (4802h): count 0
                                         < Invalid Input (02h): rule A1, field co�unt, byte 0
                2                device  - reset hosts
                3                device  - 1.5 s pass
                4                host 0  > Get Dynamic Capacity Extent List (4801h): 2 bytes
                                         < Invalid Payload Length (16h): field start, byte 4

            conversation 2: 1 step
                0  FM      > Get DCD Info (5600h)
                           < no answer

            """,
            outcome.Output);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        outcome = await Cli.RunAsync("trace", file, "--only", "2", "--brief");
        Assert.Equal(
            "conversation 2: 1 step\n    0  FM      Get DCD Info (5600h): no answer\n", outcome.Output);
    }

    [Fact]
    public async Task Of_a_long_conversation_a_diagram_has_both_ends_and_says_so()
    {
        string waits = string.Concat(Enumerable.Repeat("{\"wait\":1000}\n", 1000));
        string file = _directory.Write("x.jsonl", $"{{\"conversation\":2}}\n{waits}");
        string svg = _directory.PathOf("x.svg"), mermaid = _directory.PathOf("x.mmd");
        Outcome outcome = await Cli.RunAsync("trace", file, "--svg", svg, "--mermaid", mermaid);
        Assert.Equal((0, 1002), (outcome.ExitCode, outcome.Lines.Length));
        string caption =
            $"{file}: 1000 steps, of which the first 100 and the last 100 are drawn, and 800 are left out";
        Assert.Equal(caption, XElement.Load(svg).Attribute("aria-label")!.Value);
        string[] lines = await File.ReadAllLinesAsync(mermaid, Cli.Cancelled);
        Assert.Equal(["sequenceDiagram", $"    title {caption}", "    participant p0 as device"], lines[..3]);
        Assert.Equal(
            [
                "    Note over p0: 99. 1 s pass", "    Note over p0: 800 steps are left out",
                "    Note over p0: 900. 1 s pass",
            ],
            lines[102..105]);
        Assert.Equal(3 + 201, lines.Length);
    }

    [Theory]
    [InlineData("", "there is no conversation in it")]
    [InlineData("{\"conversation\":3}\n", "line 1: line.conversation: 3: an integer from 0 to 2 is needed")]
    [InlineData(
        "{\"conversation\":2}\n{\"op\":\"4801\"}\n", "line 2: step.rc: absent: an integer from 0 to 65535 is needed")]
    [InlineData(
        "{\"conversation\":2}\n{\"\\ud800\":1}\n", "line 2: a name or a text holds half of a surrogate pair")]
    public async Task What_is_no_conversation_is_refused_with_a_sentence(string content, string sentence)
    {
        string file = _directory.Write("x.jsonl", content);
        Outcome outcome = await Cli.RunAsync("trace", file, "--svg", _directory.PathOf("x.svg"));
        Assert.Equal((2, "", $"cxlwire: {file}: {sentence}\n"), (outcome.ExitCode, outcome.Output, outcome.Error));
        Assert.False(File.Exists(_directory.PathOf("x.svg")));
    }

    [Fact]
    public async Task A_diagram_has_one_conversation_and_is_not_written_over_the_input()
    {
        string content = "{\"conversation\":2}\n{\"wait\":1000}\n{\"conversation\":2}\n";
        string file = _directory.Write("x.jsonl", content);
        Outcome outcome = await Cli.RunAsync("trace", file, "--mermaid", _directory.PathOf("x.mmd"));
        Assert.Equal(
            (2, $"cxlwire: {file}: there are several conversations, and a diagram has one: --only N says which\n"),
            (outcome.ExitCode, outcome.Error));
        outcome = await Cli.RunAsync("trace", file, "--svg", file, "--only", "1");
        Assert.Equal((2, $"cxlwire: --svg: {file} is the input\n"), (outcome.ExitCode, outcome.Error));
        Assert.Equal(content, await File.ReadAllTextAsync(file, Cli.Cancelled));
        outcome = await Cli.RunAsync("trace", file, "--only", "3");
        Assert.Equal(
            (2, $"cxlwire: {file}: there is no conversation 3: it has 2\n"), (outcome.ExitCode, outcome.Error));
    }

    [Fact]
    public async Task What_is_cut_off_is_told()
    {
        string file = _directory.Write("x.jsonl", "{\"conversation\":2}\n{\"wait\":1000}\n{\"wait\":");
        Outcome outcome = await Cli.RunAsync("trace", file);
        Assert.Equal(
            (0, "conversation 1: 1 step\n    0  device  - 1 s pass\n",
                $"cxlwire: {file}: line 3 is cut off, and left out\n"),
            (outcome.ExitCode, outcome.Output, outcome.Error));
    }

    private static string Document() => File.ReadAllText(Repository.PathOf("docs", "trace.md"));

    private static string[] InRepository(string[] arguments) =>
        [.. arguments.Select(a => a.StartsWith("fixtures/", StringComparison.Ordinal) ? Repository.PathOf(a) : a)];

    [GeneratedRegex(@"^```\n\$ cxlwire (?<arguments>.*)\n(?<output>(?:.*\n)+?)```$", RegexOptions.Multiline)]
    private static partial Regex Shown();

    [GeneratedRegex(@"^```mermaid\n(?<text>(?:.*\n)+?)```$", RegexOptions.Multiline)]
    private static partial Regex Mermaid();
}
