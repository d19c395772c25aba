using System.IO.Pipelines;
using CxlWire.Protocol;
using CxlWire.Protocol.Mailbox;
using CxlWire.Testing;

namespace CxlWire.Examples.Driver;

/// <summary>Sends commands, one at a time, and begins a new stream where one went wrong.</summary>
/// <param name="connect">Begins a stream to the host's CCI.</param>
/// <param name="times">How long it waits.</param>
/// <param name="time">The clock it waits by.</param>
internal sealed class CommandChannel(
    Func<CancellationToken, ValueTask<IDuplexPipe>> connect, DriverTimes times, TimeProvider time) : IAsyncDisposable
{
    // With the pauses between them, some seconds: a device that is busy for longer is broken.
    private const int MaxAttempts = 200;

    private IDuplexPipe? _stream;
    private HostClient? _client;

    /// <summary>Whether commands of the stream that is open may be waited for; else a new one begins.</summary>
    public bool IsOpen => _client is not null;

    /// <summary>Begins a stream.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        _stream = await connect(cancellationToken);
        _client = new HostClient(_stream);
    }

    /// <summary>Sends a command, again while the device is busy (H15, H27).</summary>
    /// <exception cref="LostReplyException">No answer came that could be one.</exception>
    public async Task<CciReply> AskAsync(
        Opcode opcode, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            CciReply reply = await AskOnceAsync(opcode, payload, cancellationToken);
            if (IsStarted(reply))
                reply = await WaitForEndAsync(opcode, cancellationToken);
            if (!MayBeBetterLater(reply) || attempt == MaxAttempts)
                return reply;
            await Task.Delay(times.Retry, time, cancellationToken);
        }
    }

    /// <summary>Waits until the device tells that a log has records, or until it is time to look anyway.</summary>
    public async Task WaitForNotificationAsync(CancellationToken cancellationToken)
    {
        using var look = new CancellationTokenSource(times.Look, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(look.Token, cancellationToken);
        try
        {
            await _client!.NextNotificationAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Time to look.
        }
        catch (Exception e) when (IsOfTheStream(e))
        {
            await CloseAsync();
            throw new LostReplyException(e);
        }
    }

    /// <summary>Ends the stream: a late answer on it is nobody's (H32).</summary>
    public async Task CloseAsync()
    {
        if (_client is { } client)
            await client.DisposeAsync();
        if (_stream is IAsyncDisposable stream)
            await stream.DisposeAsync();
        (_client, _stream) = (null, null);
    }

    public async ValueTask DisposeAsync() => await CloseAsync();

    private static bool IsStarted(CciReply reply) => reply.ReturnCode == ReturnCode.BackgroundCommandStarted;

    private static bool MayBeBetterLater(CciReply reply) =>
        reply.ReturnCode == ReturnCode.Busy || reply.ReturnCode == ReturnCode.RetryRequired;

    private static bool IsOfTheStream(Exception e) =>
        e is EndOfStreamException or InvalidDataException or IOException or OperationCanceledException;

    /// <summary>Waits for the end of what goes on in the background (H28), and says how it went.</summary>
    /// <exception cref="LostReplyException">The device knows nothing of it.</exception>
    private async Task<CciReply> WaitForEndAsync(Opcode opcode, CancellationToken cancellationToken)
    {
        for (int look = 1; ; look++)
        {
            await Task.Delay(times.Retry, time, cancellationToken);
            CciReply reply = await AskOnceAsync(Opcode.BackgroundOperationStatus, default, cancellationToken);

            // Who is refused a look knows nothing of the end yet.
            bool isRefused = reply.ReturnCode != ReturnCode.Success && reply.ReturnCode != ReturnCode.Unsupported;
            if (isRefused && look < MaxAttempts)
                continue;
            if (reply.ReturnCode != ReturnCode.Success
                || !BackgroundOperationStatusResponse.TryRead(
                    reply.Payload, out BackgroundOperationStatusResponse status, out _))
            {
                return reply;
            }

            if (status.Opcode != opcode)
            {
                await CloseAsync();
                throw new LostReplyException(new InvalidDataException($"nobody knows how {opcode} ended"));
            }

            if (!status.InProgress)
                return new CciReply(status.ReturnCode, []);
            if (look == MaxAttempts)
                return new CciReply(ReturnCode.Busy, []);
        }
    }

    private async Task<CciReply> AskOnceAsync(
        Opcode opcode, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(times.Reply, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await _client!.AskAsync(opcode, payload, either.Token);
        }
        catch (Exception e) when (IsOfTheStream(e) && !cancellationToken.IsCancellationRequested)
        {
            await CloseAsync();
            throw new LostReplyException(e);
        }
    }
}
