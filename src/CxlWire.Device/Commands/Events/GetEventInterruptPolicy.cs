using CxlWire.Protocol;
using CxlWire.Protocol.Events;

namespace CxlWire.Device.Commands.Events;

/// <summary>CXL r3.1 8.2.9.2.4 Get Event Interrupt Policy (0102h).</summary>
internal static class GetEventInterruptPolicy
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        Span<EventInterruptSettings> settings = port.InterruptSettings;
        new EventInterruptPolicy
        {
            Informational = settings[EventLogType.Informational.Value],
            Warning = settings[EventLogType.Warning.Value],
            Failure = settings[EventLogType.Failure.Value],
            Fatal = settings[EventLogType.Fatal.Value],
            DynamicCapacity = settings[EventLogType.DynamicCapacity.Value],
        }.TryWrite(reply);
        return CommandResult.Success(EventInterruptPolicy.Size);
    }
}
