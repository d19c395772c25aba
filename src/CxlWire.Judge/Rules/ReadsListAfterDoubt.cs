using CxlWire.Judge.Watching;
using CxlWire.Protocol;

namespace CxlWire.Judge.Rules;

/// <summary>H11: after doubt the list is read before it is trusted.</summary>
internal sealed class ReadsListAfterDoubt : HostRule
{
    public static DriverRule Rule { get; } = new(
        "H11",
        RuleLevel.Should,
        'I',
        "After reset, overflow of the DC log, or a lost reply to 4802h or 4803h, the list is read before it "
            + "is trusted.",
        "A host that holds capacity and is reset, or a 4802h or 4803h whose reply is lost: the faults "
            + "no_reply and cut.");

    private long? _doubt;
    private bool _isReplyLost;

    // What shows that there was a reset, or is said after one: before, no driver can know of one that others made.
    private static readonly Opcode[] _looks =
    [
        Opcode.GetEventInterruptPolicy, Opcode.SetEventInterruptPolicy, Opcode.GetMctpEventInterruptPolicy,
        Opcode.SetMctpEventInterruptPolicy, Opcode.GetTimestamp, Opcode.SetTimestamp, Opcode.Identify,
        Opcode.IdentifyMemoryDevice, Opcode.GetSupportedLogs,
    ];

    private bool _hasLooked;
    private string _reason = "";

    public override void OnCommand(HostCommand command)
    {
        if (command.Opcode == Opcode.GetDynamicCapacityExtentList)
        {
            if (!command.IsSuccess || !command.IsHeard || _doubt is null)
                return;
            _doubt = null;
            Keep();
        }
        else if (command.IsExtentList)
        {
            // A new offer may be answered; what the host holds is trusted by what it releases, or says again.
            if (_doubt is { } doubt
                && (_isReplyLost || (_hasLooked && command.Opcode == Opcode.ReleaseDynamicCapacity)))
            {
                _doubt = null;
                Violate($"the list read after {_reason}", $"{command.Opcode} first", doubt, command.Step);
            }

            if (!command.IsHeard)
                Doubt(command.Step, isReplyLost: true, "a lost reply");
        }
        else if (command.Records is { Overflow: true } && command.Log == EventLogType.DynamicCapacity && View.MayHold)
        {
            Doubt(command.Step, isReplyLost: false, "an overflow of the dynamic capacity log");
            _hasLooked = true;
        }
        else
        {
            _hasLooked |= _looks.Contains(command.Opcode);
        }
    }

    public override void OnReset(StepPlace place)
    {
        if (!View.MayHold)
            return;
        Doubt(place.Step, isReplyLost: false, "a reset");
        _hasLooked = false;
    }

    private void Doubt(long step, bool isReplyLost, string reason)
    {
        if (_doubt is not null && _isReplyLost)
            return;
        (_doubt, _isReplyLost, _reason) = (step, isReplyLost, reason);
    }
}
