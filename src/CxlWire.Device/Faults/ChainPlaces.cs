using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Events;

namespace CxlWire.Device.Faults;

/// <summary>
/// Where in a chain a CCI is: records of one request, pages of one reading of the extent list, payloads of one
/// response or release. And which types of records it has seen.
/// </summary>
internal sealed class ChainPlaces
{
    private readonly Chain[] _records = new Chain[5];
    private Chain _response;
    private Chain _release;
    private int _page;

    /// <summary>Types of the records that have entered a log.</summary>
    public FaultRecords Entered { get; private set; }

    /// <summary>Types of the records that were read.</summary>
    public FaultRecords Read { get; private set; }

    /// <summary>Takes a command in.</summary>
    /// <returns>Its place, and whether it is the last of its chain; place 0: it is part of none.</returns>
    public (int Place, bool IsLast) Take(Opcode opcode, ReadOnlySpan<byte> request)
    {
        if (opcode == Opcode.GetDynamicCapacityExtentList
            && GetDynamicCapacityExtentListRequest.TryRead(
                request, out GetDynamicCapacityExtentListRequest list, out _))
        {
            _page = list.Start == 0 ? 1 : Math.Max(_page, 1) + 1;
            return (_page, false);
        }

        bool isResponse = opcode == Opcode.AddDynamicCapacityResponse;
        if ((isResponse || opcode == Opcode.ReleaseDynamicCapacity)
            && UpdatedExtentList.TryReadFixedPart(request, out UpdatedExtentList ranges, out _))
        {
            return isResponse ? _response.Take(ranges.More) : _release.Take(ranges.More);
        }

        return (0, false);
    }

    /// <summary>Takes in a record that is about to enter a log.</summary>
    /// <returns>Its place among the records of its request, and whether it is the last.</returns>
    public (int Place, bool IsLast) Take(EventLogType log, ReadOnlySpan<byte> record, FaultRecords type)
    {
        Entered |= type;
        bool isCapacity = type < FaultRecords.GeneralMedia;
        bool more = isCapacity
            && DynamicCapacityEventRecordView.TryCreate(record, out DynamicCapacityEventRecordView view, out _)
            && view.More;
        return _records[log.Value].Take(more);
    }

    /// <summary>Takes in the reply to a 0100h.</summary>
    public void TakeRecords(ReadOnlySpan<byte> reply)
    {
        for (int at = GetEventRecordsResponse.Size; at + EventRecord.Size <= reply.Length; at += EventRecord.Size)
            Read |= FaultRecordTypes.Of(reply.Slice(at, EventRecord.Size));
    }

    private struct Chain
    {
        private int _place;
        private bool _goesOn;

        public (int Place, bool IsLast) Take(bool more)
        {
            _place = _goesOn ? _place + 1 : 1;
            _goesOn = more;
            return (_place, !more);
        }
    }
}
