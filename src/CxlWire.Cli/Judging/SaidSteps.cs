using CxlWire.Conversations;
using CxlWire.Conversations.Diagrams;
using CxlWire.Judge;

namespace CxlWire.Cli.Judging;

/// <summary>
/// Steps of a conversation that findings tell of, and some around each: what a report shows. The others are not kept,
/// however long the conversation was.
/// </summary>
internal sealed class SaidSteps
{
    private readonly Dictionary<long, ConversationStep> _steps = [];

    /// <summary>Keeps what the findings tell of.</summary>
    /// <param name="verdicts">With the findings; their steps are counted as these here.</param>
    /// <param name="steps">All that was said, with the answers.</param>
    public SaidSteps(Verdicts verdicts, IReadOnlyList<ConversationStep> steps)
    {
        Count = steps.Count;
        foreach (long told in verdicts.Results.SelectMany(r => r.Evidence).SelectMany(e => e.Steps))
        {
            long first = Math.Max(0, told - ConversationDiagram.Around);
            long last = Math.Min(Count - 1, told + ConversationDiagram.Around);
            for (long step = first; step <= last; step++)
                _steps[step] = steps[(int)step];
        }
    }

    /// <summary>Steps that the conversation has.</summary>
    public int Count { get; }

    /// <summary>A step, or null: it is not kept.</summary>
    public ConversationStep? this[long number] => _steps.GetValueOrDefault(number);
}
