using System.Xml.Linq;
using CxlWire.Cli.Text;
using CxlWire.Tests;

namespace CxlWire.Cli.Tests;

public sealed class JUnitTests : IDisposable
{
    private const string Wrong =
        """{"seed": 0, "steps": [{"op": "4801", "req": "0000000000000000", "rc": 7, "rsp": ""}]}""";

    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Replay_has_a_suite_for_a_conversation_and_a_case_for_a_step()
    {
        string xml = _directory.PathOf("report.xml");
        string demo = Repository.PathOf("fixtures", "conversations", "demo.jsonl");
        Outcome outcome = await Cli.RunAsync("replay", demo, "--junit", xml);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        XElement suite = Assert.Single(XDocument.Load(xml).Root!.Elements());
        Assert.Equal(
            $"""<testsuite name="{demo}, conversation 1" tests="9" failures="0" errors="0" skipped="0" />""",
            new XElement(suite.Name, suite.Attributes()).ToString());
        Assert.Equal(9, suite.Elements().Count());
        Assert.Equal(
            $"""<testcase classname="{demo}, conversation 1" name="step 1: Get Event Records (0100h)" />""",
            suite.Elements().ElementAt(1).ToString());
    }

    [Fact]
    public async Task What_differs_is_a_failure_and_what_rows_explain_is_none()
    {
        string file = _directory.Write("said.jsonl", Wrong);
        string xml = _directory.PathOf("report.xml");
        Outcome outcome = await Cli.RunAsync("replay", file, "--junit", xml);
        Assert.Equal((1, $"cxlwire: {file}: 1 step differs\n"), (outcome.ExitCode, outcome.Error));
        const string why = "return_code, byte 8: recorded Media Disabled (07h), answered Success (00h)";
        Assert.Equal(
            $"""
            <?xml version="1.0" encoding="utf-8"?>
            <testsuites name="cxlwire">
              <testsuite name="{file}, conversation 1" tests="1" failures="1" errors="0" skipped="0">
                <testcase classname="{file}, conversation 1" name="step 0: Get Dynamic Capacity Extent List (4801h)">
                  <failure message="{why}">{why}</failure>
                </testcase>
              </testsuite>
            </testsuites>
            """,
            await File.ReadAllTextAsync(xml, Cli.Cancelled));

        outcome = await Cli.RunAsync(
            "replay", Repository.PathOf("fixtures", "conversations", "qemu-11.1.3-fm.jsonl"), "--device",
            Repository.PathOf("fixtures", "devices", "qemu-11.1.json"), "--explain", "--junit", xml);
        Assert.Equal(0, outcome.ExitCode);
        XDocument report = XDocument.Load(xml);
        Assert.Empty(report.Descendants("failure"));
        Assert.Contains(
            report.Descendants("skipped"),
            s => s.Attribute("message")!.Value.StartsWith("explained by docs/qemu.md: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refusal_is_told_with_rule_field_and_byte()
    {
        string file = _directory.Write(
            "said.jsonl", """{"seed": 0, "steps": [{"op": "4801", "req": "00", "rc": 0, "rsp": ""}]}""");
        string xml = _directory.PathOf("report.xml");
        Assert.Equal(1, (await Cli.RunAsync("replay", file, "--junit", xml)).ExitCode);
        Assert.Equal(
            "return_code, byte 8: recorded Success (00h), answered Invalid Payload Length (16h)\n"
                + "refused by rule C2: count, payload byte 0",
            Assert.Single(XDocument.Load(xml).Descendants("failure")).Value);
    }

    [Fact]
    public async Task What_ends_a_replay_is_an_error_behind_the_steps_that_were_played()
    {
        string xml = _directory.PathOf("report.xml");
        string missing = _directory.PathOf("missing.jsonl");
        Outcome outcome = await Cli.RunAsync("replay", missing, "--junit", xml);
        Assert.Equal((2, $"cxlwire: {missing}: no such file\n"), (outcome.ExitCode, outcome.Error));
        Assert.Equal([$"{missing}: no such file"], Errors(xml));

        string file = _directory.Write("cut.jsonl", $"{Wrong}\nno conversation\n");
        outcome = await Cli.RunAsync("replay", file, "--junit", xml);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Equal([outcome.Error["cxlwire: ".Length..^1]], Errors(xml));
        Assert.Single(XDocument.Load(xml).Descendants("failure"));

        await using var peer = new Peer(Peer.Answering(13, []));
        outcome = await Cli.RunAsync(
            "replay", Repository.PathOf("fixtures", "conversations", "demo.jsonl"), "--host", peer.Address, "--junit",
            xml);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Equal([outcome.Error["cxlwire: ".Length..^1]], Errors(xml));
        Assert.Equal(
            ["step 0: QMP add", "the rest"],
            XDocument.Load(xml).Descendants("testcase").Select(one => one.Attribute("name")!.Value));
    }

    [Fact]
    public async Task Goldens_have_a_case_each()
    {
        string xml = _directory.PathOf("report.xml");
        Outcome outcome = await Cli.RunAsync("fixtures", "verify", "--junit", xml);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        XElement suite = Assert.Single(XDocument.Load(xml).Root!.Elements());
        Assert.StartsWith(
            $"{suite.Attribute("tests")!.Value} cases as expected", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(suite.Attribute("tests")!.Value, $"{suite.Elements("testcase").Count()}");

        string folder = Directory.CreateDirectory(_directory.PathOf("extent")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(folder, "one.bin"), [1], Cli.Cancelled);
        outcome = await Cli.RunAsync("fixtures", "verify", folder, "--junit", xml);
        const string why = "expected the file one.json, found no such file";
        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal(
            $"""<failure message="{why}">{why}</failure>""",
            Assert.Single(XDocument.Load(xml).Descendants("failure")).ToString());

        string nowhere = _directory.PathOf("nowhere");
        outcome = await Cli.RunAsync("fixtures", "verify", nowhere, "--junit", xml);
        Assert.Equal((2, $"cxlwire: {nowhere}: no such directory\n"), (outcome.ExitCode, outcome.Error));
        Assert.Equal(["no such directory"], Errors(xml));
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_is_a_sentence_and_the_input_is_never_overwritten()
    {
        string file = _directory.Write("said.jsonl", Wrong);
        Outcome outcome = await Cli.RunAsync("replay", file, "--junit", "/no/such/x");
        Assert.Equal((2, "cxlwire: /no/such/x: there is no directory /no/such\n"), (outcome.ExitCode, outcome.Error));
        outcome = await Cli.RunAsync("replay", file, "--junit", file);
        Assert.Equal((2, $"cxlwire: --junit: {file} is the input\n"), (outcome.ExitCode, outcome.Error));
        Assert.Equal(Wrong, await File.ReadAllTextAsync(file, Cli.Cancelled));
        if (!OperatingSystem.IsLinux())
            return;
        outcome = await Cli.RunAsync("replay", file, "--junit", "/dev/full");
        Assert.Equal((2, "cxlwire: /dev/full: no space left on device\n"), (outcome.ExitCode, outcome.Error));
        outcome = await Cli.RunAsync("fixtures", "verify", "--junit", "/dev/full");
        Assert.Equal((2, "cxlwire: /dev/full: no space left on device\n"), (outcome.ExitCode, outcome.Error));
    }

    [Fact]
    public void What_no_XML_may_hold_is_escaped()
    {
        string xml = _directory.PathOf("report.xml");
        const string hostile = "<&\"\0\u001b[1m\ud800x\udc00\ud83d\ude00\uffff]]>\t\n--";
        var environment = new CliEnvironment(Stream.Null, Stream.Null, TextWriter.Null);
        using (JUnitReport report = JUnitReport.Begin(xml, environment)!)
            report.Add(hostile, [new JUnitCase(hostile, JUnitVerdict.Failed, hostile, hostile)]);
        const string legal = "<&\"\\u0000\\u001b[1m\\ud800x\\udc00\ud83d\ude00\\uffff]]>\t\n--";
        XElement suite = XDocument.Load(xml).Root!.Element("testsuite")!;
        XElement one = suite.Element("testcase")!;
        Assert.Equal(
            [legal, legal, legal, legal, legal],
            [
                suite.Attribute("name")!.Value, one.Attribute("classname")!.Value, one.Attribute("name")!.Value,
                one.Element("failure")!.Attribute("message")!.Value, one.Element("failure")!.Value,
            ]);
    }

    private static string[] Errors(string xml) =>
        [.. XDocument.Load(xml).Descendants("error").Select(error => error.Attribute("message")!.Value)];
}
