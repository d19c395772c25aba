using CxlWire.Protocol.Mailbox;

namespace CxlWire.Device.Commands.MemoryDevice;

/// <summary>CXL r3.1 8.2.9.9.3.1 Get Health Info (4200h): a device in good health.</summary>
internal static class GetHealthInfo
{
    private const short RoomTemperature = 25;

    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        new GetHealthInfoResponse
        {
            DeviceTemperature = RoomTemperature,
            DirtyShutdownCount = port.Device.Shutdowns.Count,
        }.TryWrite(reply);
        return CommandResult.Success(GetHealthInfoResponse.Size);
    }
}
