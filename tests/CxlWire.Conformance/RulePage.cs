using CxlWire.Conversations;
using CxlWire.Conversations.Diagrams;
using CxlWire.Judge;
using CxlWire.Judge.Tests;

namespace CxlWire.Conformance;

/// <summary>A page of docs/judge: what a rule is for, and conduct that violates and keeps it, really judged.</summary>
internal static class RulePage
{
    /// <summary>The page's lines.</summary>
    public static IEnumerable<string> Of(DriverRule rule)
    {
        RuleVerdict worst = rule.Level == RuleLevel.Info ? RuleVerdict.Info : RuleVerdict.Fail;
        string[] head =
        [
            $"# {rule.Id}",
            "",
            rule.Text,
            "",
            "| level | from | what exercises it |",
            "|---|---|---|",
            $"| {LevelOf(rule)} | {OriginOf(rule)} | {rule.Exercise} |",
            "",
            rule.Level == RuleLevel.Info ? "## Why it is told" : "## What goes wrong where it is violated",
            "",
            rule.Harm,
            "",
        ];
        string[] foot =
        [
            "", "Made from the code; all rules: [rules.md](rules.md). How they are judged: [README.md](README.md).",
        ];
        return
        [
            .. head,
            rule.Level == RuleLevel.Info ? "## A driver of which it is told" : "## A driver that violates it",
            "",
            .. Conduct(rule, worst),
            "",
            "## What to do instead",
            "",
            rule.Remedy,
            "",
            "A driver that keeps it:",
            "",
            .. Conduct(rule, RuleVerdict.Pass),
            .. foot,
        ];
    }

    private static string LevelOf(DriverRule rule) => rule.Level.ToString().ToLowerInvariant();

    private static string OriginOf(DriverRule rule) => rule.Origin switch
    {
        'Q' => "Q: quoted in public",
        'P' => "P: paraphrased in public",
        'I' => "I: what implementations and their reviewers keep",
        _ => "O: our own choice",
    };

    private static IEnumerable<string> Conduct(DriverRule rule, RuleVerdict verdict)
    {
        Script script = RuleCases.All.First(one => one.Rule == rule.Id && one.Verdict == verdict).Create();
        var said = new List<ConversationStep>();
        Verdicts verdicts = ConversationJudge.Judge(
            script.Conversation, script.Configuration, null, (step, reply) => said.Add(step with { Reply = reply }));
        Evidence? evidence = verdicts[rule.Id].Evidence is [var first, ..] ? first : null;
        long[] told = evidence is null ? [.. Enumerable.Range(0, said.Count)] : [.. evidence.Steps];
        SequenceDiagram diagram = ConversationDiagram.AroundSteps(number => said[(int)number], said.Count, told);
        int width = diagram.Lifelines.Max(name => name.Length) + "device -> ".Length;
        IEnumerable<string> lines = diagram.Rows.Select(
            row => Line(diagram, row, evidence is not null && row.IsTold, width).TrimEnd());
        if (evidence is null)
            return ["```", .. lines, "```"];
        return
        [
            "```",
            .. lines,
            "```",
            "",
            "The judge says, of the steps that are marked:",
            "",
            "```",
            new Violation(rule, evidence).ToString(),
            "```",
        ];
    }

    private static string Line(SequenceDiagram diagram, DiagramRow row, bool isMarked, int width)
    {
        string mark = $"{(isMarked ? '>' : ' ')} {(row.Step is { } step ? $"step {step}" : ""),-10}";
        return row switch
        {
            DiagramArrow arrow => mark
                + $"{diagram.Lifelines[arrow.From]} -> {diagram.Lifelines[arrow.To]}".PadRight(width + 2)
                + arrow.Text + (arrow.Detail.Length > 0 ? $": {arrow.Detail}" : ""),
            DiagramNote note => $"{mark}{note.Text}",
            DiagramGap gap => $"  ... {gap.Steps} steps",
            _ => throw new ArgumentException("an unknown row", nameof(row)),
        };
    }
}
