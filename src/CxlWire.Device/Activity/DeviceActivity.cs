using CxlWire.Device.Faults;
using CxlWire.Device.Journal;

namespace CxlWire.Device.Activity;

/// <summary>
/// What happens to a device, in the order in which it happens. Every event is raised inside the call that causes
/// it, with <see cref="CxlDevice.Gate"/> held where the device is shared: a handler must not block, nor call the
/// device. All of it is entered in the journal, too.
/// </summary>
public sealed class DeviceActivity
{
    private readonly DeviceJournal _journal;

    internal DeviceActivity(DeviceJournal journal) => _journal = journal;

    /// <summary>A command has ended: carried out, refused, or spoilt by a fault.</summary>
    public event CommandObserver? CommandExecuted;

    /// <summary>A command was refused; raised after <see cref="CommandExecuted"/>.</summary>
    public event Action<RefusedCommand>? CommandRefused;

    /// <summary>A fault happened; where it happens to a command, before <see cref="CommandExecuted"/>.</summary>
    public event Action<FiredFault>? FaultFired;

    /// <summary>A reset is done.</summary>
    public event Action<DeviceReset>? ResetDone;

    /// <summary>
    /// A step has ended in which the device may have changed, and nobody was answered yet; called with the gate held,
    /// like an event, for whoever keeps <see cref="CxlDevice.TakeState"/>. Null: nobody does.
    /// </summary>
    public Action? Changed
    {
        get => _journal.Changed;
        set => _journal.Changed = value;
    }

    /// <summary>
    /// The newest refusals, by every way: streams, registers, tunnels and calls. That a fault had a command fail is
    /// none: the scenario says why.
    /// </summary>
    public RefusalLog Refusals { get; } = new();

    internal void RaiseCommandExecuted(in ExecutedCommand command)
    {
        if (_journal.IsRead)
        {
            _journal.EnterCommand(
                command.HostId,
                command.Route,
                command.Opcode,
                command.Request,
                command.RequestLength,
                command.Reply,
                command.Result,
                command.Carrier);
        }

        CommandExecuted?.Invoke(command);
        if (command.Result.Refusal is { } refusal)
        {
            RefusedCommand refused = Refusals.Add(command, refusal);
            CommandRefused?.Invoke(refused);
        }
    }

    internal void RaiseFaultFired(FiredFault fault)
    {
        _journal.NoteChange();
        if (_journal.IsRead)
            _journal.EnterFired(fault);
        FaultFired?.Invoke(fault);
    }

    internal void RaiseResetDone(DeviceReset reset)
    {
        _journal.NoteChange();
        if (_journal.IsRead)
            _journal.EnterReset(reset);
        ResetDone?.Invoke(reset);
    }
}
