using CxlWire.Protocol;

namespace CxlWire.Device.Commands.LogicalDevices;

/// <summary>CXL r3.1 7.6.7.4.9 Get QoS BW Limit (5408h): U6.</summary>
internal static class GetQosBandwidthLimit
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply) =>
        Bandwidth.Get(port, Layouts.GetQosBandwidthLimitRequest, request, port.Device.LdQos.Limits, reply);
}
