using System.Buffers.Binary;
using CxlWire.Protocol.Events;

namespace CxlWire.Device.Commands.Events;

/// <summary>CXL r3.1 8.2.9.2.6 Get MCTP Event Interrupt Policy (0104h).</summary>
internal static class GetMctpEventInterruptPolicy
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(reply, port.NotificationMask);
        return CommandResult.Success(EventNotificationMask.Size);
    }
}
