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

/// <summary>CXL r3.1 8.2.9.2.5 Set Event Interrupt Policy (0103h); 4 bytes leave the dynamic capacity log's as it is.</summary>
internal static class SetEventInterruptPolicy
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        EventInterruptPolicy.TryRead(request, out EventInterruptPolicy wanted, out _);
        Set(port, EventLogType.Informational, wanted.Informational);
        Set(port, EventLogType.Warning, wanted.Warning);
        Set(port, EventLogType.Failure, wanted.Failure);
        Set(port, EventLogType.Fatal, wanted.Fatal);
        if (request.Length == EventInterruptPolicy.Size)
            Set(port, EventLogType.DynamicCapacity, wanted.DynamicCapacity);
        return CommandResult.Success();
    }

    // C3: reserved bits are ignored, and zero when sent.
    private static void Set(CciPort port, EventLogType log, EventInterruptSettings settings) =>
        port.InterruptSettings[log.Value] = port.Has(QemuQuirks.MessageNumbersAreFixed) ? AsQemu(log, settings) : settings with { SettingsReserved = 0 };

    // q25: QEMU hands out messages 2 to 5 for the logs of severities, and 0 for dynamic capacity.
    private static EventInterruptSettings AsQemu(EventLogType log, EventInterruptSettings settings) =>
        settings.Mode != EventInterruptMode.MsiOrMsiX
            ? default
            : new EventInterruptSettings
            {
                Mode = EventInterruptMode.MsiOrMsiX,
                MessageNumber = log == EventLogType.DynamicCapacity ? (byte)0 : (byte)(log.Value + 2),
            };
}
