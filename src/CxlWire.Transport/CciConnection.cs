using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using CxlWire.Device;
using CxlWire.Device.Faults;
using CxlWire.Device.Journal;
using CxlWire.Protocol;
using CxlWire.Protocol.Cci;
using CxlWire.Protocol.Events;
using CxlWire.Transport.Endpoints;
using CxlWire.Transport.Framing;
using Microsoft.Extensions.Logging;

namespace CxlWire.Transport;

/// <summary>
/// One peer of a CCI. Requests are executed only while the peer takes the responses: the loop reads, answers
/// every whole message of that read into the output, and flushes once before it reads again. In steady state
/// nothing is allocated from the bytes in to the bytes out.
/// </summary>
/// <remarks>
/// The output has two users, the loop and the notifier (<see cref="Execute"/>, which sends what the device has
/// to say while the loop waits for input); <see cref="_output"/> gives it to one of them at a time. As a work
/// item the notifier never runs on the stack of whoever raised the event, who holds the device's gate.
/// </remarks>
internal sealed class CciConnection(
    CciServer server, IDuplexPipe pipe, ILogger logger, CancellationToken cancellationToken)
    : IThreadPoolWorkItem, IAsyncDisposable
{
    /// <summary>A peer that always has more to say gives way to the others after so many reads.</summary>
    private const int ReadsInARow = 16;

    /// <summary>Delayed replies that others may pass; with more, the others wait after all.</summary>
    private const int MostLateReplies = 64;

    /// <summary>Commands of one peer that are carried out before others of the device have their turn.</summary>
    private const int CommandsAtOnce = 16;

    private const int NotificationSize = CciHeader.Size + EventNotificationMask.Size;

    private readonly CciPort _port = server.Port;

    // What one command may write. No more than one buffer of the output, or one such answer, is written before it is
    // flushed: what a peer that never reads can cost.
    private readonly int _mostAnswer = CciHeader.Size + server.Port.MaximumPayload + NotificationSize;

    private readonly CciFramer _framer = new(server.Port.MaximumPayload);
    private readonly SemaphoreSlim _output = new(1, 1);
    private readonly CancellationTokenSource _closing = new();

    private CciCategory _invalidCategory;

    // A request that lies across buffers is joined here.
    private byte[]? _joined;

    // A reply that a fault spoils on its way, until it is dealt with; and those that others may pass.
    private SpoiltReply? _spoilt;
    private readonly List<Task> _late = [];

    // Under the device's gate: what the peer has not been notified of, and who will.
    private ushort _pending;
    private bool _isExecuting;
    private bool _isNotifying;
    private bool _isClosed;
    private TaskCompletionSource? _notifierEnded;

    private volatile Exception? _fault;

    private enum Progress
    {
        NeedsInput,
        NeedsFlush,
        IsSpoilt,
        Invalid,
    }

    /// <param name="Fault">What is to go wrong.</param>
    /// <param name="Message">The whole response, with its tag already wrong.</param>
    /// <param name="Mask">Events that the peer is notified of behind it.</param>
    private sealed record SpoiltReply(ReplyFault Fault, byte[] Message, ushort Mask);

    /// <summary>Serves the peer until its end.</summary>
    public async Task RunAsync()
    {
        // Once for all: pipes that are given the token register with it for each read and each flush.
        using CancellationTokenRegistration cancelled = cancellationToken.UnsafeRegister(
            static state =>
            {
                var pipe = (IDuplexPipe)state!;
                pipe.Input.CancelPendingRead();
                pipe.Output.CancelPendingFlush();
            },
            pipe);
        bool givesWay = SynchronizationContext.Current is not OwnThread;
        int readsInARow = 0;
        long left = 0;
        while (true)
        {
            ValueTask<ReadResult> reading = pipe.Input.ReadAsync(CancellationToken.None);
            readsInARow = reading.IsCompleted ? readsInARow + 1 : 0;
            ReadResult read = await reading;
            cancellationToken.ThrowIfCancellationRequested();
            if (_fault is { } fault)
                throw new IOException(fault.Message, fault);
            if (readsInARow >= ReadsInARow && givesWay)
            {
                readsInARow = 0;
                await Task.Yield();
            }

            ReadOnlySequence<byte> unread = read.Buffer;

            // The end may come with nothing new: then there is nothing to wait for the output for.
            if (unread.Length > left)
            {
                Progress progress;
                do
                {
                    await _output.WaitAsync(cancellationToken);
                    try
                    {
                        progress = Answer(ref unread);
                        ThrowIfOver(await pipe.Output.FlushAsync(CancellationToken.None));
                        cancellationToken.ThrowIfCancellationRequested();
                    }
                    finally
                    {
                        _output.Release();
                    }

                    if (progress == Progress.IsSpoilt)
                        await SendAsync(_spoilt!);
                }
                while (progress is Progress.NeedsFlush or Progress.IsSpoilt);

                if (progress == Progress.Invalid)
                {
                    throw new InvalidDataException(
                        $"C5: category, byte 0: {_invalidCategory} is neither request nor response");
                }
            }

            left = unread.Length;
            pipe.Input.AdvanceTo(unread.Start, unread.End);
            if (read.IsCompleted)
            {
                if (left > 0 || _framer.IsSkipping)
                    Log.EndedInsideMessage(logger, pipe);
                await Task.WhenAll(_late).WaitAsync(cancellationToken);
                return;
            }
        }
    }

    /// <summary>Ends the notifier.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (server.Gate)
        {
            _isClosed = true;
            if (_isNotifying)
                _notifierEnded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        await _closing.CancelAsync();
        if (_notifierEnded is not null)
            await _notifierEnded.Task;
        await Task.WhenAll(_late);
        _closing.Dispose();
        _output.Dispose();
        if (_joined is not null)
            ArrayPool<byte>.Shared.Return(_joined);
    }

    /// <summary>
    /// Has the peer notified of the events in <paramref name="mask"/>, as soon as it takes output: until then
    /// they add up in 16 bits. Called with the device's gate held.
    /// </summary>
    public void Notify(ushort mask)
    {
        _pending |= mask;

        // Raised by a command of this connection: the loop sends it, after the response.
        if (_isExecuting || _isNotifying || _isClosed)
            return;
        _isNotifying = true;
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>The notifier.</summary>
    public void Execute() => _ = NotifyAsync();

    private async Task NotifyAsync()
    {
        try
        {
            do
            {
                await _output.WaitAsync(_closing.Token);
                try
                {
                    WriteNotification(TakePending());
                    await pipe.Output.FlushAsync(_closing.Token);
                }
                finally
                {
                    _output.Release();
                }
            }
            while (!TryEndNotifying());
        }
        catch (Exception e)
        {
            // The connection is over. Only the loop ends it, which may be waiting for input.
            _fault = e;
            pipe.Input.CancelPendingRead();
            lock (server.Gate)
                _isClosed = true;
            TryEndNotifying();
        }
    }

    /// <summary>Sends a spoilt reply, as far as it is sent, when its time has come.</summary>
    /// <exception cref="IOException">The fault ends the stream.</exception>
    private async Task SendAsync(SpoiltReply reply)
    {
        _late.RemoveAll(task => task.IsCompleted);
        if (reply.Fault.OthersPass && _late.Count < MostLateReplies)
        {
            _late.Add(SendLateAsync(reply));
            return;
        }

        if (reply.Fault.Delay > TimeSpan.Zero)
            await Task.Delay(reply.Fault.Delay, server.Time, cancellationToken);
        await WriteAsync(reply, cancellationToken);
    }

    private async Task SendLateAsync(SpoiltReply reply)
    {
        try
        {
            await Task.Delay(reply.Fault.Delay, server.Time, _closing.Token);
            await WriteAsync(reply, _closing.Token);
        }
        catch (Exception e)
        {
            // As with the notifier: only the loop ends the connection.
            _fault = e;
            pipe.Input.CancelPendingRead();
        }
    }

    private async Task WriteAsync(SpoiltReply reply, CancellationToken token)
    {
        await _output.WaitAsync(token);
        try
        {
            int length = Math.Min(reply.Fault.CutAfter ?? int.MaxValue, reply.Message.Length);
            int copies = reply.Fault.IsLost ? 0 : reply.Fault.IsRepeated ? 2 : 1;
            for (int i = 0; i < copies; i++)
                pipe.Output.Write(reply.Message.AsSpan(0, length));
            if (reply.Fault.CutAfter is null)
                WriteNotification(reply.Mask);
            ThrowIfOver(await pipe.Output.FlushAsync(token));
        }
        finally
        {
            _output.Release();
        }

        if (reply.Fault.CutAfter is not null)
            throw new IOException("a fault cut the stream");
    }

    private static void ThrowIfOver(FlushResult flushed)
    {
        if (flushed.IsCompleted)
            throw new IOException("the peer takes no more output");
    }

    private ushort TakePending()
    {
        lock (server.Gate)
        {
            ushort mask = _pending;
            _pending = 0;
            return mask;
        }
    }

    private bool TryEndNotifying()
    {
        lock (server.Gate)
        {
            if (_pending != 0 && !_isClosed)
                return false;
            _isNotifying = false;
            _notifierEnded?.SetResult();
            return true;
        }
    }

    /// <summary>Answers whole messages until there are no more, or no room for another answer.</summary>
    private Progress Answer(ref ReadOnlySequence<byte> unread)
    {
        Span<byte> room = pipe.Output.GetSpan(_mostAnswer);
        int size = Math.Min(room.Length, Math.Max(_mostAnswer, EndpointConnection.OutputBuffer));
        room = room[..size];
        Progress progress = Answer(ref unread, ref room);
        pipe.Output.Advance(size - room.Length);
        return progress;
    }

    private Progress Answer(ref ReadOnlySequence<byte> unread, ref Span<byte> room)
    {
        while (room.Length >= _mostAnswer)
        {
            ReadOnlySpan<byte> piece = unread.FirstSpan;
            int length = piece.Length;
            if (_framer.TryReadRequest(ref piece, out CciHeaderView first, out ReadOnlySpan<byte> payload))
            {
                Answer(first.Opcode, first.MessageTag, payload, ref piece, ref room);
                unread = unread.Slice(length - piece.Length);
                if (_spoilt is not null)
                    return Progress.IsSpoilt;
                continue;
            }

            switch (_framer.Read(ref unread, out CciHeader message, out ReadOnlySequence<byte> pieces))
            {
                case CciFrameKind.Incomplete:
                    return Progress.NeedsInput;

                case CciFrameKind.Invalid:
                    _invalidCategory = message.Category;
                    return Progress.Invalid;

                case CciFrameKind.Message or CciFrameKind.Oversized when message.Category == CciCategory.Response:
                    server.CountDroppedResponse();
                    Log.ResponseDropped(logger, pipe, message.Opcode, message.MessageTag);
                    break;

                case CciFrameKind.Message:
                    piece = default;
                    Answer(message.Opcode, message.MessageTag, Join(pieces), ref piece, ref room);
                    if (_spoilt is not null)
                        return Progress.IsSpoilt;
                    break;

                case CciFrameKind.Oversized:
                    CommandResult refused;
                    lock (server.Gate)
                        refused = _port.RefuseOversized(message.Opcode, message.PayloadLength, CommandRoute.Stream);
                    Log.Refused(logger, pipe, message.Opcode, message.MessageTag, refused.Code, refused.Refusal!);
                    WriteHeader(room, message.Opcode, message.MessageTag, refused);
                    room = room[CciHeader.Size..];
                    break;
            }
        }

        return Progress.NeedsFlush;
    }

    /// <summary>
    /// Answers a request, and those that follow it in <paramref name="unread"/> while there is room, but no more than
    /// others can wait for: the gate is taken once for all of them.
    /// </summary>
    private void Answer(
        Opcode opcode, byte tag, ReadOnlySpan<byte> payload, scoped ref ReadOnlySpan<byte> unread, scoped ref Span<byte> room)
    {
        CommandResult result;
        _spoilt = null;
        lock (server.Gate)
        {
            _isExecuting = true;
            try
            {
                for (int left = CommandsAtOnce - 1; ; left--)
                {
                    result = CarryOut(opcode, tag, payload, ref room);

                    // Logging is not for the gate, and nothing may pass a spoilt reply here.
                    if (result.Refusal is not null || _spoilt is not null || left == 0 || room.Length < _mostAnswer
                        || !_framer.TryReadRequest(ref unread, out CciHeaderView next, out payload))
                    {
                        break;
                    }

                    (opcode, tag) = (next.Opcode, next.MessageTag);
                }
            }
            finally
            {
                _isExecuting = false;
            }
        }

        server.FaultLog.Flush();
        if (result.Refusal is not null)
            Log.Refused(logger, pipe, opcode, tag, result.Code, result.Refusal);
    }

    /// <summary>Carries out one command, with the gate held, and writes what the peer gets of it.</summary>
    private CommandResult CarryOut(Opcode opcode, byte tag, ReadOnlySpan<byte> payload, scoped ref Span<byte> room)
    {
        CommandResult result = _port.Execute(
            opcode, payload, room.Slice(CciHeader.Size, _port.MaximumPayload), CommandRoute.Stream);
        ushort mask = _pending;
        _pending = 0;
        WriteHeader(room, opcode, tag, result);
        int length = CciHeader.Size + result.Length;
        if (result.ReplyFault is { } fault)
        {
            _spoilt = new SpoiltReply(fault, room[..length].ToArray(), mask);
            return result;
        }

        room = room[length..];
        if (mask != 0)
            room = room[WriteNotification(room, mask)..];
        return result;
    }

    private ReadOnlySpan<byte> Join(scoped in ReadOnlySequence<byte> payload)
    {
        if (payload.IsSingleSegment)
            return payload.FirstSpan;
        _joined ??= ArrayPool<byte>.Shared.Rent(_port.MaximumPayload);
        payload.CopyTo(_joined);
        return _joined.AsSpan(0, (int)payload.Length);
    }

    private static void WriteHeader(Span<byte> destination, Opcode opcode, byte tag, in CommandResult result)
    {
        var header = new CciHeader
        {
            Category = CciCategory.Response,
            MessageTag = (byte)(tag + (result.ReplyFault?.TagOffset ?? 0)),
            Opcode = opcode,
            PayloadLength = (uint)result.Length,
            BackgroundOperation = result.BackgroundOperation,
            ReturnCode = result.Code,
            VendorStatus = result.VendorStatus,
        };
        header.TryWrite(destination);
    }

    private void WriteNotification(ushort mask)
    {
        if (mask != 0)
            pipe.Output.Advance(WriteNotification(pipe.Output.GetSpan(NotificationSize), mask));
    }

    /// <summary>CXL r3.1 8.2.9.2.8 Event Notification (0106h), the device's request (E11).</summary>
    /// <returns>Bytes written.</returns>
    private static int WriteNotification(Span<byte> destination, ushort mask)
    {
        var header = new CciHeader { Opcode = Opcode.EventNotification, PayloadLength = EventNotificationMask.Size };
        header.TryWrite(destination);
        BinaryPrimitives.WriteUInt16LittleEndian(destination[CciHeader.Size..], mask);
        return NotificationSize;
    }
}
