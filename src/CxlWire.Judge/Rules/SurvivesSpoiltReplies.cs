using CxlWire.Device.Faults;
using CxlWire.Judge.Watching;
using CxlWire.Protocol;

namespace CxlWire.Judge.Rules;

/// <summary>H32: a spoilt reply is survived.</summary>
internal sealed class SurvivesSpoiltReplies : HostRule
{
    public static DriverRule Rule { get; } = new(
        "H32",
        RuleLevel.Should,
        'I',
        "Replies cut, lost, late, doubled, with a wrong tag or opcode, with a count that lies: an error or "
            + "a retry, then the next command works.",
        "A reply that is spoilt: the faults no_reply, delay, truncate, pad, flip_bits, wrong_tag, "
            + "reply_twice and cut.");

    private const int MaxSame = 1_000;

    private long? _spoilt;
    private Opcode _opcode;
    private int _same;

    public override void OnCommand(HostCommand command)
    {
        if (_spoilt is { } spoilt)
        {
            if (command.Opcode != _opcode)
                _same = 0;
            _opcode = command.Opcode;
            if (command.ReplyFault is null && command.IsTaken)
            {
                _spoilt = null;
                Keep();
            }
            else if (++_same == MaxSame)
            {
                _spoilt = null;
                Violate("an error, or a command that works", $"{MaxSame} times {command.Opcode}", spoilt, command.Step);
            }
        }

        if (command.ReplyFault is not null && _spoilt is null)
            (_spoilt, _opcode, _same) = (command.Step, command.Opcode, 0);
    }

    public override void OnFault(FiredFault fault, StepPlace place)
    {
        if (fault.Kind is "truncate" or "pad" or "flip_bits")
            (_spoilt, _same) = (place.Step, -1);
    }

    public override void OnReset(StepPlace place) => _same = 0;
}
