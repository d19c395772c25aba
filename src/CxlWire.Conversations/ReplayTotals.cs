using System.Runtime.InteropServices;
using System.Text;
using CxlWire.Golden;

namespace CxlWire.Conversations;

/// <summary>Differences of one kind: of one field, wherever in a list it is, in answers to one command.</summary>
/// <param name="Asked">What was asked: <see cref="ConversationStep.Name"/>.</param>
/// <param name="Field">Path of the field, without positions in lists.</param>
/// <param name="First">The first step that has it.</param>
/// <param name="Difference">The difference there.</param>
public sealed record DifferenceKind(string Asked, string Field, StepOutcome First, FieldDifference Difference)
{
    /// <summary>Steps that have it.</summary>
    public int Steps { get; internal set; }
}

/// <summary>Counts what became of steps.</summary>
public sealed class ReplayTotals
{
    private readonly int[] _counts = new int[Enum.GetValues<StepVerdict>().Length];
    private readonly Dictionary<(string Asked, string Field), DifferenceKind> _kinds = [];
    private readonly HashSet<string> _fields = [];

    /// <summary>All steps.</summary>
    public int Steps => _counts.Sum();

    /// <summary>In the order in which they were first seen.</summary>
    public IReadOnlyCollection<DifferenceKind> Kinds => _kinds.Values;

    /// <summary>Steps of one verdict.</summary>
    public int this[StepVerdict verdict] => _counts[(int)verdict];

    /// <summary>Takes a step in.</summary>
    public void Add(StepOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        _counts[(int)outcome.Verdict]++;
        _fields.Clear();
        string asked = outcome.Step.Name;
        foreach (FieldDifference difference in outcome.Differences)
        {
            string field = WithoutPositions(difference.Path);
            if (!_fields.Add(field))
                continue;
            ref DifferenceKind? kind = ref CollectionsMarshal.GetValueRefOrAddDefault(_kinds, (asked, field), out _);
            kind ??= new DifferenceKind(asked, field, outcome, difference);
            kind.Steps++;
        }
    }

    /// <summary>"records[3].severity" is "records[].severity".</summary>
    private static string WithoutPositions(string path)
    {
        var text = new StringBuilder(path.Length);
        bool inside = false;
        foreach (char c in path)
        {
            inside &= c != ']';
            if (!inside)
                text.Append(c);
            inside |= c == '[';
        }

        return text.ToString();
    }
}
