using CxlWire.Conversations.Diagrams;
using CxlWire.Judge;
using static CxlWire.Cli.Judging.Html.PageWriter;

namespace CxlWire.Cli.Judging.Html;

/// <summary>What was found, by rules and cases.</summary>
internal static class FindingSections
{
    /// <summary>Writes all that the page has room for.</summary>
    public static void Write(PageWriter page, DriverRule[] rules, IReadOnlyList<JudgedCase> cases)
    {
        page.Element("h2", "What was found");
        long leftOut = 0;
        bool isFound = false;
        foreach (DriverRule rule in rules)
        {
            (int Index, RuleResult Result)[] found =
            [
                .. cases.Index().Select(one => (one.Index, VerdictPage.ResultOf(one.Item, rule)!))
                    .Where(one => one.Item2 is { Evidence.Count: > 0 }),
            ];
            if (found.Length == 0)
                continue;
            isFound = true;
            WriteHead(page, rule);
            foreach ((int index, RuleResult result) in found)
            {
                if (page.Length < PageLimits.Told)
                    WriteCase(page, cases[index], index, result);
                else
                    leftOut += result.Evidence.Count;
            }
        }

        if (!isFound)
            page.Element("p", "Nothing.");
        if (leftOut > 0)
        {
            page.Element(
                "p",
                $"{Number(leftOut)} more findings are left out: the page has {Number(PageLimits.Told >> 20)} MiB. A "
                    + "report of another kind has them all.",
                ("class", "cut"));
        }
    }

    private static void WriteHead(PageWriter page, DriverRule rule)
    {
        page.Break();
        page.Element("h3", $"{rule.Id}, {VerdictText.NameOf(rule.Level)}: {rule.Text}", ("id", rule.Id));
        page.Element("p", rule.Harm, ("class", "why"));
        page.Element("p", [("class", "why")], () =>
        {
            page.Text($"Instead: {rule.Remedy} More: ");
            page.Element("code", rule.Page);
        });
    }

    private static void WriteCase(PageWriter page, JudgedCase one, int index, RuleResult result)
    {
        VerdictLook look = VerdictLook.Of(result.Rule.Level, result.Verdict);
        page.Break();
        page.Element("details", () =>
        {
            page.Element("summary", () =>
            {
                page.Element("span", look.Sign, ("class", $"verdict {look.Class}"));
                page.Text(
                    $"{result.Rule.Id}, case {Number(index + 1)}, {PageLimits.Shorten(one.Name)}: {look.Word}; kept "
                        + $"{Number(result.Kept)}, violated {Number(result.Violated)}");
            });
            page.Element("div", [("id", VerdictMatrix.PlaceOf(result.Rule, index))], () =>
            {
                foreach ((int i, Evidence evidence) in result.Evidence.Index())
                    Write(page, one, evidence, $"Finding {Number(i + 1)} of {Number(result.Evidence.Count)}");
                long more = result.Violated - result.Evidence.Count(e => e.Verdict == RuleVerdict.Fail);
                if (more > 0)
                    page.Element("p", $"{Number(more)} more violations are not kept.", ("class", "cut"));
            });
        });
    }

    private static void Write(PageWriter page, JudgedCase one, Evidence evidence, string heading)
    {
        page.Break();
        page.Element("h4", heading);
        page.Element("dl", () =>
        {
            foreach ((string term, string text) in new[]
            {
                ("host", Number(evidence.HostId)),
                ("steps", VerdictText.StepsOf(evidence)),
                ("expected", evidence.Expected),
                ("seen", evidence.Seen),
            })
            {
                page.Element("dt", term);
                page.Element("dd", PageLimits.Shorten(text));
            }
        });
        if (one.Said is not { } said)
        {
            page.Element(
                "p",
                "What was said was not kept: 'cxlwire judge --conversation' of a recording shows it.",
                ("class", "small"));
            return;
        }

        if (page.Length > PageLimits.Detailed)
        {
            page.Element(
                "p",
                $"The steps are left out: the page has {Number(PageLimits.Detailed >> 20)} MiB of them.",
                ("class", "cut"));
            return;
        }

        SequenceDiagram diagram =
            ConversationDiagram.AroundSteps(number => said[number], said.Count, [.. evidence.Steps]);
        page.Element("div", [("class", "wide")], () => SvgSequence.Write(
            page.Xml, diagram, $"Sequence diagram of steps {PageLimits.Shorten(VerdictText.StepsOf(evidence))}"));
        StepBytes.Write(page, evidence.Steps, said);
    }
}
