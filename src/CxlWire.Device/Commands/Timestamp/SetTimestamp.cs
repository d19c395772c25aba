using CxlWire.Protocol.Mailbox;

namespace CxlWire.Device.Commands.Timestamp;

/// <summary>CXL r3.1 8.2.9.4.2 Set Timestamp (0301h): E10.</summary>
internal static class SetTimestamp
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        DeviceTimestamp.TryRead(request, out DeviceTimestamp wanted, out _);
        port.Clock.Set(wanted.Timestamp);
        return CommandResult.Success();
    }
}
