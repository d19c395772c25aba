using CxlWire.Judge.Watching;
using CxlWire.Protocol;

namespace CxlWire.Judge.Rules;

/// <summary>H27: Busy is not the end, and no reason to spin.</summary>
internal sealed class RetriesWithMeasure : HostRule
{
    public static DriverRule Rule { get; } = new(
        "H27",
        RuleLevel.Should,
        'I',
        "Busy (06h) and Retry Required (05h): again, later, not more than 100 times a second, not for ever. "
            + "A reply that never comes ends in a reset or an error, not in a spin.",
        "Busy or Retry Required: the fault return_code. (4802h and 4803h that are not sent again are H7 and "
            + "H15.)");

    private const int MaxPerSecond = 100;
    private const int MaxInARow = 10_000;

    private readonly Duty _again = new();
    private Opcode _opcode;
    private StepPlace _second;
    private int _inSecond;
    private int _inARow;

    public override bool IsOwed => _again.IsOpen;

    public override void OnTime(StepPlace now)
    {
        long busy = _again.Since.Step;
        if (_again.IsLate(now, Late))
            Violate($"{_opcode} again, later", "nothing within T", busy, now.Step);
    }

    public override void OnCommand(HostCommand command)
    {
        if (command.Opcode == _opcode && _inARow > 0 && !command.IsBusy)
        {
            _inARow = 0;
            _again.Close();
            Keep();
        }

        if (command.IsBusy)
            Count(command);
    }

    public override void OnReset(StepPlace place)
    {
        _again.Close();
        _inARow = 0;
    }

    private void Count(HostCommand command)
    {
        if (_inARow == 0 || command.Opcode != _opcode)
            (_opcode, _second, _inSecond, _inARow) = (command.Opcode, command.Place, 0, 0);
        _again.Close();
        if (!command.IsExtentList)
            _again.Open(command.Place);
        if (command.Place.Since(_second) > TimeSpan.FromSeconds(1))
            (_second, _inSecond) = (command.Place, 0);

        // Surely within a second.
        bool isDense = command.Place.Latest < TimeSpan.MaxValue
            && command.Place.Latest - _second.Earliest <= TimeSpan.FromSeconds(1);
        if (++_inSecond == MaxPerSecond + 1 && isDense)
        {
            Violate(
                $"at most {MaxPerSecond} repetitions a second",
                $"more of {command.Opcode}",
                _second.Step,
                command.Step);
        }
        else if (++_inARow == MaxInARow)
        {
            Violate("an error in the end", $"{MaxInARow} times {command.Opcode} in a row", _second.Step, command.Step);
        }
    }
}
