using CxlWire.Protocol;

namespace CxlWire.Device.Commands.LogicalDevices;

/// <summary>CXL r3.1 7.6.7.4.7 Get QoS Allocated BW (5406h): U6.</summary>
internal static class GetQosAllocatedBandwidth
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply) =>
        Bandwidth.Get(port, Layouts.GetQosAllocatedBandwidthRequest, request, port.Device.LdQos.Allocated, reply);
}
