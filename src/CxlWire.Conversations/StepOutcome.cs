using CxlWire.Golden;

namespace CxlWire.Conversations;

/// <summary>How an answer compares with the recorded one.</summary>
public enum StepVerdict
{
    /// <summary>Every byte is the same.</summary>
    Identical,

    /// <summary>Some field differs.</summary>
    Different,

    /// <summary>There was an answer, and nothing that it could be compared with.</summary>
    Answered,

    /// <summary>Nobody was there to be asked.</summary>
    NotCarriedOver,
}

/// <summary>What became of a step.</summary>
/// <param name="Conversation">Number of the conversation in its file, from 1.</param>
/// <param name="Index">Number of the step in it, from 0.</param>
/// <param name="Step">The step, with the recorded answer.</param>
/// <param name="Reply">The answer now, or null: nobody was there.</param>
/// <param name="Verdict">How the two compare.</param>
/// <param name="Differences">Return code, else field by field; the recorded value is the left one.</param>
public sealed record StepOutcome(
    int Conversation,
    int Index,
    ConversationStep Step,
    StepReply? Reply,
    StepVerdict Verdict,
    IReadOnlyList<FieldDifference> Differences);
