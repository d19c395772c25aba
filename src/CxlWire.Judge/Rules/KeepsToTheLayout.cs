using CxlWire.Judge.Watching;
using CxlWire.Protocol;
using CxlWire.Protocol.Commands;

namespace CxlWire.Judge.Rules;

/// <summary>H23: requests are as their layouts say.</summary>
internal sealed class KeepsToTheLayout : HostRule
{
    public static DriverRule Rule { get; } = new(
        "H23",
        RuleLevel.Must,
        'P',
        "Reserved fields are zero, vendor status aside; lengths are those of the layout, and fit the "
            + "payload size that the device told.",
        "Any request with a payload.");

    public override void OnCommand(HostCommand command)
    {
        // H9 speaks of lists that are too long; and C1 comes before the length.
        if (command.RefusedBy == "C1" || (command.IsOversized && command.IsExtentList))
            return;
        if (command.RefusedBy is "C2" or "C5" or "A7")
        {
            Violate($"a length as the layout of {command.Opcode} has it", command.Refusal!.Reason, command.Step);
            return;
        }

        if (command.Request.IsEmpty || LayoutOf(command.Opcode) is not { } layout)
            return;
        if (ReservedFields.FindSet(layout, command.Request) is { } field)
            Violate($"reserved fields of {command.Opcode} zero", $"{field} is not", command.Step);
        else
            Keep();
    }

    private static Layout? LayoutOf(Opcode opcode)
    {
        foreach (CommandRow row in CommandTable.Rows)
        {
            if (row.Opcode == opcode)
                return row.Request;
        }

        return null;
    }
}
