using CxlWire.Conversations;

namespace CxlWire.Judge.Cases;

/// <summary>What became of a case.</summary>
/// <param name="Case">The case.</param>
/// <param name="Verdicts">Of all rules.</param>
/// <param name="Conversation">What was said; evidence has the numbers of its steps.</param>
public sealed record CaseResult(DriverCase Case, Verdicts Verdicts, Conversation Conversation)
{
    /// <summary>How the driver ended or hung, where it did: that fails the case. Null: it did not.</summary>
    public string? DriverEnd { get; init; }

    /// <summary>What was waited for and did not come to be, and what the device refused to have done to it.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Whether the driver lived, and no must was violated.</summary>
    public bool IsGood => DriverEnd is null && Verdicts.IsGood;
}
