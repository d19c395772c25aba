using CxlWire.Device.Capacity;
using CxlWire.Protocol.Media;

namespace CxlWire.Device.Commands.Media;

/// <summary>CXL r3.1 8.2.9.9.4.4 Get Scan Media Capabilities (4303h): how long it would take (P4).</summary>
internal static class GetScanMediaCapabilities
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        GetScanMediaCapabilitiesRequest.TryRead(request, out GetScanMediaCapabilitiesRequest wanted, out _);
        if (port.Host!.Memory.ReadRange(
            GetScanMediaCapabilitiesRequest.Layout, wanted.Address, wanted.Length, "P4", out DpaRange range)
            is { } refusal)
        {
            return CommandResult.Refused(refusal);
        }

        new GetScanMediaCapabilitiesResponse
        {
            EstimatedTime = (uint)Math.Clamp(
                Math.Ceiling(ScanMedia.DurationOf(port, range).TotalMilliseconds), 1, uint.MaxValue),
        }.TryWrite(reply);
        return CommandResult.Success(GetScanMediaCapabilitiesResponse.Size);
    }
}
