using System.Globalization;
using CxlWire.Cli.Text;
using CxlWire.Conversations;
using CxlWire.Golden;

namespace CxlWire.Cli.Replaying;

/// <summary>What a replay prints at its end, and what it ends with.</summary>
/// <param name="search">Explains differences; null: nobody asks for that.</param>
/// <param name="keepsOutcomes">Whether somebody wants the outcomes of a conversation.</param>
internal sealed class ReplaySummary(QuirkSearch? search, bool keepsOutcomes)
{
    private readonly ReplayTotals _totals = new();
    private readonly List<StepOutcome> _outcomes = [];
    private long? _cutLine;

    /// <summary>Explains differences, or null.</summary>
    public QuirkSearch? Search => search;

    /// <summary>What became of the conversation's steps so far, where somebody wants that.</summary>
    public IReadOnlyList<StepOutcome> Outcomes => _outcomes;

    /// <summary>Steps that were played.</summary>
    public int Steps { get; private set; }

    /// <summary>Conversations that were begun.</summary>
    public int Conversations { get; private set; }

    /// <summary>What is wrong, in half a sentence, or null.</summary>
    public string? Wrong => search switch
    {
        { Unexplained: > 0 } => Count(search.Unexplained, "unexplained step"),
        null when _totals[StepVerdict.Different] is > 0 and var different =>
            Count(different, "step differs", "steps differ"),
        _ => null,
    };

    /// <summary>Takes note of a conversation.</summary>
    public void Begin(Conversation conversation)
    {
        Conversations++;
        _cutLine = conversation.CutLine;
    }

    /// <summary>Takes a step of it in.</summary>
    public void Add(StepOutcome outcome)
    {
        Steps++;
        _totals.Add(outcome);
        if (keepsOutcomes)
            _outcomes.Add(outcome);
    }

    /// <summary>Forgets its outcomes.</summary>
    public void End() => _outcomes.Clear();

    /// <summary>Prints it.</summary>
    public void Print(CliEnvironment environment)
    {
        LinePrinter printer = environment.Printer;
        printer.Write(
            DumpRole.Heading, $"{Count(Conversations, "conversation")}, {Count(Steps, "step")}");
        printer.Write(DumpRole.Value, $"  {_totals[StepVerdict.Identical]} identical");
        printer.Write(DumpRole.Field, $"  {_totals[StepVerdict.Different]} different");
        printer.Write(DumpRole.Field, $"  {_totals[StepVerdict.Answered]} answered, not compared");
        printer.Write(DumpRole.Field, $"  {_totals[StepVerdict.NotCarriedOver]} not carried over");
        if (_cutLine is { } line)
            printer.Write(DumpRole.Field, FormattableString.Invariant($"  line {line} is cut off, and left out"));
        if (_totals.Kinds.Count > 0)
        {
            printer.WriteLine();
            printer.Write(TextTable.Lines(
                ["command", "field", "steps", "first (conversation, step)", "byte", "recorded", "answered"],
                [
                    DumpRole.Group, DumpRole.Field, DumpRole.Value, DumpRole.Field, DumpRole.Offset, DumpRole.Value,
                    DumpRole.Error,
                ],
                [.. _totals.Kinds.Select(Row)],
                environment.Width,
                stack: [2, 5]));
        }

        if (search is null || _totals[StepVerdict.Different] == 0)
            return;
        printer.WriteLine();
        (string Row, int Steps)[] reasons =
        [
            .. search.Rows,
            .. new[]
            {
                (Row: "several alike", Steps: search.BySeveral),
                (Row: "unexplained", Steps: search.Unexplained),
            }.Where(r => r.Steps > 0),
        ];
        printer.Write(TextTable.Lines(
            ["row", "steps"],
            [DumpRole.Group, DumpRole.Value],
            [.. reasons.Select(r => new[] { r.Row, Text(r.Steps) })]));
    }

    private static string[] Row(DifferenceKind kind) =>
    [
        kind.Asked,
        kind.Difference.Path,
        Text(kind.Steps),
        $"{Text(kind.First.Conversation)}, {Text(kind.First.Index)}",
        kind.Difference.Offset?.ToString("x4", CultureInfo.InvariantCulture) ?? "",
        kind.Difference.Left,
        kind.Difference.Right,
    ];

    private static string Count(int count, string one, string? several = null) =>
        $"{Text(count)} {(count == 1 ? one : several ?? $"{one}s")}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
