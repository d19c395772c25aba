using CxlWire.Device.Qos;
using CxlWire.Protocol;

namespace CxlWire.Device.Commands.LogicalDevices;

/// <summary>CXL r3.1 7.6.7.4.8 Set QoS Allocated BW (5407h): U6.</summary>
internal static class SetQosAllocatedBandwidth
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply) => Bandwidth.Set(
        port, Layouts.SetQosAllocatedBandwidthRequest, request, port.Device.LdQos.Allocated, LdQos.All, reply);
}
