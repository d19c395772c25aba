using CxlWire.Device.Capacity;
using CxlWire.Device.Media;
using CxlWire.Protocol;
using CxlWire.Protocol.Media;

namespace CxlWire.Device.Commands.Media;

/// <summary>CXL r3.1 8.2.9.9.4.5 Scan Media (4304h), in the background (P5).</summary>
internal static class ScanMedia
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        ScanMediaRequest.TryRead(request, out ScanMediaRequest wanted, out _);
        Host host = port.Host!;
        if (host.Memory.ReadRange(ScanMediaRequest.Layout, wanted.Address, wanted.Length, "P5", out DpaRange range)
            is { } refusal)
        {
            return CommandResult.Refused(refusal);
        }

        if (port.Device.RefuseIfLocked(ScanMediaRequest.Layout, range) is { } locked)
            return CommandResult.Refused(locked);
        MediaScan scan = host.Scan;
        bool noEventLog = wanted.NoEventLog;
        scan.Clear();
        return port.Device.Background.Start(
            Opcode.ScanMedia, DurationOf(port, range), () => scan.Finish(range, noEventLog));
    }

    public static TimeSpan DurationOf(CciPort port, DpaRange range)
    {
        double seconds = range.Length / (double)port.Device.Configuration.ScanBytesPerSecond;
        return seconds < TimeSpan.MaxValue.TotalSeconds / 2 ? TimeSpan.FromSeconds(seconds) : TimeSpan.MaxValue / 2;
    }
}
