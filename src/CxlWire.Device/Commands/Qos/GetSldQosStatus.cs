using CxlWire.Protocol.Qos;

namespace CxlWire.Device.Commands.Qos;

/// <summary>CXL r3.1 8.2.9.9.8.3 Get SLD QoS Status (4702h): nothing loads this device (J3).</summary>
internal static class GetSldQosStatus
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        new GetSldQosStatusResponse { BackpressureAveragePercentage = 0 }.TryWrite(reply);
        return CommandResult.Success(GetSldQosStatusResponse.Size);
    }
}
