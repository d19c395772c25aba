using CxlWire.Device.Qos;
using CxlWire.Protocol;
using CxlWire.Protocol.Qos;

namespace CxlWire.Device.Commands.Qos;

/// <summary>CXL r3.1 8.2.9.9.8.2 Set SLD QoS Control (4701h).</summary>
internal static class SetSldQosControl
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        SldQosControl.TryRead(request, out SldQosControl wanted, out _);
        Refusal? refusal = QosThresholds.Check(
            Layouts.SetSldQosControlRequest,
            wanted.EgressModeratePercentage,
            wanted.EgressSeverePercentage,
            wanted.BackpressureSampleInterval,
            "J1");
        if (refusal is not null)
            return CommandResult.Refused(refusal);
        port.Device.Qos.Control = wanted with { TelemetryControlReserved = 0 };
        return CommandResult.Success();
    }
}
