using System.Text;
using CxlWire.Device.Capacity;
using CxlWire.Device.Events;
using CxlWire.Protocol.Dcd;
using CxlWire.Tests;

namespace CxlWire.Device.Tests;

/// <summary>Everything that a device holds, as text: what a refused request leaves bit for bit.</summary>
internal static class State
{
    private static readonly Protocol.Opcode[] _told =
    [
        Protocol.Opcode.GetPartitionInfo, Protocol.Opcode.GetHealthInfo, Protocol.Opcode.GetShutdownState,
        Protocol.Opcode.GetSldQosControl,
    ];

    public static string Of(CxlDevice device)
    {
        var text = new StringBuilder();
        foreach (Host host in device.Hosts)
        {
            text.AppendLine($"host {host.Id}, generation {host.Extents.Generation}");
            for (int i = 0; i < host.Extents.Count; i++)
                text.AppendLine($"  accepted {Shown(host.Extents[i])}");
            foreach (Offer offer in host.Offers.Pending)
                text.AppendLine($"  offer {offer.Tag}: {string.Join(' ', offer.Extents.Select(e => Shown(e)))}");
            AppendPort(text, host.Cci);
            foreach (Protocol.Opcode opcode in _told)
                text.AppendLine(Rig.Ask(host.Cci, opcode));
            foreach (string feature in new[] { FeatureRules.PatrolScrub, FeatureRules.Ecs, FeatureRules.Scratchpad })
                text.AppendLine(Rig.Ask(host.Cci, Protocol.Opcode.GetFeature, feature, "0000", "0001", "00"));
        }

        AppendPort(text, device.FabricManager.Cci);
        if (device.Hosts.Count > 1)
        {
            text.AppendLine(Rig.Ask(device.FabricManager.Cci, Protocol.Opcode.GetQosControl));
            text.AppendLine(Rig.Ask(device.FabricManager.Cci, Protocol.Opcode.GetQosAllocatedBandwidth, "ff 00"));
            text.AppendLine(Rig.Ask(device.FabricManager.Cci, Protocol.Opcode.GetQosBandwidthLimit, "ff 00"));
        }

        text.AppendLine(Rig.Ask(device.Hosts[0].Cci, Protocol.Opcode.GetDynamicCapacityConfiguration, "00 00"));
        return text.ToString();
    }

    private static void AppendPort(StringBuilder text, CciPort port)
    {
        foreach (EventLog log in port.Logs)
        {
            text.AppendLine(
                $"  {port.Kind} {log.Type}: {log.Count} and {log.Waiting}, lost {log.OverflowCount} "
                    + $"{log.FirstOverflow} {log.LastOverflow}");
            for (int i = 0; i < log.Count; i++)
                text.AppendLine($"    {Hex.Text(log[i])}");
        }

        text.AppendLine(Rig.Ask(port, Protocol.Opcode.GetEventInterruptPolicy));
        text.AppendLine(Rig.Ask(port, Protocol.Opcode.GetMctpEventInterruptPolicy));
        text.AppendLine(Rig.Ask(port, Protocol.Opcode.GetResponseMessageLimit));
        text.AppendLine(Rig.Ask(port, Protocol.Opcode.GetTimestamp));
        text.AppendLine(Rig.Ask(port, Protocol.Opcode.GetSupportedLogs));
    }

    private static string Shown(in Extent extent)
    {
        byte[] bytes = new byte[Extent.Size];
        extent.TryWrite(bytes);
        return Hex.Text(bytes);
    }
}
