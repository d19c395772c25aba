using System.Security.Cryptography;
using System.Text;
using CxlWire.Conversations.Diagrams;
using CxlWire.Judge;
using static CxlWire.Cli.Judging.Html.PageWriter;

namespace CxlWire.Cli.Judging.Html;

/// <summary>
/// Verdicts as one HTML page that needs nothing else: a matrix of rules and cases, and what was found, each with the
/// steps that show it. It reads without its script, and its size is bounded (<see cref="PageLimits"/>).
/// </summary>
internal static class VerdictPage
{
    private const int MaxNames = 2 * PageLimits.Cases;

    private static readonly string[] _heads = ["", "case", "verdicts"];

    /// <summary>Writes all cases.</summary>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public static void Write(Stream stream, IReadOnlyList<JudgedCase> cases)
    {
        using var page = new PageWriter(stream);
        string title = cases.Count == 1
            ? $"Verdicts: {PageLimits.Shorten(cases[0].Name)}"
            : $"Verdicts of {Number(cases.Count)} cases";
        DriverRule[] rules = [.. cases.SelectMany(one => one.Verdicts.Results).Select(r => r.Rule).Distinct()];
        page.Element("html", [("lang", "en")], () =>
        {
            WriteHead(page, title);
            page.Break();
            page.Element("body", () =>
            {
                page.Element("h1", title);
                WriteTotals(page, rules, cases);
                if (rules.Length > 0)
                {
                    VerdictMatrix.Write(page, rules, cases);
                    WriteCases(page, cases);
                    FindingSections.Write(page, rules, cases);
                }

                page.Raw("script", Resource("report.js"));
            });
        });
    }

    /// <summary>The worst that became of a rule.</summary>
    public static RuleVerdict WorstOf(DriverRule rule, IReadOnlyList<JudgedCase> cases) =>
        cases.Max(one => ResultOf(one, rule)?.Verdict) ?? RuleVerdict.NotExercised;

    /// <summary>What became of a rule in a case; null: nobody asked.</summary>
    public static RuleResult? ResultOf(JudgedCase one, DriverRule rule) =>
        one.Verdicts.Results.FirstOrDefault(result => result.Rule == rule);

    private static void WriteHead(PageWriter page, string title) => page.Element("head", () =>
    {
        string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Resource("report.js"))));
        page.Single("meta", ("charset", "utf-8"));
        page.Single(
            "meta",
            ("http-equiv", "Content-Security-Policy"),
            ("content", $"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{hash}'"));
        page.Single("meta", ("name", "viewport"), ("content", "width=device-width"));
        page.Element("title", title);
        page.Raw("style", $"\n{Resource("report.css")}{SvgSequence.Style}\n");
    });

    private static void WriteTotals(PageWriter page, DriverRule[] rules, IReadOnlyList<JudgedCase> cases)
    {
        ILookup<VerdictLook, DriverRule> looks =
            rules.ToLookup(rule => VerdictLook.Of(rule.Level, WorstOf(rule, cases)));
        DriverRule[] failed = [.. looks[VerdictLook.Of(RuleLevel.Must, RuleVerdict.Fail)]];
        string sentence = cases.Count == 0 ? "Nobody was judged"
            : failed.Length == 0 ? "No must was violated"
            : $"Musts that were violated: {string.Join(", ", failed.Select(rule => rule.Id))}";
        int ended = cases.Count(one => one.DriverEnd is not null);
        if (ended > 0)
            sentence += $"; drivers that ended, or hung: {Number(ended)}";
        bool isGood = cases.All(one => one.IsGood);
        page.Element("p", sentence, ("class", $"verdict {(isGood ? "pass" : "fail")}"), ("id", "total"));
        page.Element("p", [("class", "legend")], () =>
        {
            foreach (VerdictLook look in VerdictLook.All)
            {
                page.Element("span", $"{look.Sign} {Number(looks[look].Count())}", ("class", look.Class));
                page.Text($"{look.Word} ");
            }
        });
        page.Element(
            "p",
            "Rules count by the worst that became of them in any case. What the rules are, what goes wrong where they "
                + "are violated, and how they are judged: docs/judge of CxlWire. Steps count from 0, as 'cxlwire "
                + "replay' does.",
            ("class", "small"));
    }

    private static void WriteCases(PageWriter page, IReadOnlyList<JudgedCase> cases)
    {
        page.Element("h2", "Cases");
        page.Element("div", [("class", "wide")], () => page.Element("table", () =>
        {
            page.Element("tr", () =>
            {
                foreach (string head in _heads)
                    page.Element("th", head);
            });
            foreach ((int i, JudgedCase one) in cases.Take(MaxNames).Index())
            {
                page.Break();
                page.Element("tr", () =>
                {
                    page.Element("td", Number(i + 1));
                    page.Element("td", PageLimits.Shorten(one.Name));
                    page.Element(
                        "td",
                        one.DriverEnd is { } end
                            ? $"the driver: {end}; {VerdictText.Summarize(one.Verdicts)}"
                            : VerdictText.Summarize(one.Verdicts),
                        ("class", one.IsGood ? "" : "fail"));
                });
            }
        }));
        if (cases.Count > MaxNames)
            page.Element("p", $"{Number(cases.Count - MaxNames)} more cases are left out here.", ("class", "cut"));
    }

    private static string Resource(string name)
    {
        using Stream stream = typeof(VerdictPage).Assembly.GetManifestResourceStream($"report/{name}")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
