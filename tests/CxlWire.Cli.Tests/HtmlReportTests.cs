using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using CxlWire.Cli.Judging;
using CxlWire.Cli.Judging.Html;
using CxlWire.Conversations;
using CxlWire.Judge;
using CxlWire.Protocol;
using CxlWire.Tests;

namespace CxlWire.Cli.Tests;

/// <summary>The page of <c>judge --report FILE.html</c>.</summary>
public sealed class HtmlReportTests : IDisposable
{
    // A response where nothing was offered (H1), among other commands.
    private const string Wrong =
        """
        {"conversation":2}
        {"op":"0301","req":"0100000000000000","rc":0,"rsp":""}
        {"op":"4802","req":"0000000000000000","rc":2,"rsp":""}
        {"wait":1000}
        """;

    private const string Hostile = "</title><script>alert(\"1\")</script> & \u0001 \ud800 '\"<img src=x onerror=y>";

    private static readonly XNamespace _svg = "http://www.w3.org/2000/svg";

    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_cell_leads_to_what_was_found()
    {
        XElement page = await JudgeAsync(_directory.Write("said.jsonl", Wrong));
        Assert.Equal("Musts that were violated: H1", ById(page, "total").Value);
        XElement cell = Assert.Single(
            page.Descendants("td"), td => (string?)td.Attribute("class") == "cell fail");
        XElement link = Assert.Single(cell.Elements("a"));
        Assert.Equal(
            ("#H1-case1", "H1, case 1: a must was violated, kept 0, violated 1", "✗"),
            ((string?)link.Attribute("href"), (string?)link.Attribute("title"), link.Value));
        Assert.Equal(31, page.Descendants("td").Count(td => (string?)td.Attribute("class") == "cell none"));

        XElement found = ById(page, "H1-case1");
        Assert.Equal("details", found.Parent!.Name);
        Assert.Equal(
            ["0", "1", "one response for each chain, and all are answered", "another, with an empty list"],
            found.Descendants("dd").Select(dd => dd.Value));
        Assert.Equal(
            "step 1: host 0: Add Dynamic Capacity Response (4802h): Invalid Input (02h), refused by A1: field count, "
                + "byte 0",
            Assert.Single(found.Descendants("summary")).Value);
        string[] bytes = Assert.Single(found.Descendants("pre")).Value.Split('\n');
        Assert.Contains(
            bytes, line => Regex.IsMatch(line, @"^000c +00 00 00 00 +count +0$"));
    }

    [Fact]
    public async Task The_diagram_has_who_spoke_and_what_is_told_of()
    {
        XElement page = await JudgeAsync(_directory.Write("said.jsonl", Wrong));
        XElement diagram = Assert.Single(page.Descendants(_svg + "svg"));
        Assert.Equal("Sequence diagram of steps 1", (string?)diagram.Attribute("aria-label"));
        Assert.Equal(["host 0", "device"], diagram.Elements(_svg + "text").Select(text => text.Value));
        Assert.Equal(
            [
                "around: step 0|Set Timestamp (0301h)|timestamp 1",
                "around reply: Success (00h)",
                "told: step 1|Add Dynamic Capacity Response (4802h)|count 0",
                "told reply: Invalid Input (02h)|rule A1, field count, byte 0",
                "around: step 2|1 s pass",
            ],
            diagram.Elements(_svg + "g").Select(row => $"{(string?)row.Attribute("class")}: "
                + string.Join('|', row.Elements(_svg + "text").Select(text => text.Value))));
    }

    [Fact]
    public async Task The_page_needs_nothing_else()
    {
        string linux = Repository.PathOf("fixtures", "conversations", "linux-7.3.4-guest.jsonl");
        XElement page = await JudgeAsync(linux);
        Assert.Empty(page.Descendants("link"));
        Assert.Empty(page.Descendants().Attributes("src"));
        Assert.All(
            page.Descendants().Attributes("href"),
            link => Assert.Single(page.Descendants(), one => $"#{(string?)one.Attribute("id")}" == link.Value));
        Assert.Equal(8, page.Descendants("dl").Count());
        string style = page.Descendants("style").Single().Value;
        Assert.DoesNotContain("url(", style, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", style, StringComparison.Ordinal);
        Assert.StartsWith(
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-",
            (string?)page.Descendants("meta").ElementAt(1).Attribute("content"),
            StringComparison.Ordinal);
    }

    /// <summary>Names of files, faults and peers are whatever somebody wrote.</summary>
    [Fact]
    public void Text_is_text_whatever_it_holds()
    {
        ConversationStep[] steps =
        [
            new ControlStep(Hostile, "{}") { Reply = new StepReply.Control(Hostile) },
            new HostStep(null, new Opcode(0x4801), new byte[8]) { Reply = null },
        ];
        XElement page = Read(WriteCase(Hostile, steps, [0, 1], Hostile));
        Assert.Single(page.Descendants("script"));
        Assert.Empty(page.Descendants("img"));
        const string Legal = "</title><script>alert(\"1\")</script> & \\u0001 \\ud800 '\"<img src=x onerror=y>";
        Assert.Equal($"Verdicts: {Legal}", page.Descendants("h1").Single().Value);
        Assert.Contains(page.Descendants("dd"), dd => dd.Value == Legal);
        Assert.Contains(
            page.Descendants(_svg + "text"), text => text.Value.StartsWith(Legal[..40], StringComparison.Ordinal));
    }

    [Fact]
    public void A_finding_of_many_steps_in_long_conversations_is_cut_and_says_so()
    {
        var step = new HostStep(null, Opcode.GetLog, new byte[24])
        {
            Reply = new StepReply.Cci(ReturnCode.Success, new byte[1 << 20]),
        };
        ConversationStep[] steps = [.. Enumerable.Repeat<ConversationStep>(step, 100_000)];
        MemoryStream file = WriteCase("long", steps, [.. Enumerable.Range(0, 1_000).Select(i => i * 100L)], "much");
        Assert.InRange(file.Length, 1, 100_000);
        XElement page = Read(file);
        Assert.InRange(page.Descendants(_svg + "line").Count(line => (string?)line.Attribute("class") == "way"), 1, 40);
        Assert.Equal("992 steps between them are not shown.", Cut(page).Single());
        Assert.Contains(
            "... cut after 256 of 1048588 bytes: 'cxlwire decode --as conversation' shows all",
            Encoding.UTF8.GetString(file.ToArray()),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_of_thousands_of_cases_has_a_bound_and_says_what_is_left_out()
    {
        var step = new HostStep(null, Opcode.GetLog, new byte[24])
        {
            Reply = new StepReply.Cci(ReturnCode.Success, new byte[4_000]),
        };
        JudgedCase one = CaseOf("one", [step, step, step], [0, 1, 2], "much");
        using var file = new MemoryStream();
        VerdictPage.Write(file, [.. Enumerable.Repeat(one, 5_000)]);
        Assert.InRange(file.Length, PageLimits.Detailed, PageLimits.Told + (1 << 20));
        XElement page = Read(file);
        Assert.Equal(500, page.Descendants("td").Count(td => (string?)td.Attribute("class") == "cell fail"));
        string[] cut = [.. Cut(page).Distinct()];
        Assert.Equal(
            "4500 of 5000 cases have no column here: those that violate no must, or come after 500 others.", cut[0]);
        Assert.Equal("4000 more cases are left out here.", cut[1]);
        Assert.Equal("The steps are left out: the page has 8 MiB of them.", cut[2]);
    }

    [Fact]
    public void Nobody_is_a_page_too()
    {
        using var file = new MemoryStream();
        VerdictPage.Write(file, []);
        Assert.Equal("Nobody was judged", ById(Read(file), "total").Value);
    }

    private static IEnumerable<string> Cut(XElement page) =>
        page.Descendants("p").Where(p => (string?)p.Attribute("class") == "cut").Select(p => p.Value);

    private static JudgedCase CaseOf(string name, ConversationStep[] steps, long[] told, string seen)
    {
        DriverRule rule = DriverRules.All[0];
        var verdicts = new Verdicts(
            [new RuleResult(rule, RuleVerdict.Fail, 0, 1, [new Evidence(RuleVerdict.Fail, 0, told, "good", seen)])]);
        return new JudgedCase(name, verdicts) { Said = new SaidSteps(verdicts, steps) };
    }

    private static MemoryStream WriteCase(string name, ConversationStep[] steps, long[] told, string seen)
    {
        var file = new MemoryStream();
        VerdictPage.Write(file, [CaseOf(name, steps, told, seen)]);
        return file;
    }

    private static XElement ById(XElement page, string id) =>
        Assert.Single(page.Descendants(), one => (string?)one.Attribute("id") == id);

    private static XElement Read(Stream file)
    {
        file.Position = 0;
        using var reader = XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader).Root!;
    }

    private async Task<XElement> JudgeAsync(string conversation)
    {
        string report = _directory.PathOf("report.html");
        Outcome outcome = await Cli.RunAsync("judge", "--conversation", conversation, "--report", report);
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Error));
        await using FileStream file = File.OpenRead(report);
        return Read(file);
    }
}
