using CxlWire.Protocol.Qos;

namespace CxlWire.Device.Commands.Qos;

/// <summary>CXL r3.1 8.2.9.9.8.1 Get SLD QoS Control (4700h).</summary>
internal static class GetSldQosControl
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        port.Device.Qos.Control.TryWrite(reply);
        return CommandResult.Success(SldQosControl.Size);
    }
}
