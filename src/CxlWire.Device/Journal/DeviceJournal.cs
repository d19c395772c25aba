namespace CxlWire.Device.Journal;

/// <summary>
/// What happens to a device, entered inside its gate in the order in which it happens. Nothing is kept while nobody
/// reads. With a reader, entries are kept in a ring of <see cref="Size"/> bytes: a reader that falls behind misses
/// some, unless it is lossless; then whoever wants to enter the gate waits for it, before the gate
/// (<see cref="CxlDevice.Enter"/>).
/// </summary>
public sealed partial class DeviceJournal
{
    /// <summary>Bytes that a ring has where nobody asked for another size.</summary>
    public const int DefaultSize = 1 << 20;

    // One entry for so many bytes: most commands are shorter.
    private const int BytesPerEntry = 128;

    private const int Manager = -1;

    private readonly StepClock _clock;
    private readonly List<JournalReader> _readers = [];

    // Under the device's gate: how many peers each CCI has.
    private readonly Dictionary<int, int> _peers = [];

    // Held for as long as it takes to copy one entry. All fields below are under it, but for the flags.
    private readonly object _lock = new();
    private readonly JournalRing _ring = new();
    private int _waiting;
    private int _depth;
    private bool _hasChanged;
    private Action[] _stepEnded = [];
    private bool _isEntered;
    private volatile bool _isRead;
    private volatile bool _isCaptured;
    private volatile bool _isFull;

    internal DeviceJournal(StepClock clock) => _clock = clock;

    /// <summary>
    /// Bytes of requests and replies that are kept for readers. The ring grows where what is done in one go, the gate
    /// held, is longer and a reader is lossless. A change counts once somebody opens a reader; where there are others,
    /// only more counts.
    /// </summary>
    public int Size { get; set; } = DefaultSize;

    /// <summary>Whether anybody reads: only then is anything entered.</summary>
    public bool IsRead => _isRead;

    /// <summary>
    /// Whether anybody wants to know what control commands returned: whoever only takes note of steps does not.
    /// </summary>
    public bool IsRecorded { get; private set; }

    /// <summary>
    /// Whether a capture is made: only then <see cref="EnterPacket"/> and <see cref="EnterNotification"/> are of use.
    /// </summary>
    public bool IsCaptured => _isCaptured;

    /// <summary>
    /// Reads what is entered from now on. Called with the device's gate held, or before anybody shares the device: the
    /// device then has the state on which the first entry builds.
    /// </summary>
    /// <param name="isLossless">Whether the device waits for the reader rather than drop what it has not read.</param>
    /// <param name="stepEnded">
    /// Called where a step has ended in which something was entered, with the gate held: it may read what was entered,
    /// and look at the device, but must not block, nor have it do anything. Null: nothing is.
    /// </param>
    /// <param name="isCapture">
    /// Whether all steps have their time, those, too, that do not depend on it, and what went over lines is entered.
    /// </param>
    public JournalReader Open(bool isLossless = false, Action? stepEnded = null, bool isCapture = false)
    {
        lock (_lock)
            return Open(_ring.Next, isLossless, stepEnded, isCapture);
    }

    /// <summary>
    /// Reads what is kept from an entry on, as far back as somebody has read; what is not kept any more is
    /// <see cref="JournalReader.Missed"/>. The gate is not needed.
    /// </summary>
    /// <param name="number">Number of the entry.</param>
    public JournalReader OpenAt(long number)
    {
        lock (_lock)
            return Open(Math.Clamp(number, 0, _ring.Next), isLossless: false, stepEnded: null, isCapture: false);
    }

    /// <summary>Waits until lossless readers have read enough. Called without the device's gate.</summary>
    internal void WaitForRoom()
    {
        if (!_isFull)
            return;
        lock (_lock)
        {
            _waiting++;
            while (_isFull)
                Monitor.Wait(_lock);
            _waiting--;
        }
    }

    /// <summary>Whether a lossless reader has fallen behind so far that nobody should enter the gate.</summary>
    internal bool IsFull => _isFull;

    /// <summary>Begins a step, or a part of the one that is being made.</summary>
    internal JournalStep Begin()
    {
        if (_depth++ == 0)
            _clock.BeginStep();
        return new JournalStep(this);
    }

    /// <summary>
    /// Called at the end of a step in which the device may have changed, before anybody is answered; null: nobody is.
    /// </summary>
    internal Action? Changed { get; set; }

    /// <summary>Notes that the step may change what the device is in.</summary>
    internal void NoteChange() => _hasChanged = true;

    internal void End()
    {
        if (_depth == 1 && _hasChanged)
        {
            _hasChanged = false;
            Changed?.Invoke();
        }

        if (--_depth > 0)
            return;
        _clock.EndStep();
        if (!_isEntered)
            return;
        _isEntered = false;
        foreach (Action stepEnded in _stepEnded)
            stepEnded();
    }

    internal bool TryRead(JournalReader reader, JournalEntry entry)
    {
        lock (_lock)
        {
            if (reader.Position < _ring.Oldest)
            {
                reader.Missed += _ring.Oldest - reader.Position;
                reader.Position = _ring.Oldest;
            }

            // Who makes no capture knows nothing of what is entered for one.
            long end = Math.Min(_ring.Next, reader.End);
            while (reader.Position < end && !reader.IsCapture && _ring.IsForCaptures(reader.Position))
                reader.Position++;
            bool isThere = reader.Position < end;
            if (isThere)
                _ring.Read(reader.Position++, entry);
            Measure();
            return isThere;
        }
    }

    internal bool Wait(JournalReader reader)
    {
        lock (_lock)
        {
            _waiting++;
            while (reader.Position >= _ring.Next && reader.Position < reader.End)
                Monitor.Wait(_lock);
            _waiting--;
            return reader.Position < reader.End;
        }
    }

    internal void Finish(JournalReader reader)
    {
        lock (_lock)
        {
            reader.End = Math.Min(reader.End, _ring.Next);
            Monitor.PulseAll(_lock);
        }
    }

    internal void Close(JournalReader reader)
    {
        lock (_lock)
        {
            reader.End = 0;
            _readers.Remove(reader);
            Tell();
            _isRead = _readers.Count > 0;
            if (!_isRead)
                _ring.Free();
            Measure();
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Whether a reader has yet to read half of what is kept. Called with the gate held.</summary>
    internal bool IsBehind(JournalReader reader) => _ring.IsHalfFullFrom(Math.Max(reader.Position, _ring.Oldest));

    private JournalReader Open(long position, bool isLossless, Action? stepEnded, bool isCapture)
    {
        if (_readers.Count == 0)
            _ring.Allocate(Size, Math.Max(Size / BytesPerEntry, 16));
        else
            _ring.Enlarge(Size, Size / BytesPerEntry);
        var reader = new JournalReader(this, position, isLossless, stepEnded) { IsCapture = isCapture };
        _readers.Add(reader);
        Tell();
        _isRead = true;
        return reader;
    }

    private void Tell()
    {
        _stepEnded = [.. _readers.Select(reader => reader.StepEnded).OfType<Action>()];
        IsRecorded = _readers.Exists(reader => reader.StepEnded is null);
        _isCaptured = _readers.Exists(reader => reader.IsCapture);
    }

    private void Enter(
        ref JournalRing.Header header, ReadOnlySpan<byte> request, ReadOnlySpan<byte> reply, bool isStep)
    {
        if (!_isRead)
            return;
        header.Depth = isStep ? _depth - 1 : _depth;
        if (_isCaptured && header.Depth == 0)
            _clock.GetTimestamp();
        header.Time = header.Depth == 0 ? _clock.Used : null;
        lock (_lock)
        {
            if (_readers.Count == 0)
                return;
            _ring.Add(header, request, reply, FirstNeeded());
            _isEntered = true;
            Measure();
            if (_waiting > 0)
                Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Number of the oldest entry that a lossless reader has not read.</summary>
    private long FirstNeeded()
    {
        long first = long.MaxValue;
        foreach (JournalReader reader in _readers)
        {
            if (reader.IsLossless && reader.Position < reader.End)
                first = Math.Min(first, reader.Position);
        }

        return first;
    }

    private void Measure()
    {
        bool isFull = _ring.IsHalfFullFrom(FirstNeeded());
        if (isFull == _isFull)
            return;
        _isFull = isFull;
        if (_waiting > 0)
            Monitor.PulseAll(_lock);
    }
}
