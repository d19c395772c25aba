using CxlWire.Judge.Watching;
using CxlWire.Protocol;

namespace CxlWire.Judge.Rules;

/// <summary>H17: records are cleared in order, once, and after they were read.</summary>
internal sealed class ClearsInOrder : HostRule
{
    public static DriverRule Rule { get; } = new(
        "H17",
        RuleLevel.Must,
        'Q',
        "Records are cleared from the oldest on, each handle once, none that was not read.",
        "A 0101h with handles.");

    public override void OnCommand(HostCommand command)
    {
        if (command.Opcode != Opcode.ClearEventRecords || command.Log is not { } log
            || HostView.Handles(command.Request) is not { Length: > 0 } handles)
        {
            return;
        }

        if (command.RefusedBy == "E4")
        {
            // Who has not heard that they are cleared may say so again.
            if (!View.IsClearUnheard(log))
                Violate("handles from the oldest on, each once", $"refused: {command.Refusal!.Reason}", command.Step);
            return;
        }

        if (!command.IsSuccess)
            return;
        foreach (ushort handle in handles)
        {
            if (View.HasRead(log, handle))
                continue;
            Violate("only what was read cleared", $"handle {handle}, which was not", command.Step);
            return;
        }

        Keep();
    }
}
