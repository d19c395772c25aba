using System.Globalization;
using CxlWire.Cli.Text;
using CxlWire.Conversations;

namespace CxlWire.Cli.Replaying;

/// <summary>Steps of a replay as cases of a <see cref="JUnitReport"/>.</summary>
internal static class StepCases
{
    // Two lists of extents may differ in thousands of fields.
    private const int MaxDifferences = 100;

    /// <summary>A case for a step.</summary>
    /// <param name="outcome">What became of it.</param>
    /// <param name="isExplained">Whether rows of docs/qemu.md are the reason for a difference.</param>
    public static JUnitCase Of(StepOutcome outcome, bool isExplained) => outcome.Verdict switch
    {
        StepVerdict.Identical => new JUnitCase(NameOf(outcome), JUnitVerdict.Passed),
        StepVerdict.Different => new JUnitCase(
            NameOf(outcome),
            isExplained ? JUnitVerdict.Skipped : JUnitVerdict.Failed,
            (isExplained ? "explained by docs/qemu.md: " : "") + Describe(outcome, 0),
            Details(outcome)),
        StepVerdict.Answered => new JUnitCase(
            NameOf(outcome), JUnitVerdict.Skipped, "answered, and there is nothing to compare the answer with"),
        _ => new JUnitCase(NameOf(outcome), JUnitVerdict.Skipped, "not carried over"),
    };

    private static string NameOf(StepOutcome outcome) =>
        string.Create(CultureInfo.InvariantCulture, $"step {outcome.Index}: {outcome.Step.Name}");

    private static string Describe(StepOutcome outcome, int index) =>
        $"{outcome.Differences[index].Where}: recorded {outcome.Differences[index].Left}, "
            + $"answered {outcome.Differences[index].Right}";

    private static string Details(StepOutcome outcome)
    {
        int count = Math.Min(outcome.Differences.Count, MaxDifferences);
        IEnumerable<string> lines = Enumerable.Range(0, count).Select(i => Describe(outcome, i));
        if (outcome.Differences.Count > count)
            lines = lines.Append($"and {outcome.Differences.Count - count} more differences");
        if (outcome.Reply is StepReply.Cci { Refusal: { } refusal })
        {
            string rule = refusal.Rule is { } id ? $"rule {id}" : "the command's own section";
            lines = lines.Append(string.Create(
                CultureInfo.InvariantCulture, $"refused by {rule}: {refusal.Field}, payload byte {refusal.Byte}"));
        }

        return string.Join('\n', lines);
    }
}
