using CxlWire.Judge;
using static CxlWire.Cli.Judging.Html.PageWriter;

namespace CxlWire.Cli.Judging.Html;

/// <summary>What became of each rule in each case: a cell leads to what was found.</summary>
internal static class VerdictMatrix
{
    private static readonly string[] _heads = ["rule", "level", "what a driver owes"];

    /// <summary>Writes the matrix. Of more cases than it has columns, those that violate a must come first.</summary>
    public static void Write(PageWriter page, DriverRule[] rules, IReadOnlyList<JudgedCase> cases)
    {
        int[] shown =
        [
            .. Enumerable.Range(0, cases.Count).OrderBy(i => cases[i].IsGood).Take(PageLimits.Cases).Order(),
        ];
        page.Element("h2", "Rules and cases");
        if (shown.Length < cases.Count)
        {
            page.Element(
                "p",
                $"{Number(cases.Count - shown.Length)} of {Number(cases.Count)} cases have no column here: those that "
                    + $"violate no must, or come after {Number(PageLimits.Cases)} others.",
                ("class", "cut"));
        }

        page.Element("div", [("class", "wide")], () => page.Element("table", [("class", "matrix")], () =>
        {
            page.Element("tr", () =>
            {
                foreach (string head in _heads)
                    page.Element("th", head, ("scope", "col"));
                foreach (int i in shown)
                    page.Element("th", Number(i + 1), ("scope", "col"), ("title", PageLimits.Shorten(cases[i].Name)));
            });
            foreach (DriverRule rule in rules)
                WriteRow(page, rule, shown, cases);
        }));
    }

    /// <summary>The place of what was found of a rule in a case.</summary>
    public static string PlaceOf(DriverRule rule, int index) => $"{rule.Id}-case{Number(index + 1)}";

    private static void WriteRow(PageWriter page, DriverRule rule, int[] shown, IReadOnlyList<JudgedCase> cases)
    {
        page.Break();
        page.Element("tr", () =>
        {
            page.Element("th", rule.Id, ("scope", "row"));
            page.Element("td", VerdictText.NameOf(rule.Level));
            page.Element("td", [("class", "text")], () =>
            {
                page.Text(rule.Text);
                if (VerdictPage.WorstOf(rule, cases) == RuleVerdict.NotExercised)
                    page.Element("div", $"What would exercise it: {rule.Exercise}", ("class", "small"));
            });
            foreach (int i in shown)
                WriteCell(page, rule, i, VerdictPage.ResultOf(cases[i], rule));
        });
    }

    private static void WriteCell(PageWriter page, DriverRule rule, int index, RuleResult? result)
    {
        if (result is null)
        {
            page.Element("td", "", ("class", "cell"));
            return;
        }

        VerdictLook look = VerdictLook.Of(rule.Level, result.Verdict);
        string title = $"{rule.Id}, case {Number(index + 1)}: {look.Word}";
        if (result.Verdict != RuleVerdict.NotExercised)
            title += $", kept {Number(result.Kept)}, violated {Number(result.Violated)}";
        page.Element("td", [("class", $"cell {look.Class}")], () =>
        {
            if (result.Evidence.Count > 0)
                page.Element("a", look.Sign, ("href", $"#{PlaceOf(rule, index)}"), ("title", title));
            else
                page.Element("span", look.Sign, ("title", title));
        });
    }
}
