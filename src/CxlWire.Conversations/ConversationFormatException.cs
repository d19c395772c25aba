namespace CxlWire.Conversations;

/// <summary>A line of a conversation file does not have the form of docs/conversations.md.</summary>
/// <param name="line">Number of the line, from 1.</param>
/// <param name="reason">What is wrong, and where in the line.</param>
public sealed class ConversationFormatException(long line, string reason) : FormatException($"line {line}: {reason}")
{
    /// <summary>Number of the line, from 1.</summary>
    public long Line => line;
}
