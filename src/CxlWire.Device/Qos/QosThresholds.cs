using CxlWire.Protocol;

namespace CxlWire.Device.Qos;

/// <summary>What thresholds of telemetry may be, a host's (J1) and the Fabric Manager's (U4).</summary>
internal static class QosThresholds
{
    private const byte MaximumPercentage = 100;
    private const byte MaximumSampleInterval = 15;

    /// <summary>Refuses what is out of range; null: nothing is.</summary>
    /// <param name="layout">Layout of the request, which has these fields.</param>
    /// <param name="moderate">Its field egress_moderate_percentage.</param>
    /// <param name="severe">Its field egress_severe_percentage.</param>
    /// <param name="interval">Its field backpressure_sample_interval.</param>
    /// <param name="rule">ID of the rule that says so of the command.</param>
    public static Refusal? Check(Layout layout, byte moderate, byte severe, byte interval, string rule)
    {
        if (moderate is 0 or > MaximumPercentage)
            return Refuse("egress_moderate_percentage", "not a percentage from 1 to 100");
        if (severe is 0 or > MaximumPercentage)
            return Refuse("egress_severe_percentage", "not a percentage from 1 to 100");
        if (severe < moderate)
            return Refuse("egress_severe_percentage", "less than what is moderate");
        return interval > MaximumSampleInterval ? Refuse("backpressure_sample_interval", "more than 15") : null;

        Refusal Refuse(string field, string reason) =>
            Refusal.At(layout, field, ReturnCode.InvalidInput, rule, reason);
    }
}
