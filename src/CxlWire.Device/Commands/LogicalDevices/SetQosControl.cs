using CxlWire.Device.Qos;
using CxlWire.Protocol;
using CxlWire.Protocol.Fm;

namespace CxlWire.Device.Commands.LogicalDevices;

/// <summary>CXL r3.1 7.6.7.4.5 Set QoS Control (5404h): U4.</summary>
internal static class SetQosControl
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        QosControl.TryRead(request, out QosControl wanted, out _);
        Refusal? refusal = QosThresholds.Check(
            Layouts.SetQosControlRequest,
            wanted.EgressModeratePercentage,
            wanted.EgressSeverePercentage,
            wanted.BackpressureSampleInterval,
            "U4");
        if (refusal is not null)
            return CommandResult.Refused(refusal);
        port.Device.LdQos.Control = wanted with { TelemetryControlReserved = 0 };
        return GetQosControl.Handle(port, [], reply);
    }
}
