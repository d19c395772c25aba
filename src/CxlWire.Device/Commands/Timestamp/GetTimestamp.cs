using CxlWire.Protocol.Mailbox;

namespace CxlWire.Device.Commands.Timestamp;

/// <summary>CXL r3.1 8.2.9.4.1 Get Timestamp (0300h): E10.</summary>
internal static class GetTimestamp
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        new DeviceTimestamp { Timestamp = port.Clock.Now }.TryWrite(reply);
        return CommandResult.Success(DeviceTimestamp.Size);
    }
}
