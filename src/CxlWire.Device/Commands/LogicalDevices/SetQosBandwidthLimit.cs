using CxlWire.Protocol;

namespace CxlWire.Device.Commands.LogicalDevices;

/// <summary>CXL r3.1 7.6.7.4.10 Set QoS BW Limit (5409h): U6.</summary>
internal static class SetQosBandwidthLimit
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply) => Bandwidth.Set(
        port, Layouts.SetQosBandwidthLimitRequest, request, port.Device.LdQos.Limits, sum: null, reply);
}
