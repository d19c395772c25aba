using System.Buffers.Binary;
using CxlWire.Protocol.Events;

namespace CxlWire.Device.Commands.Events;

/// <summary>CXL r3.1 8.2.9.2.7 Set MCTP Event Interrupt Policy (0105h): of which logs 0106h tells (E11).</summary>
internal static class SetMctpEventInterruptPolicy
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        EventNotificationMask.TryRead(request, out EventNotificationMask wanted, out _);
        Span<byte> kept = stackalloc byte[EventNotificationMask.Size];

        // C3: reserved bits are ignored, and zero when sent.
        (wanted with { EventsReserved = 0 }).TryWrite(kept);
        port.NotificationMask = BinaryPrimitives.ReadUInt16LittleEndian(kept);
        return CommandResult.Success();
    }
}
