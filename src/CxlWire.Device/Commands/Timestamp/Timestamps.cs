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
