using CxlWire.Device.Background;
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
        host.Scan.Clear();
        return port.StartBackground(Opcode.ScanMedia, request, DurationOf(port, range));
    }

    /// <summary>The scan is over.</summary>
    public static ReturnCode Complete(CciPort port, ReadOnlySpan<byte> request)
    {
        ScanMediaRequest.TryRead(request, out ScanMediaRequest wanted, out _);
        Host host = port.Host!;
        host.Memory.ReadRange(ScanMediaRequest.Layout, wanted.Address, wanted.Length, "P5", out DpaRange range);
        MediaScan scan = host.Scan;
        scan.Finish(host.Memory, port.Device.Poison, range);
        if (wanted.NoEventLog)
            return ReturnCode.Success;
        foreach (PoisonedRange found in scan.Found)
            MediaEvents.Tell(host, found, MemoryTransactionType.HostScanMedia, EventLogType.Failure);
        return ReturnCode.Success;
    }

    public static TimeSpan DurationOf(CciPort port, DpaRange range) =>
        BackgroundOperations.DurationOf(range.Length, port.Device.Configuration.ScanBytesPerSecond);
}
