using System.IO.Pipelines;
using CxlWire.Device.Activity;
using CxlWire.Protocol;
using CxlWire.Protocol.Cci;
using CxlWire.Protocol.Events;
using CxlWire.Transport;

namespace CxlWire.Testing;

/// <summary>A response of a device.</summary>
/// <param name="ReturnCode">How the command ended.</param>
/// <param name="Payload">Response payload.</param>
public sealed record CciReply(ReturnCode ReturnCode, byte[] Payload);

/// <summary>A host on a CCI stream, for tests: one request at a time, notifications kept until asked for.</summary>
public sealed partial class HostClient : IAsyncDisposable
{
    private readonly IDuplexPipe _pipe;
    private readonly CciClient _client;
    private readonly Queue<EventNotificationMask> _notifications = new();

    private readonly Func<RefusedCommand?>? _newestRefusal;

    /// <summary>A client on one end of a byte stream, which it then owns.</summary>
    public HostClient(IDuplexPipe pipe)
    {
        _pipe = pipe;
        _client = new CciClient(pipe);
    }

    /// <summary>A client of a fixture, which knows why a command was refused.</summary>
    internal HostClient(IDuplexPipe pipe, Func<RefusedCommand?> newestRefusal)
        : this(pipe) => _newestRefusal = newestRefusal;

    /// <summary>Sends a request and waits for its response.</summary>
    /// <param name="opcode">Any opcode.</param>
    /// <param name="payload">Request payload, at most <see cref="CciHeader.MaxPayloadLength"/> bytes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="EndOfStreamException">The device closed the stream.</exception>
    /// <exception cref="InvalidDataException">What came is no response to the request.</exception>
    public async Task<CciReply> AskAsync(
        Opcode opcode, ReadOnlyMemory<byte> payload = default, CancellationToken cancellationToken = default)
    {
        byte[] request = _client.CreateRequest(opcode, payload.Span);
        IReadOnlyList<byte[]> received = await _client.SendAsync(request, cancellationToken);
        foreach (byte[] notification in received.SkipLast(1))
            Keep(notification);
        return new CciReply(HeaderOf(received[^1]).ReturnCode, received[^1][CciHeader.Size..]);
    }

    /// <summary>The next Event Notification (0106h) of the device, one that came earlier or one to come.</summary>
    /// <inheritdoc cref="AskAsync"/>
    public async Task<EventNotificationMask> NextNotificationAsync(CancellationToken cancellationToken = default)
    {
        if (_notifications.Count == 0)
            Keep(await _client.ReadAsync(cancellationToken));
        return _notifications.Dequeue();
    }

    /// <summary>Closes the stream.</summary>
    public async ValueTask DisposeAsync()
    {
        await _pipe.Output.CompleteAsync();
        await _pipe.Input.CompleteAsync();
    }

    private static CciHeader HeaderOf(byte[] message)
    {
        // Twelve bytes are a header, whatever they say.
        _ = CciHeader.TryRead(message.AsSpan(0, CciHeader.Size), out CciHeader header, out _);
        return header;
    }

    private void Keep(byte[] message)
    {
        CciHeader header = HeaderOf(message);
        EventNotificationMask mask = default;
        bool isNotification = header.Category == CciCategory.Request
            && header.Opcode == Opcode.EventNotification
            && EventNotificationMask.TryRead(message.AsSpan(CciHeader.Size), out mask, out _);
        if (!isNotification)
            throw new InvalidDataException(
                $"{header.Opcode} of category {header.Category}, but an Event Notification was expected");
        _notifications.Enqueue(mask);
    }
}
