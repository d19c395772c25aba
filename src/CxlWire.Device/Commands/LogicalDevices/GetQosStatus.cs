using CxlWire.Protocol.Fm;

namespace CxlWire.Device.Commands.LogicalDevices;

/// <summary>
/// CXL r3.1 7.6.7.4.6 Get QoS Status (5405h): there are no loads and stores here, so nothing ever presses back (U5).
/// </summary>
internal static class GetQosStatus
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        new GetQosStatusResponse { BackpressureAveragePercentage = 0 }.TryWrite(reply);
        return CommandResult.Success(GetQosStatusResponse.Size);
    }
}
