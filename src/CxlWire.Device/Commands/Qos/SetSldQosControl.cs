using CxlWire.Protocol;
using CxlWire.Protocol.Qos;

namespace CxlWire.Device.Commands.Qos;

/// <summary>CXL r3.1 8.2.9.9.8.2 Set SLD QoS Control (4701h).</summary>
internal static class SetSldQosControl
{
    private const byte MaximumPercentage = 100;
    private const byte MaximumSampleInterval = 15;

    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        SldQosControl.TryRead(request, out SldQosControl wanted, out _);
        if (wanted.EgressModeratePercentage is 0 or > MaximumPercentage)
            return Refuse("egress_moderate_percentage", "not a percentage from 1 to 100");
        if (wanted.EgressSeverePercentage is 0 or > MaximumPercentage)
            return Refuse("egress_severe_percentage", "not a percentage from 1 to 100");
        if (wanted.EgressSeverePercentage < wanted.EgressModeratePercentage)
            return Refuse("egress_severe_percentage", "less than what is moderate");
        if (wanted.BackpressureSampleInterval > MaximumSampleInterval)
            return Refuse("backpressure_sample_interval", "more than 15");
        port.Device.Qos.Control = wanted with { TelemetryControlReserved = 0 };
        return CommandResult.Success();
    }

    private static CommandResult Refuse(string field, string reason) => CommandResult.Refused(
        Refusal.At(Layouts.SetSldQosControlRequest, field, ReturnCode.InvalidInput, "J1", reason));
}
