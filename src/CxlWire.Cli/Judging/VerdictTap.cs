using System.Globalization;
using CxlWire.Judge;

namespace CxlWire.Cli.Judging;

/// <summary>Verdicts as KTAP, which kunit.py and kselftest read: a test for each case, with one a rule.</summary>
internal static class VerdictTap
{
    private const string Version = "KTAP version 1";

    /// <summary>Writes all cases. A rule that is no must makes no test fail.</summary>
    public static void Write(TextWriter text, IReadOnlyList<JudgedCase> cases)
    {
        text.WriteLine(Version);
        text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"1..{cases.Count}"));
        foreach ((int i, JudgedCase one) in cases.Index())
        {
            if (one.Skipped is { } why)
            {
                text.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"ok {i + 1} {Legal(one.Name)} # SKIP {Legal(why)}"));
                continue;
            }

            Write(text, one);
            text.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{(one.IsGood ? "ok" : "not ok")} {i + 1} {Legal(one.Name)}"));
        }
    }

    private static void Write(TextWriter text, JudgedCase one)
    {
        // Where nothing became of the driver, there is nothing to be tested of that.
        IReadOnlyList<RuleResult> results = one.Verdicts.Results;
        int driver = one.DriverEnd is null ? 0 : 1;
        text.WriteLine($"  {Version}");
        text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  1..{results.Count + driver}"));
        foreach ((int n, RuleResult result) in results.Index())
            Write(text, n + 1, result);
        foreach (string remark in one.Remarks)
            text.WriteLine($"  # {Legal(remark)}");
        if (one.DriverEnd is null)
            return;
        text.WriteLine($"  # the driver: {Legal(one.DriverEnd)}");
        foreach (string line in one.Output)
            text.WriteLine($"  # | {Legal(line)}");
        text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  not ok {results.Count + 1} driver"));
    }

    private static void Write(TextWriter text, int number, RuleResult result)
    {
        foreach (Evidence evidence in result.Evidence)
            text.WriteLine($"  # {result.Rule.Id}: {Legal(evidence.ToString())}");
        if (result.Evidence.Count > 0)
            text.WriteLine($"  # {result.Rule.Id}: {result.Rule.Page}");
        bool isFailed = result.Verdict == RuleVerdict.Fail;
        bool isOk = !isFailed || result.Rule.Level != RuleLevel.Must;
        string directive = result.Verdict == RuleVerdict.NotExercised
            ? $" # SKIP not exercised: {Legal(result.Rule.Exercise)}"
            : isFailed && isOk ? $" # XFAIL {VerdictText.NameOf(result.Rule.Level)}, and violated" : "";
        text.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"  {(isOk ? "ok" : "not ok")} {number} {result.Rule.Id}{directive}"));
    }

    // A line is a line, and what follows a number sign a directive.
    private static string Legal(string text) => text.ReplaceLineEndings(" ").Replace('#', '_');
}
