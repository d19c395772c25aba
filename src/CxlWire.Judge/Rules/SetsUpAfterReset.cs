using CxlWire.Judge.Watching;
using CxlWire.Protocol;

namespace CxlWire.Judge.Rules;

/// <summary>H29: what a reset forgets is set again.</summary>
internal sealed class SetsUpAfterReset : HostRule
{
    public static DriverRule Rule { get; } = new(
        "H29",
        RuleLevel.Should,
        'I',
        "After any reset that forgets them: interrupt policies, timestamp and response limit are set again.",
        "A reset of a host that has set an interrupt policy (0103h, 0105h) or a response limit (0004h), and "
            + "speaks again.");

    private static readonly Opcode[] _opcodes =
    [
        Opcode.SetEventInterruptPolicy, Opcode.SetMctpEventInterruptPolicy, Opcode.SetResponseMessageLimit,
    ];

    private readonly bool[] _wasSet = new bool[_opcodes.Length];
    private readonly bool[] _isDue = new bool[_opcodes.Length];
    private readonly Duty _again = new();
    private long? _reset;

    public override bool IsOwed => _again.IsOpen;

    public override void OnTime(StepPlace now)
    {
        if (!_again.IsLate(now, Late))
            return;
        string due = string.Join(", ", _opcodes.Where((_, i) => _isDue[i]));
        Array.Clear(_isDue);
        Violate($"{due} again after the reset", "not within T", _reset ?? now.Step, now.Step);
    }

    public override void OnCommand(HostCommand command)
    {
        // Who is not there any more owes nothing.
        if (_reset is not null && _isDue.Contains(true))
            _again.Open(command.Place);
        int which = Array.IndexOf(_opcodes, command.Opcode);
        if (which < 0 || !command.IsTaken)
            return;
        _wasSet[which] = true;
        if (!_isDue[which])
            return;
        _isDue[which] = false;
        if (_isDue.Contains(true))
            return;
        _again.Close();
        Keep();
    }

    public override void OnReset(StepPlace place)
    {
        _again.Close();
        _reset = place.Step;
        for (int i = 0; i < _isDue.Length; i++)
        {
            _isDue[i] |= _wasSet[i];
            _wasSet[i] = false;
        }
    }
}
