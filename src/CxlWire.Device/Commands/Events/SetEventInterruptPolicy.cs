using CxlWire.Device.Configuration;
using CxlWire.Device.Registers;
using CxlWire.Protocol;
using CxlWire.Protocol.Events;

namespace CxlWire.Device.Commands.Events;

/// <summary>
/// CXL r3.1 8.2.9.2.5 Set Event Interrupt Policy (0103h); 4 bytes leave the dynamic capacity log's as it is.
/// </summary>
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

    private static void Set(CciPort port, EventLogType log, EventInterruptSettings settings)
    {
        // X3: sources differ on whose message numbers they are; here it is decided.
        if (port.Device.Configuration.InterruptVectors == VectorOwner.Device)
        {
            bool hasVector = settings.Mode == EventInterruptMode.MsiOrMsiX;
            settings = settings with { MessageNumber = hasVector ? (byte)InterruptVectors.OfLog(log) : (byte)0 };
        }

        port.InterruptSettings[log.Value] = port.Device.Policy.KeptSettings(log, settings);
    }
}
