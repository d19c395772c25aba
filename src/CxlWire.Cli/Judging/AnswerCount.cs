using System.Globalization;
using CxlWire.Conversations;

namespace CxlWire.Cli.Judging;

/// <summary>Counts the answers of a device that are not those that were recorded.</summary>
internal sealed class AnswerCount
{
    private long _steps;
    private long _different;

    /// <summary>What is to be said of them, or null.</summary>
    public string? Warning => _different == 0 ? null : string.Create(
        CultureInfo.InvariantCulture,
        $"{_different} of {_steps} answers are not the recorded ones: 'cxlwire replay' says which");

    /// <summary>Takes a step in.</summary>
    /// <returns>How many there were.</returns>
    public long Add(ConversationStep step, StepReply? reply)
    {
        _steps++;
        if (step.Reply is { } recorded && !ConversationReplay.IsAboutCommands(step)
            && (reply is null || ConversationReplay.Compare(step, recorded, reply).Count > 0))
        {
            _different++;
        }

        return _steps;
    }
}
