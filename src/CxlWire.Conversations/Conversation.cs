namespace CxlWire.Conversations;

/// <summary>A line of a conversation file: what was said to one device, from its start.</summary>
/// <param name="Seed">What it was generated from; 0 where it was not.</param>
/// <param name="Steps">In order.</param>
public sealed record Conversation(long Seed, IReadOnlyList<ConversationStep> Steps)
{
    /// <summary>File name of the device that it was held with, or null.</summary>
    public string? Device { get; init; }
}

/// <summary>A line of a conversation file does not have the form of docs/conversations.md.</summary>
/// <param name="line">Number of the line, from 1.</param>
/// <param name="reason">What is wrong, and where in the line.</param>
public sealed class ConversationFormatException(long line, string reason) : FormatException($"line {line}: {reason}")
{
    /// <summary>Number of the line, from 1.</summary>
    public long Line => line;
}
