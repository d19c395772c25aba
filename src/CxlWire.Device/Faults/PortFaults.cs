using CxlWire.Device.Commands;
using CxlWire.Device.Events;
using CxlWire.Protocol;

namespace CxlWire.Device.Faults;

/// <summary>
/// The faults of one CCI, wrapped around its port: what is done to a command before the port has it, to the reply,
/// to records that enter its logs and to its notifications.
/// </summary>
internal sealed class PortFaults
{
    private readonly FaultInjector _injector;
    private readonly CciPort _port;
    private readonly ChainPlaces _places = new();

    private PortFaults(FaultInjector injector, CciPort port)
    {
        _injector = injector;
        _port = port;
    }

    /// <summary>Wraps a port, in place of any faults that it had.</summary>
    public static void Attach(FaultInjector injector, CciPort port)
    {
        var faults = new PortFaults(injector, port);
        port.Wrap(next => (opcode, request, reply) => faults.Intercept(next, opcode, request, reply));
        port.NotificationFilter = faults.LetsNotify;
        foreach (EventLog log in port.Logs)
            log.Interceptor = faults.Admit;
    }

    /// <summary>Has a port without faults.</summary>
    public static void Detach(CciPort port)
    {
        port.Wrap(null);
        port.NotificationFilter = null;
        foreach (EventLog log in port.Logs)
            log.Interceptor = null;
    }

    /// <summary>Lets the port execute a command, or does not, and spoils the reply.</summary>
    private CommandResult Intercept(CommandStep next, Opcode opcode, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        FaultOccasion occasion = Occasion(_places.Take(opcode, request)) with { Opcode = opcode };
        CommandResult? decided = null;
        foreach (ArmedFault armed in _injector.Armed)
        {
            if (!armed.WaitsFor(FaultMoments.Command, occasion))
                continue;
            switch (armed.Action)
            {
                case FaultAction.ReturnCode end when _injector.Fires(armed, decided is null, occasion):
                    decided = End(next, opcode, request, reply, end);
                    break;
                case FaultAction.Background work when _injector.Fires(armed, decided is null, occasion):
                    decided = Start(next, opcode, request, reply, work);
                    break;
                case FaultAction.ReturnCode or FaultAction.Background:
                    break;
                case FaultAction action when StandaloneFaults.CanHappen(_port, action) is { } possible:
                    if (_injector.Fires(armed, possible, occasion))
                        StandaloneFaults.Happen(_port, action);
                    break;
            }
        }

        CommandResult result = decided ?? next(opcode, request, reply);
        if (opcode == Opcode.GetEventRecords && result.Code == ReturnCode.Success)
            _places.TakeRecords(reply[..result.Length]);
        foreach (ArmedFault armed in _injector.Armed)
        {
            if (armed.Action.IsOfReply && armed.WaitsFor(FaultMoments.Command, occasion)
                && _injector.Fires(armed, ReplyFaults.CanSpoil(armed.Action, result.Length, reply.Length), occasion))
            {
                result = ReplyFaults.Spoil(_injector, armed.Action, result, reply);
            }
        }

        return result;
    }

    /// <summary>Spoils a record that is about to enter a log, or keeps it out.</summary>
    private RecordFate Admit(EventLog log, Span<byte> record)
    {
        FaultRecords type = FaultRecordTypes.Of(record);
        FaultOccasion occasion = Occasion(_places.Take(log.Type, record, type)) with { Records = type };
        RecordFate fate = RecordFate.Enters;
        foreach (ArmedFault armed in _injector.Armed)
        {
            if (!armed.WaitsFor(FaultMoments.Record, occasion))
                continue;
            FaultAction action = armed.Action;
            if (StandaloneFaults.CanHappen(_port, action) is { } possible)
            {
                if (_injector.Fires(armed, possible, occasion))
                    StandaloneFaults.Happen(_port, action);
                continue;
            }

            if (!_injector.Fires(armed, RecordFaults.CanSpoil(_port, log, occasion, record, action), occasion))
                continue;
            fate = action switch
            {
                FaultAction.DropRecord => RecordFate.IsLost,
                FaultAction.DuplicateRecord => RecordFate.EntersTwice,
                FaultAction.ReorderRecord => RecordFate.EntersBeforeTheLast,
                _ => fate,
            };
            RecordFaults.Spoil(_port, log, occasion, record, action);
        }

        return fate;
    }

    /// <summary>Whether the host is told that a log has records.</summary>
    private bool LetsNotify(EventLogType log)
    {
        bool isLost = false;
        FaultOccasion occasion = Occasion(default) with { Log = log };
        foreach (ArmedFault armed in _injector.Armed)
            isLost |= armed.WaitsFor(FaultMoments.Interrupt, occasion) && _injector.Fires(armed, true, occasion);
        return !isLost;
    }

    private FaultOccasion Occasion((int Place, bool IsLast) chain) => new(_port.Host?.Id, _places, chain);

    private static CommandResult End(
        CommandStep next, Opcode opcode, ReadOnlySpan<byte> request, Span<byte> reply, FaultAction.ReturnCode end)
    {
        CommandResult result = end.CarriedOut ? next(opcode, request, reply) : CommandResult.Success();
        bool keepsReply = end.Code == ReturnCode.Success && result.Code == ReturnCode.Success;
        return (keepsReply ? result : CommandResult.Ended(end.Code)) with { VendorStatus = end.VendorStatus };
    }

    // Only one command runs in the background at a time.
    private CommandResult Start(
        CommandStep next, Opcode opcode, ReadOnlySpan<byte> request, Span<byte> reply, FaultAction.Background work)
    {
        if (_port.Device.Background.IsCommandRunning)
            return CommandResult.Ended(ReturnCode.Busy);
        CommandResult result = work.CarriedOut ? next(opcode, request, reply) : CommandResult.Success();
        if (result.Code != ReturnCode.Success)
            return result;
        _port.Device.Background.Pretend(opcode, work.Duration, work.Code, work.VendorStatus);
        return CommandResult.Ended(ReturnCode.BackgroundCommandStarted) with { BackgroundOperation = true };
    }
}
