using CxlWire.Device.Activity;
using CxlWire.Device.Faults;
using CxlWire.Protocol;

namespace CxlWire.Device.Journal;

/// <summary>
/// What happens to a device, entered inside its gate in the order in which it happens. Nothing is kept while nobody
/// reads. With a reader, entries are kept in a ring of <see cref="Size"/> bytes: a reader that falls behind misses
/// some, unless it is lossless; then whoever wants to enter the gate waits for it, before the gate
/// (<see cref="CxlDevice.Enter"/>).
/// </summary>
public sealed class DeviceJournal
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
    private volatile bool _isTimed;
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
    /// Reads what is entered from now on. Called with the device's gate held, or before anybody shares the device: the
    /// device then has the state on which the first entry builds.
    /// </summary>
    /// <param name="isLossless">Whether the device waits for the reader rather than drop what it has not read.</param>
    /// <param name="stepEnded">
    /// Called where a step has ended in which something was entered, with the gate held: it may read what was entered,
    /// and look at the device, but must not block, nor have it do anything. Null: nothing is.
    /// </param>
    /// <param name="isTimed">Whether all steps have their time, those, too, that do not depend on it.</param>
    public JournalReader Open(bool isLossless = false, Action? stepEnded = null, bool isTimed = false)
    {
        lock (_lock)
            return Open(_ring.Next, isLossless, stepEnded, isTimed);
    }

    /// <summary>
    /// Reads what is kept from an entry on, as far back as somebody has read; what is not kept any more is
    /// <see cref="JournalReader.Missed"/>. The gate is not needed.
    /// </summary>
    /// <param name="number">Number of the entry.</param>
    public JournalReader OpenAt(long number)
    {
        lock (_lock)
            return Open(Math.Clamp(number, 0, _ring.Next), isLossless: false, stepEnded: null, isTimed: false);
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

    /// <summary>Enters a command of a CCI.</summary>
    /// <param name="hostId">Whose CCI; null: the Fabric Manager's.</param>
    /// <param name="route">How it came.</param>
    /// <param name="opcode">The command.</param>
    /// <param name="request">Payload of the request; empty where it was too long to be kept.</param>
    /// <param name="requestLength">Bytes that it had.</param>
    /// <param name="reply">Payload of the response.</param>
    /// <param name="result">How it ended.</param>
    internal void EnterCommand(
        int? hostId,
        CommandRoute route,
        Opcode opcode,
        ReadOnlySpan<byte> request,
        uint requestLength,
        ReadOnlySpan<byte> reply,
        in CommandResult result)
    {
        var header = new JournalRing.Header
        {
            Kind = JournalEntryKind.Command,
            HostId = hostId,
            Route = route,
            Opcode = opcode,
            Result = result,
            Refusal = result.Refusal,
            OversizedLength = requestLength > request.Length ? requestLength : 0,
        };
        Enter(ref header, request, reply, isStep: true);
    }

    /// <summary>Enters a command of the control socket.</summary>
    internal void EnterControl(string name, ReadOnlySpan<byte> arguments, in ControlOutcome outcome)
    {
        var header = new JournalRing.Header
        {
            Kind = JournalEntryKind.ControlCommand,
            Detail = name,
            Error = outcome.Error,
        };
        Enter(ref header, arguments, outcome.Returned.Span, isStep: true);
    }

    /// <summary>Enters what was done by a call.</summary>
    internal void EnterCall(
        JournalEntryKind kind,
        int? hostId,
        object? detail,
        ReadOnlySpan<byte> content = default,
        Refusal? refusal = null)
    {
        NoteChange();
        if (!IsRead)
            return;
        var header = new JournalRing.Header { Kind = kind, HostId = hostId, Detail = detail, Refusal = refusal };
        Enter(ref header, content, default, isStep: true);
    }

    /// <summary>Enters that a fault happened, which is part of a step.</summary>
    internal void EnterFired(FiredFault fault)
    {
        var header = new JournalRing.Header
        {
            Kind = JournalEntryKind.FaultFired,
            HostId = fault.HostId,
            Detail = fault,
        };
        Enter(ref header, default, default, isStep: false);
    }

    /// <summary>Enters a reset: a step, or what a fault did inside one.</summary>
    internal void EnterReset(DeviceReset reset)
    {
        var header = new JournalRing.Header { Kind = JournalEntryKind.Reset, HostId = reset.HostId, Detail = reset };
        Enter(ref header, default, default, isStep: reset.Cause != ResetCause.Fault);
    }

    /// <summary>Enters that a peer came, or left. Called with the device's gate held.</summary>
    /// <param name="isThere">Whether it came.</param>
    /// <param name="hostId">The host whose CCI it is; null: the Fabric Manager's, or the control socket.</param>
    /// <param name="route">The way by which its commands come.</param>
    /// <param name="peer">What logs call it.</param>
    public void EnterPeer(bool isThere, int? hostId, CommandRoute route, string? peer)
    {
        if (route != CommandRoute.Control)
            _peers[hostId ?? Manager] = Math.Max(PeersOf(hostId) + (isThere ? 1 : -1), 0);
        if (!IsRead)
            return;
        var header = new JournalRing.Header
        {
            Kind = isThere ? JournalEntryKind.Connected : JournalEntryKind.Disconnected,
            HostId = hostId,
            Route = route,
            Detail = peer,
        };
        using JournalStep step = Begin();
        Enter(ref header, default, default, isStep: true);
    }

    /// <summary>How many peers are connected to a CCI. Called with the device's gate held.</summary>
    /// <param name="hostId">The host whose CCI it is; null: the Fabric Manager's.</param>
    public int PeersOf(int? hostId) => _peers.GetValueOrDefault(hostId ?? Manager);

    /// <summary>Enters how a host spoke. Called with the device's gate held, where <see cref="IsRead"/>.</summary>
    /// <param name="hostId">Whose CCI it is.</param>
    /// <param name="route">The way by which its commands come.</param>
    /// <param name="note">What happened.</param>
    public void EnterNote(int hostId, CommandRoute route, HostNote note)
    {
        var header = new JournalRing.Header
        {
            Kind = JournalEntryKind.Noted,
            HostId = hostId,
            Route = route,
            Detail = note,
        };
        using JournalStep step = Begin();

        // Who judges by a recording needs to know when.
        _clock.GetTimestamp();
        Enter(ref header, default, default, isStep: true);
    }

    /// <summary>Enters that there is an Event Notification, which is part of a step.</summary>
    internal void EnterNotified(int? hostId)
    {
        var header = new JournalRing.Header { Kind = JournalEntryKind.Notified, HostId = hostId };
        using JournalStep step = Begin();
        Enter(ref header, default, default, isStep: false);
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

            if (reader.Position >= Math.Min(_ring.Next, reader.End))
                return false;
            _ring.Read(reader.Position++, entry);
            Measure();
            return true;
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

    private JournalReader Open(long position, bool isLossless, Action? stepEnded, bool isTimed)
    {
        if (_readers.Count == 0)
            _ring.Allocate(Size, Math.Max(Size / BytesPerEntry, 16));
        else
            _ring.Enlarge(Size, Size / BytesPerEntry);
        var reader = new JournalReader(this, position, isLossless, stepEnded) { IsTimed = isTimed };
        _readers.Add(reader);
        Tell();
        _isRead = true;
        return reader;
    }

    private void Tell()
    {
        _stepEnded = [.. _readers.Select(reader => reader.StepEnded).OfType<Action>()];
        IsRecorded = _readers.Exists(reader => reader.StepEnded is null);
        _isTimed = _readers.Exists(reader => reader.IsTimed);
    }

    private void Enter(
        ref JournalRing.Header header, ReadOnlySpan<byte> request, ReadOnlySpan<byte> reply, bool isStep)
    {
        if (!_isRead)
            return;
        header.Depth = isStep ? _depth - 1 : _depth;
        if (_isTimed && header.Depth == 0)
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
