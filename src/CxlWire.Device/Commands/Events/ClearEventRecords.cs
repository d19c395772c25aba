using CxlWire.Device.Events;
using CxlWire.Protocol;
using CxlWire.Protocol.Events;

namespace CxlWire.Device.Commands.Events;

/// <summary>CXL r3.1 8.2.9.2.3 Clear Event Records (0101h): E4, E5.</summary>
internal static class ClearEventRecords
{
    private static readonly Layout _payload = ClearEventRecordsRequest.Layout;

    /// <summary>Bytes that QEMU reads of a request that may be longer (q16).</summary>
    public static long ReadByQemu(ReadOnlySpan<byte> request) =>
        ClearEventRecordsRequest.TryReadFixedPart(request, out ClearEventRecordsRequest clear, out _)
            ? ClearEventRecordsRequest.SizeWith(clear.HandleCount)
            : request.Length;

    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        ClearEventRecordsRequest.TryRead(request, out ClearEventRecordsRequest wanted, out _);
        if (EventLogs.Find(port, _payload, wanted.Log, out EventLog log) is { } unknown)
            return CommandResult.Refused(unknown);
        if (port.Device.Policy.ClearsAll(wanted.ClearAll))
        {
            if (!log.Overflowed)
            {
                return CommandResult.Refused(Refusal.At(
                    _payload, "clear_all", ReturnCode.InvalidInput, "E5", "the log has not overflowed"));
            }

            log.ClearAll();
            return CommandResult.Success();
        }

        bool asQemu = port.Device.Policy.ComparesHandles;
        ReadOnlySpan<byte> handles = request[ClearEventRecordsRequest.Size..];
        if (asQemu)
            handles = handles[..Math.Min(handles.Length, log.Count * sizeof(ushort))];
        int wrong = log.Clear(handles);
        return wrong < 0
            ? CommandResult.Success()
            : CommandResult.Refused(Refusal.AtNumber(
                _payload,
                wrong,
                asQemu ? ReturnCode.InvalidInput : ReturnCode.InvalidHandle,
                asQemu ? "q10" : "E4",
                wrong >= log.Count ? "more handles than records" : "not the handle of the record at that place"));
    }
}
