namespace CxlWire.Conversations;

/// <summary>A command on the control socket.</summary>
/// <param name="Command">Its name.</param>
/// <param name="Arguments">Its arguments, a JSON object without white space.</param>
public sealed record ControlStep(string Command, string Arguments) : ConversationStep
{
    /// <summary>The step in a line.</summary>
    public override string ToString() => $"qmp {Command} {Arguments}";
}
