using System.Buffers.Binary;
using CxlWire.Device.Capacity;
using CxlWire.Device.Configuration;
using CxlWire.Device.Journal;
using CxlWire.Device.State;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Events;

namespace CxlWire.Device.Events;

/// <summary>One event log of one CCI: a ring of records, oldest first.</summary>
public sealed class EventLog
{
    private readonly byte[] _ring;
    private readonly int _capacity;
    private readonly DeviceClock _clock;
    private readonly QemuPolicy _policy;
    private readonly Action<EventLogType> _onFilled;
    private readonly EventJournal _journal;
    private readonly Queue<DynamicCapacityEvent> _waiting = new();
    private readonly UntoldReleases _untold = new();
    private DynamicCapacityEvent _lastUntold;
    private int _head;
    private ushort _lastHandle;

    internal EventLog(
        EventLogType type,
        int depth,
        int waitingLimit,
        DeviceClock clock,
        QemuPolicy policy,
        Action<EventLogType> onFilled,
        EventJournal journal)
    {
        Type = type;
        Depth = depth;
        WaitingLimit = waitingLimit;
        _capacity = Math.Max(depth, 1);
        _ring = new byte[_capacity * EventRecord.Size];
        _clock = clock;
        _policy = policy;
        _onFilled = onFilled;
        _journal = journal;
    }

    /// <summary>Which log.</summary>
    public EventLogType Type { get; }

    /// <summary>Records that it holds at most; a log of depth 0 loses every record.</summary>
    public int Depth { get; }

    /// <summary>Records that the host can read now.</summary>
    public int Count { get; private set; }

    /// <summary>Records that enter as the host clears (E7); only the dynamic capacity log has any.</summary>
    public int Waiting => _waiting.Count + _untold.Count;

    /// <summary>
    /// Records that may wait: no stream of events may grow the process without bound. An offer or a
    /// release request that would exceed it is refused; towards the Fabric Manager the log overflows. A removal by
    /// force is told of later, in as few records as say it (F4). 0: records that find the log full are lost (q12).
    /// </summary>
    public int WaitingLimit { get; }

    /// <summary>Records of <see cref="Waiting"/> beyond the limit: capacity lost by force, neighbours in one.</summary>
    internal int Untold => _untold.Count;

    /// <summary>Whether records were lost since the last clear (E6).</summary>
    public bool Overflowed => OverflowCount > 0;

    /// <summary>Records lost since the last clear; stays at 65535.</summary>
    public ushort OverflowCount { get; private set; }

    /// <summary>When the first was lost, in nanoseconds.</summary>
    public ulong FirstOverflow { get; private set; }

    /// <summary>When the last was lost, in nanoseconds.</summary>
    public ulong LastOverflow { get; private set; }

    /// <summary>Sees, and may change, each record that is about to enter; null: nothing does.</summary>
    internal RecordInterceptor? Interceptor { get; set; }

    /// <summary>A record, 128 bytes, counted from the oldest.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return Record((_head + index) % _capacity);
        }
    }

    /// <summary>
    /// Adds a record to a log that overflows (E6): handle and timestamp are filled in, the other bytes
    /// taken as they are.
    /// </summary>
    /// <param name="record">128 bytes.</param>
    /// <returns>False where the log was full: the record is dropped and counted.</returns>
    /// <exception cref="ArgumentException">Not 128 bytes.</exception>
    public bool Append(ReadOnlySpan<byte> record)
    {
        if (!EventRecordView.TryCreate(record, out EventRecordView view, out LayoutError error))
            throw new ArgumentException(error.ToString(), nameof(record));
        using JournalStep step = _journal.Begin();
        bool isKept = TryAppend(record, view);
        _journal.Enter(record);
        return isKept;
    }

    private bool TryAppend(ReadOnlySpan<byte> record, EventRecordView view)
    {
        if (Count == Depth)
        {
            CountLost();
            return false;
        }

        EventRecordHeader header = view.Header.ToValue() with { Handle = NextHandle(), Timestamp = _clock.Now };
        Span<byte> at = Slot(Count);
        record.CopyTo(at);
        header.TryWrite(at);
        Enter(at);
        return true;
    }

    /// <summary>Whether that many dynamic capacity records more would be kept.</summary>
    internal bool HasRoomFor(int records) =>
        WaitingLimit == 0 || Depth - Count + (long)WaitingLimit - Waiting >= records;

    /// <summary>Adds a dynamic capacity record, or lets it wait while the log is full (E7).</summary>
    internal void Append(in DynamicCapacityEvent happened) => Append(happened, _clock.Now);

    private void Append(in DynamicCapacityEvent happened, ulong timestamp)
    {
        DynamicCapacityEvent stamped = happened with { Timestamp = timestamp };
        if (Count < Depth)
            Enter(stamped);
        else if (_waiting.Count < WaitingLimit)
            _waiting.Enqueue(stamped);
        else if (WaitingLimit > 0 && happened.Type == DynamicCapacityEventType.ForcedCapacityRelease)
            AddUntold(stamped);
        else
            CountLost();
    }

    private void AddUntold(in DynamicCapacityEvent happened)
    {
        _untold.Add(happened.Extent);
        _lastUntold = happened;
    }

    /// <summary>
    /// Clears the oldest records, whose handles are given in their order (E4).
    /// </summary>
    /// <param name="handles">Little-endian, 2 bytes each.</param>
    /// <returns>-1, or the index of the first handle that is not where it should be; nothing is cleared then.</returns>
    internal int Clear(ReadOnlySpan<byte> handles)
    {
        int count = handles.Length / sizeof(ushort);
        for (int i = 0; i < count; i++)
        {
            ushort handle = BinaryPrimitives.ReadUInt16LittleEndian(handles[(i * sizeof(ushort))..]);
            if (i >= Count || HandleAt(i) != handle)
                return i;
        }

        if (count > 0)
            Drop(count);
        return -1;
    }

    /// <summary>Clears the whole log after an overflow (E5).</summary>
    internal void ClearAll() => Drop(Count);

    /// <summary>Writes what is in the log and behind it, or takes something else in its place.</summary>
    internal void Exchange(StateArchive state)
    {
        _lastHandle = (ushort)state.Number("last_handle", _lastHandle, ushort.MaxValue);
        OverflowCount = (ushort)state.Number("overflow_count", OverflowCount, ushort.MaxValue);
        FirstOverflow = state.Number("first_overflow", FirstOverflow);
        LastOverflow = state.Number("last_overflow", LastOverflow);
        var records = state.List(
            "records", Enumerable.Range(0, Count).Select(i => this[i].ToArray()),
            (item, record) => item.Bytes("record", record, EventRecord.Size, EventRecord.Size), Depth);
        var waiting = state.List("waiting", _waiting, DynamicCapacityEvent.Exchange, WaitingLimit);
        _untold.Exchange(state);
        state.Object("last_untold", last => _lastUntold = DynamicCapacityEvent.Exchange(last, _lastUntold));
        if (!state.IsReading)
            return;
        (_head, Count) = (0, 0);
        foreach ((byte[] record, _) in records)
            record.CopyTo(Slot(Count++));
        _waiting.Clear();
        foreach ((DynamicCapacityEvent happened, _) in waiting)
            _waiting.Enqueue(happened);
    }

    private ushort HandleAt(int index)
    {
        EventRecordView.TryCreate(this[index], out EventRecordView view, out _);
        return view.Header.Handle;
    }

    private void Drop(int count)
    {
        _head = (_head + count) % _capacity;
        Count -= count;
        (OverflowCount, FirstOverflow, LastOverflow) = (0, 0, 0);
        while (Count < Depth && _waiting.TryDequeue(out DynamicCapacityEvent waiting))
            Enter(waiting);

        // What then is told of lost capacity is one chain, which says how things are since the last of it was lost.
        while (_waiting.Count < WaitingLimit && _untold.TryTakeFirst(out Extent lost))
            Append(_lastUntold with { Extent = lost, More = _untold.Count > 0 }, _lastUntold.Timestamp);
        if (_waiting.Count == 0 && _waiting.Capacity > Scratch.Kept)
            _waiting.TrimExcess(Scratch.Kept);
    }

    private void Enter(in DynamicCapacityEvent happened)
    {
        Span<byte> at = Slot(Count);
        happened.WriteTo(at, NextHandle(), _policy);
        Enter(at);
    }

    /// <summary>Takes in the record that was written behind the last.</summary>
    private void Enter(Span<byte> record)
    {
        RecordFate fate = Interceptor?.Invoke(this, record) ?? RecordFate.Enters;
        if (fate == RecordFate.IsLost)
            return;
        Count++;
        if (fate == RecordFate.EntersBeforeTheLast)
            SwapLast();
        if (fate == RecordFate.EntersTwice)
        {
            Span<byte> copy = Slot(Count);
            record.CopyTo(copy);
            WriteHandle(copy, NextHandle());
            Count++;
        }

        // Two may have entered, but never into a log that had one.
        if (Count - (fate == RecordFate.EntersTwice ? 1 : 0) == 1)
            _onFilled(Type);
    }

    /// <summary>Has the last two records change places; the handles stay in order (E4).</summary>
    private void SwapLast()
    {
        Span<byte> last = Slot(Count - 1), before = Slot(Count - 2);
        Span<byte> kept = stackalloc byte[EventRecord.Size];
        (ushort first, ushort second) = (HandleAt(Count - 2), HandleAt(Count - 1));
        before.CopyTo(kept);
        last.CopyTo(before);
        kept.CopyTo(last);
        WriteHandle(before, first);
        WriteHandle(last, second);
    }

    private static void WriteHandle(Span<byte> record, ushort handle)
    {
        EventRecordView.TryCreate(record, out EventRecordView view, out _);
        (view.Header.ToValue() with { Handle = handle }).TryWrite(record);
    }

    /// <summary>Counts records as lost (E6).</summary>
    internal void CountLost(int records = 1)
    {
        LastOverflow = _clock.Now;
        if (!Overflowed)
            FirstOverflow = LastOverflow;
        OverflowCount = (ushort)Math.Min(OverflowCount + records, ushort.MaxValue);
    }

    private ushort NextHandle()
    {
        _lastHandle = _lastHandle == ushort.MaxValue ? (ushort)1 : (ushort)(_lastHandle + 1);
        return _lastHandle;
    }

    /// <summary>Where a record is, or will be, counted from the oldest.</summary>
    private Span<byte> Slot(int index) => Record((_head + index) % _capacity);

    private Span<byte> Record(int index) => _ring.AsSpan(index * EventRecord.Size, EventRecord.Size);
}
