using System.Globalization;
using System.Text;
using CxlWire.Device.Activity;

namespace CxlWire.Device.Logs;

/// <summary>V3: the newest commands that were refused, and why, one a line; docs/logs.md has the format.</summary>
internal static class VendorDebugLog
{
    /// <summary>The largest log, in bytes.</summary>
    public const int MaxLength = 16 << 10;

    /// <summary>Writes what a CCI may read: a host's what it asked for itself, the Fabric Manager's all.</summary>
    public static byte[] Write(CciPort port)
    {
        var lines = new List<byte[]>();
        int length = 0;
        foreach (RefusedCommand refused in port.Device.Activity.Refusals.Newest.Reverse())
        {
            if (port.HostId is { } host && refused.HostId != host)
                continue;
            byte[] line = Encoding.UTF8.GetBytes(
                string.Create(CultureInfo.InvariantCulture, $"{refused.Number}: {refused}\n"));
            if (length + line.Length > MaxLength)
                break;
            lines.Add(line);
            length += line.Length;
        }

        lines.Reverse();
        return [.. lines.SelectMany(line => line)];
    }
}
