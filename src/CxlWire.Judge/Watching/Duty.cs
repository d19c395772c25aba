using CxlWire.Protocol;

namespace CxlWire.Judge.Watching;

/// <summary>Something that a driver has to do, within a time or before it does too much else.</summary>
internal sealed class Duty
{
    /// <summary>Commands that a driver may send meanwhile: where no time is known, they end patience.</summary>
    public const int MaxCommands = 256;

    private int _commands;

    /// <summary>Whether it is still to be done.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>What made it a duty.</summary>
    public StepPlace Since { get; private set; }

    /// <summary>It is to be done from now on; one that is open stays.</summary>
    public void Open(StepPlace place)
    {
        if (IsOpen)
            return;
        (IsOpen, Since, _commands) = (true, place, 0);
    }

    /// <summary>It is done, or no longer to be done.</summary>
    /// <returns>Whether it was to be done.</returns>
    public bool Close()
    {
        bool was = IsOpen;
        IsOpen = false;
        return was;
    }

    /// <summary>Another command was sent meanwhile; who waits for the end of the background puts nothing off.</summary>
    /// <returns>True, once: those were too many.</returns>
    public bool IsPutOff(HostCommand command) => IsOpen && command.Opcode != Opcode.BackgroundOperationStatus
        && ++_commands > MaxCommands && Close();

    /// <summary>Whether its time is over: told once.</summary>
    public bool IsLate(StepPlace now, TimeSpan late) => IsOpen && now.Since(Since) > late && Close();
}
