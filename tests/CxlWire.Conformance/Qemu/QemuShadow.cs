using System.Buffers.Binary;
using CxlWire.Device;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Events;

namespace CxlWire.Conformance.Qemu;

/// <summary>
/// What QEMU must answer if it differs from the rules in nothing but the rows of qemu-divergences.md:
/// our own reply, with each row applied in one place. A row counts where it changed something.
/// </summary>
internal sealed class QemuShadow
{
    private const int LogDepth = 8;

    private readonly Device.Host _host;
    private readonly List<DpaRange> _list = [];
    private readonly List<(byte[] Record, ushort Handle)> _log = [];
    private readonly Device.Events.EventLog _allRecords;
    private int _recordsSeen;
    private ushort _lastHandle;
    private int _lost;

    /// <param name="host">Host of our device.</param>
    /// <param name="twin">A device with the same history whose log is never cleared and never full.</param>
    public QemuShadow(Device.Host host, CxlDevice twin)
    {
        _host = host;
        _allRecords = twin.Hosts[0].Cci.Logs[EventLogType.DynamicCapacity.Value];
    }

    /// <summary>Rows that changed a reply.</summary>
    public HashSet<string> Rows { get; } = [];

    /// <summary>Takes the records of a control socket command into QEMU's log: q12, q13, q14, q18.</summary>
    public void TakeRecords()
    {
        for (; _recordsSeen < _allRecords.Count; _recordsSeen++)
        {
            if (_log.Count == LogDepth)
                _lost++;
            else
                _log.Add((_allRecords[_recordsSeen].ToArray(), ++_lastHandle));
        }
    }

    /// <summary>Our reply to a command, as QEMU would have answered.</summary>
    public (ReturnCode Code, byte[] Reply) Transform(Opcode opcode, byte[] request, ReturnCode code, byte[] reply)
    {
        if (opcode == Opcode.GetEventRecords && request is [4])
            return (code, GetEventRecords());
        if (opcode == Opcode.ClearEventRecords && request.Length >= 6 && request[0] == 4)
            return (ClearEventRecords(request, code), reply);
        if (opcode == Opcode.GetDynamicCapacityConfiguration && code == ReturnCode.Success)
            return (code, WithoutTags(reply));
        if (opcode == Opcode.GetDynamicCapacityExtentList && request.Length == 8)
            return (code, code == ReturnCode.Success ? ExtentList(request, reply) : reply);
        if (opcode == Opcode.AddDynamicCapacityResponse)
            return (AddResponse(request, code), reply);
        if (opcode == Opcode.ReleaseDynamicCapacity)
            return (Release(request, code), reply);
        return (code, reply);
    }

    // q7: order is never checked. q15: length 0 is not malformed, but no offer holds such a range.
    private ReturnCode AddResponse(byte[] request, ReturnCode code)
    {
        if (code == ReturnCode.Success)
            _list.AddRange(Entries(request));
        bool ofLength0 = IsOneEntryOfLength0(request, code);
        Note("q7", code == ReturnCode.InvalidInput);
        Note("q15", ofLength0);
        return code == ReturnCode.InvalidInput || ofLength0 ? ReturnCode.InvalidPhysicalAddress : code;
    }

    // q8: pieces of a split go to the end. q15: length 0 is not malformed, and nothing is released.
    private ReturnCode Release(byte[] request, ReturnCode code)
    {
        if (code == ReturnCode.Success)
            Release(request);
        bool ofLength0 = IsOneEntryOfLength0(request, code);
        Note("q15", ofLength0);
        return ofLength0 ? ReturnCode.Success : code;
    }

    private static bool IsOneEntryOfLength0(byte[] request, ReturnCode code) =>
        code == ReturnCode.InvalidExtentList && Entries(request) is [{ Length: 0 }];

    private void Release(byte[] request)
    {
        foreach (DpaRange taken in Entries(request))
        {
            foreach (DpaRange extent in _list.Where(e => e.Start < taken.End && taken.Start < e.End).ToArray())
            {
                _list.Remove(extent);
                if (extent.Start < taken.Start)
                    _list.Add(new DpaRange(extent.Start, taken.Start - extent.Start));
                if (extent.End > taken.End)
                    _list.Add(new DpaRange(taken.End, extent.End - taken.End));
            }
        }
    }

    private byte[] ExtentList(byte[] request, byte[] reply)
    {
        uint count = BinaryPrimitives.ReadUInt32LittleEndian(request);
        int start = (int)BinaryPrimitives.ReadUInt32LittleEndian(request.AsSpan(4));
        GetDynamicCapacityExtentListResponse.TryRead(reply, out GetDynamicCapacityExtentListResponse header, out _);

        // q3, q23: the page is sized from accepted and pending; what is not there is zeros.
        int most = (_host.Cci.MaximumPayload - GetDynamicCapacityExtentListResponse.Size) / Extent.Size;
        uint returned = (uint)Math.Min(Math.Min(count, (uint)(_list.Count + _host.Offers.ExtentCount - start)), most);
        Note("q3", returned != header.Returned);
        Note("q4", header.Generation != 0);
        byte[] answer = new byte[GetDynamicCapacityExtentListResponse.SizeWith((int)returned)];
        (header with { Returned = returned, Generation = 0 }).TryWrite(answer);
        for (int i = 0; i < returned && start + i < _list.Count; i++)
        {
            Extent ours = _host.Extents[start + i];
            DpaRange theirs = _list[start + i];
            Note("q5", !ours.Tag.IsNone);
            Note("q8", theirs != new DpaRange(ours.StartDpa, ours.Length));
            new Extent { StartDpa = theirs.Start, Length = theirs.Length }
                .TryWrite(answer.AsSpan(GetDynamicCapacityExtentListResponse.SizeWith(i)));
        }

        return answer;
    }

    // q18: no tags are supported.
    private byte[] WithoutTags(byte[] reply)
    {
        Rows.Add("q18");
        byte[] answer = [.. reply];
        answer.AsSpan(answer.Length - 8).Clear();
        return answer;
    }

    private byte[] GetEventRecords()
    {
        byte[] answer = new byte[GetEventRecordsResponse.SizeWith(_log.Count)];
        new GetEventRecordsResponse
        {
            // q9: More Event Records whenever the log holds a record. q12: a full log loses records.
            MoreEventRecords = _log.Count > 0,
            Overflow = _lost > 0,
            OverflowErrorCount = (ushort)_lost,
            RecordCount = (ushort)_log.Count,
        }.TryWrite(answer);
        Note("q9", _log.Count > 0);
        Note("q12", _lost > 0 || _lastHandle != _recordsSeen);
        for (int i = 0; i < _log.Count; i++)
            Record(_log[i]).TryWrite(answer.AsSpan(GetEventRecordsResponse.SizeWith(i)));
        return answer;
    }

    // q13: severity warning. q14: only extents available is valid, tags available is 0. q18: tags are ignored.
    private DynamicCapacityEventRecord Record((byte[] Bytes, ushort Handle) entry)
    {
        DynamicCapacityEventRecord.TryRead(entry.Bytes, out DynamicCapacityEventRecord record, out _);
        Note("q13", true);
        Note("q14", true);
        Note("q18", !record.Extent.Tag.IsNone);
        return record with
        {
            Header = record.Header with { Severity = new EventSeverity(1), Handle = entry.Handle },
            TagsAvailableValid = false,
            TagsAvailable = 0,
            Extent = record.Extent with { Tag = Tag.None },
        };
    }

    // q10: wrong handles are Invalid Input; handles past the last record are not looked at.
    private ReturnCode ClearEventRecords(byte[] request, ReturnCode code)
    {
        int count = request[2];
        for (int i = 0; i < Math.Min(count, _log.Count); i++)
        {
            if (BinaryPrimitives.ReadUInt16LittleEndian(request.AsSpan(6 + (2 * i))) == _log[i].Handle)
                continue;
            Note("q10", code == ReturnCode.InvalidHandle);
            return ReturnCode.InvalidInput;
        }

        Note("q10", code != ReturnCode.Success);
        int cleared = Math.Min(count, _log.Count);
        _log.RemoveRange(0, cleared);
        if (cleared > 0)
            _lost = 0;
        return ReturnCode.Success;
    }

    private void Note(string row, bool changed)
    {
        if (changed)
            Rows.Add(row);
    }

    private static List<DpaRange> Entries(byte[] request)
    {
        UpdatedExtentListView.TryCreate(request, out UpdatedExtentListView view, out _);
        var entries = new List<DpaRange>();
        for (int i = 0; i < view.Count; i++)
            entries.Add(new DpaRange(view.ExtentAt(i).StartDpa, view.ExtentAt(i).Length));
        return entries;
    }
}
