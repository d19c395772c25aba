using CxlWire.Judge.Watching;
using CxlWire.Protocol;

namespace CxlWire.Judge.Rules;

/// <summary>H28: one command in the background at a time, and its end is waited for.</summary>
internal sealed class OneBackgroundCommand : HostRule
{
    public static DriverRule Rule { get; } = new(
        "H28",
        RuleLevel.Must,
        'P',
        "One background command at a time; its end is waited for by 0002h, the register or the interrupt.",
        "A command that goes on in the background, as Sanitize (4400h) does, or any with the fault background, until "
            + "the driver is told of its end.");

    private const int MaxPerSecond = 100;

    private StepPlace _second;
    private int _inSecond;

    public override void OnTime(StepPlace now)
    {
        if (View.Background is not { IsToldForgotten: false, Ended: { } ended } run || now.Since(ended) <= Late)
            return;
        run.IsToldForgotten = true;
        Violate(
            $"the end of {run.Opcode} waited for: 0002h, the register or the interrupt",
            "none of them within T of it",
            run.Started.Step,
            now.Step);
    }

    public override void OnCommand(HostCommand command)
    {
        if (View.Background is not { } run)
            return;
        bool isStarted = command.IsStarted && command.Opcode != Opcode.BackgroundOperationStatus;
        if (command.RefusedBy == "B1" || isStarted)
        {
            Violate("the end of the command in the background first", $"{command.Opcode}", run, command);
        }
        else if (command.Answer is AnswerKind.BeforeTheEnd)
        {
            Violate(
                "the end of the response in the background first",
                $"the same offer answered again, with {command.Ranges}",
                run,
                command);
        }
        else if (command.Opcode == Opcode.ReleaseDynamicCapacity && run.Opcode == Opcode.AddDynamicCapacityResponse
            && command.Ranges is { } released && run.Ranges.Overlaps(released))
        {
            Violate(
                "the capacity not used before its response has ended in the background",
                $"{released} released",
                run,
                command);
        }
        else if (command.BackgroundStatus is { InProgress: true })
        {
            Count(run, command);
        }
    }

    public override void OnBackgroundEnd(BackgroundRun run, ReturnCode? code, StepPlace place)
    {
        _inSecond = 0;
        if (code is not null)
            Keep();
    }

    /// <summary>Who asks how far it is does so with measure, as after Busy (H27).</summary>
    private void Count(BackgroundRun run, HostCommand command)
    {
        if (_inSecond == 0 || command.Place.Since(_second) > TimeSpan.FromSeconds(1))
            (_second, _inSecond) = (command.Place, 0);

        // Surely within a second.
        bool isDense = command.Place.Latest < TimeSpan.MaxValue
            && command.Place.Latest - _second.Earliest <= TimeSpan.FromSeconds(1);
        if (++_inSecond == MaxPerSecond + 1 && isDense)
            Violate($"0002h at most {MaxPerSecond} times a second", "more", run, command);
    }

    private void Violate(string expected, string seen, BackgroundRun run, HostCommand command) =>
        Violate(expected, seen, run.Started.Step, command.Step);
}
