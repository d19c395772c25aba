using System.Buffers.Binary;
using CxlWire.Protocol;
using CxlWire.Protocol.Cci;
using CxlWire.Protocol.Events;

namespace CxlWire.Transport.Connections;

/// <summary>Writes a notification as its peer gets it: none for no events.</summary>
/// <param name="destination">Room for <see cref="EventNotifier.MaxCarried"/> bytes.</param>
/// <param name="mask">The events.</param>
/// <returns>Bytes written.</returns>
internal delegate int NotificationWriter(Span<byte> destination, ushort mask);

/// <summary>
/// Sends one peer the device's Event Notifications (0106h, E11). Until the peer takes output they add up in 16 bits.
/// Those of a command of its own go behind the response; the others a work item sends, never on the stack of whoever
/// raised the event, who holds the device's gate.
/// </summary>
/// <param name="gate">The device's.</param>
/// <param name="output">The peer's.</param>
/// <param name="fail">Told why a notification could not be sent: the connection is over.</param>
/// <param name="carrier">Writes what carries a notification, or null: it goes as it is.</param>
internal sealed class EventNotifier(
    Lock gate, ConnectionOutput output, Action<Exception> fail, NotificationWriter? carrier = null)
    : IThreadPoolWorkItem, IAsyncDisposable
{
    /// <summary>Bytes of a notification.</summary>
    public const int MessageSize = CciHeader.Size + EventNotificationMask.Size;

    /// <summary>Bytes of a notification and of what carries it, at most.</summary>
    public const int MaxCarried = 128;

    private readonly CancellationTokenSource _closing = new();
    private readonly NotificationWriter _write = carrier ?? Write;

    // Where one thread does everything, in simulated time, it does this, too.
    private readonly SynchronizationContext? _context = SynchronizationContext.Current;

    // Under the gate: what the peer has not been notified of, and who will.
    private ushort _pending;
    private bool _isQueued;
    private bool _isClosed;
    private TaskCompletionSource? _ended;

    /// <summary>
    /// Whether a command of the peer's own is being executed: whoever executes it takes what is pending. Under the
    /// gate.
    /// </summary>
    public bool IsHeld { get; set; }

    /// <summary>Has the peer notified of the events in <paramref name="mask"/>. Called with the gate held.</summary>
    public void Notify(ushort mask)
    {
        _pending |= mask;
        if (IsHeld || _isQueued || _isClosed)
            return;
        _isQueued = true;
        if (_context is null)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        else
            _context.Post(static notifier => _ = ((EventNotifier)notifier!).SendPendingAsync(), this);
    }

    /// <summary>What the peer has not been notified of; whoever takes it notifies. Called with the gate held.</summary>
    public ushort TakePending()
    {
        ushort mask = _pending;
        _pending = 0;
        return mask;
    }

    /// <summary>Writes a notification: CXL r3.1 8.2.9.2.8, a request of the device.</summary>
    /// <returns>Bytes written: none for no events.</returns>
    public static int Write(Span<byte> destination, ushort mask)
    {
        if (mask == 0)
            return 0;
        var header = new CciHeader { Opcode = Opcode.EventNotification, PayloadLength = EventNotificationMask.Size };
        header.TryWrite(destination);
        BinaryPrimitives.WriteUInt16LittleEndian(destination[CciHeader.Size..], mask);
        return MessageSize;
    }

    /// <summary>Stops notifying, and waits for a notification on its way to be given up.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            _isClosed = true;
            if (_isQueued)
                _ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        await _closing.CancelAsync();
        if (_ended is not null)
            await _ended.Task;
        _closing.Dispose();
    }

    void IThreadPoolWorkItem.Execute() => _ = SendPendingAsync();

    private async Task SendPendingAsync()
    {
        try
        {
            do
                await SendOnceAsync();
            while (!TryEnd());
        }
        catch (Exception e)
        {
            fail(e);
            lock (gate)
                _isClosed = true;
            TryEnd();
        }
    }

    private async Task SendOnceAsync()
    {
        await output.EnterAsync(_closing.Token);
        try
        {
            ushort mask;
            lock (gate)
                mask = TakePending();
            output.Writer.Advance(_write(output.Writer.GetSpan(MaxCarried), mask));
            await output.FlushAsync(_closing.Token);
        }
        finally
        {
            output.Exit();
        }
    }

    private bool TryEnd()
    {
        lock (gate)
        {
            if (_pending != 0 && !_isClosed)
                return false;
            _isQueued = false;
            _ended?.SetResult();
            return true;
        }
    }
}
