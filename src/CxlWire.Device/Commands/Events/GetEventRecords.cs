using CxlWire.Device.Events;
using CxlWire.Protocol.Events;

namespace CxlWire.Device.Commands.Events;

/// <summary>CXL r3.1 8.2.9.2.2 Get Event Records (0100h): E3.</summary>
internal static class GetEventRecords
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        GetEventRecordsRequest.TryRead(request, out GetEventRecordsRequest wanted, out _);
        if (EventLogs.Find(port, GetEventRecordsRequest.Layout, wanted.Log, out EventLog log) is { } unknown)
            return CommandResult.Refused(unknown);
        int returned = Math.Min(log.Count, (reply.Length - GetEventRecordsResponse.Size) / EventRecord.Size);
        new GetEventRecordsResponse
        {
            Overflow = log.Overflowed,
            MoreEventRecords = port.Device.Policy.HasMoreRecords(returned, log.Count),
            OverflowErrorCount = log.OverflowCount,
            FirstOverflowTimestamp = log.FirstOverflow,
            LastOverflowTimestamp = log.LastOverflow,
            RecordCount = (ushort)returned,
        }.TryWrite(reply);
        for (int i = 0; i < returned; i++)
            log[i].CopyTo(reply[GetEventRecordsResponse.SizeWith(i)..]);
        return CommandResult.Success(GetEventRecordsResponse.SizeWith(returned));
    }
}
