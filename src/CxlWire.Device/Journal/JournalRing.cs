using CxlWire.Protocol;

namespace CxlWire.Device.Journal;

/// <summary>The newest entries: a ring of headers, and one of the bytes of their requests and replies.</summary>
internal sealed class JournalRing
{
    private const int FirstBytes = 64 << 10;
    private const int FirstEntries = 512;

    private Header[] _headers = [];
    private byte[] _bytes = [];
    private long _size;
    private long _entries;

    // Where the next entry's bytes begin, counted from the first there ever was.
    private long _end;

    private long _nextStep;
    private int _faultsInStep;

    /// <summary>Number of the oldest entry that is kept.</summary>
    public long Oldest { get; private set; }

    /// <summary>Number of the next entry.</summary>
    public long Next { get; private set; }

    /// <summary>Makes room; what is large is only taken once it is needed.</summary>
    public void Allocate(int bytes, int entries)
    {
        (_size, _entries) = (bytes, entries);
        _bytes = new byte[Math.Min(bytes, FirstBytes)];
        _headers = new Header[Math.Min(entries, FirstEntries)];
    }

    /// <summary>Keeps more from now on, where that is more.</summary>
    public void Enlarge(int bytes, int entries) =>
        (_size, _entries) = (Math.Max(_size, bytes), Math.Max(_entries, entries));

    /// <summary>Drops all entries, and the room.</summary>
    public void Free()
    {
        Oldest = Next;
        (_bytes, _headers) = ([], []);
    }

    /// <summary>Adds an entry, in place of the oldest.</summary>
    /// <param name="header">Its header.</param>
    /// <param name="request">Its bytes.</param>
    /// <param name="reply">Its other bytes.</param>
    /// <param name="needed">Number of the first entry that may not be dropped.</param>
    public void Add(in Header header, ReadOnlySpan<byte> request, ReadOnlySpan<byte> reply, long needed)
    {
        int length = request.Length + reply.Length;
        while (true)
        {
            bool areEntriesFull = Next - Oldest == _headers.Length;
            long bytes = _end + length - StartOf(Oldest);
            if (!areEntriesFull && bytes <= _bytes.Length)
                break;
            if (areEntriesFull && _headers.Length < _entries)
                GrowEntries(Math.Min(2L * _headers.Length, _entries));
            else if (bytes > _bytes.Length && _bytes.Length < _size)
                GrowBytes(Math.Min(2L * _bytes.Length, _size));
            else if (Oldest < Math.Min(needed, Next))
                _headers[Oldest++ % _headers.Length] = default;
            else
                Grow(bytes);
        }

        ref Header added = ref _headers[Next % _headers.Length];
        added = header;
        (added.Start, added.RequestLength, added.ReplyLength) = (_end, request.Length, reply.Length);
        added.Step = CountStep(header);
        Write(_bytes, _end, request);
        Write(_bytes, _end + request.Length, reply);
        _end += length;
        Next++;
    }

    /// <summary>Copies an entry that is kept.</summary>
    public void Read(long number, JournalEntry entry)
    {
        ref Header header = ref _headers[number % _headers.Length];
        entry.Number = number;
        entry.Step = header.Step;
        entry.Kind = header.Kind;
        entry.Depth = header.Depth;
        entry.Time = header.Time;
        entry.HostId = header.HostId;
        entry.Route = header.Route;
        entry.Opcode = header.Opcode;
        entry.Result = header.Result;
        entry.Refusal = header.Refusal;
        entry.Detail = header.Detail;
        entry.Error = header.Error;
        entry.OversizedLength = header.OversizedLength;
        CopyTo(header.Start, entry.Reserve(header.RequestLength, header.ReplyLength));
    }

    /// <summary>Whether an entry that is kept is of use to captures alone.</summary>
    public bool IsForCaptures(long number) => IsForCaptures(_headers[number % _headers.Length].Kind);

    /// <summary>Whether the entries from that one on fill more than half of the room that was asked for.</summary>
    public bool IsHalfFullFrom(long number) =>
        number < Next && (Next - number > _entries / 2 || _end - StartOf(number) > _size / 2);

    private static bool IsForCaptures(JournalEntryKind kind) =>
        kind is JournalEntryKind.LinePacket or JournalEntryKind.NotificationSent;

    /// <summary>
    /// The step that an entry is of; the faults in it have the next numbers. A recording has no numbers for what is of
    /// use to captures alone.
    /// </summary>
    private long CountStep(in Header header)
    {
        long step = _nextStep;
        if (header.Kind == JournalEntryKind.FaultFired)
            _faultsInStep++;
        if (header.Depth == 0 && !IsForCaptures(header.Kind))
            (_nextStep, _faultsInStep) = (step + 1 + _faultsInStep, 0);
        return step;
    }

    private long StartOf(long number) => number < Next ? _headers[number % _headers.Length].Start : _end;

    private void CopyTo(long start, Span<byte> destination)
    {
        if (destination.IsEmpty)
            return;
        int at = (int)(start % _bytes.Length);
        int first = Math.Min(destination.Length, _bytes.Length - at);
        _bytes.AsSpan(at, first).CopyTo(destination);
        _bytes.AsSpan(0, destination.Length - first).CopyTo(destination[first..]);
    }

    private static void Write(byte[] ring, long start, ReadOnlySpan<byte> source)
    {
        if (source.IsEmpty)
            return;
        int at = (int)(start % ring.Length);
        int first = Math.Min(source.Length, ring.Length - at);
        source[..first].CopyTo(ring.AsSpan(at));
        source[first..].CopyTo(ring);
    }

    /// <summary>Doubles what is too small: no entry that is needed is dropped.</summary>
    private void Grow(long bytes)
    {
        if (Next - Oldest == _headers.Length)
            GrowEntries(Math.Max(2L * _headers.Length, 16));
        if (bytes > _bytes.Length)
            GrowBytes(Math.Max(bytes, 2L * _bytes.Length));
    }

    private void GrowEntries(long count)
    {
        var headers = new Header[count];
        for (long n = Oldest; n < Next; n++)
            headers[n % headers.Length] = _headers[n % _headers.Length];
        _headers = headers;
    }

    private void GrowBytes(long count)
    {
        byte[] larger = new byte[count];
        long start = StartOf(Oldest);
        int at = _bytes.Length == 0 ? 0 : (int)(start % _bytes.Length);
        int first = (int)Math.Min(_end - start, _bytes.Length - at);
        Write(larger, start, _bytes.AsSpan(at, first));
        Write(larger, start + first, _bytes.AsSpan(0, (int)(_end - start) - first));
        _bytes = larger;
    }

    /// <summary>All of an entry but its bytes.</summary>
    internal struct Header
    {
        public JournalEntryKind Kind;
        public long Step;
        public int Depth;
        public long? Time;
        public int? HostId;
        public CommandRoute Route;
        public Opcode Opcode;
        public CommandResult Result;
        public Refusal? Refusal;
        public object? Detail;
        public ControlError? Error;
        public uint OversizedLength;
        public long Start;
        public int RequestLength;
        public int ReplyLength;
    }
}
