using CxlWire.Protocol.Fm;

namespace CxlWire.Device.Commands.LogicalDevices;

/// <summary>CXL r3.1 7.6.7.4.4 Get QoS Control (5403h): U4.</summary>
internal static class GetQosControl
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        port.Device.LdQos.Control.TryWrite(reply);
        return CommandResult.Success(QosControl.Size);
    }
}
