using CxlWire.Device.Media;
using CxlWire.Protocol;
using CxlWire.Protocol.Cci;
using CxlWire.Protocol.Media;

namespace CxlWire.Device.Commands.Media;

/// <summary>CXL r3.1 8.2.9.9.4.6 Get Scan Media Results (4305h): what was found, once each (P6).</summary>
internal static class GetScanMediaResults
{
    private static readonly Refusal _none = Refusal.At(
        CciHeader.Layout, "opcode", ReturnCode.Unsupported, "P6", "no scan has ended");

    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        MediaScan scan = port.Host!.Scan;
        if (!scan.HasRun)
            return CommandResult.Refused(_none);
        int room = (reply.Length - GetScanMediaResultsResponse.Size) / MediaErrorRecord.Size;
        int count = Math.Min(scan.Count, room);
        for (int i = 0; i < count; i++)
            scan.TakeNext().ToRecord().TryWrite(reply[GetScanMediaResultsResponse.SizeWith(i)..]);
        new GetScanMediaResultsResponse
        {
            RestartAddress = scan.LeftOut.Start,
            RestartLength = scan.LeftOut.Length / PoisonedMemory.Line,
            More = scan.Count > 0,
            StoppedPrematurely = scan.LeftOut.Length > 0,
            RecordCount = (ushort)count,
        }.TryWrite(reply);
        return CommandResult.Success(GetScanMediaResultsResponse.SizeWith(count));
    }
}
