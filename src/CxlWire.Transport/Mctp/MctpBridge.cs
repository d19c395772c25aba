using System.IO.Pipelines;
using CxlWire.Protocol;
using CxlWire.Protocol.Cci;
using CxlWire.Protocol.Mctp;

namespace CxlWire.Transport.Mctp;

/// <summary>
/// An MCTP endpoint on a serial line whose CCIs are elsewhere, at the other ends of streams. Requests are given tags of
/// the bridge's own, so that several requesters cannot be mistaken for each other.
/// </summary>
/// <param name="options">How the endpoint presents itself.</param>
public sealed class MctpBridge(MctpOptions options)
{
    // Requests whose tags are all in use: the tag of the oldest is taken from it.
    private const int Tags = 256;

    /// <summary>Carries messages until the line or a stream ends, or the token is cancelled.</summary>
    /// <param name="line">Frames; what the peer sends is its input.</param>
    /// <param name="host">The stream of a host's CCI; null: there is none, and no message type 08h.</param>
    /// <param name="fabricManager">The stream of the Fabric Manager's CCI; null: likewise, and no 07h.</param>
    /// <param name="cancellationToken">Ends it; it is not thrown.</param>
    public async Task RunAsync(
        IDuplexPipe line, IDuplexPipe? host, IDuplexPipe? fabricManager, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(line);
        var far = new List<Far>();
        if (fabricManager is not null)
            far.Add(new Far(MctpMessageType.FabricManagerApi, fabricManager));
        if (host is not null)
            far.Add(new Far(MctpMessageType.Cci, host));
        var control = new MctpControlEndpoint(options.Eid, 0, [.. far.Select(one => one.Type)]);
        using var writing = new SemaphoreSlim(1, 1);
        var near = new Near(line, writing);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task[] running =
        [
            CarryRequestsAsync(near, far, control, over.Token),
            .. far.Select(one => CarryRepliesAsync(near, one, control, over.Token)),
        ];
        await Task.WhenAny(running);
        await over.CancelAsync();
        foreach (Task task in running)
            await task.ContinueWith(_ => { }, TaskScheduler.Default);
        if (!cancellationToken.IsCancellationRequested
            && running.FirstOrDefault(task => task.Exception is not null) is { } failed)
            await failed;
    }

    private async Task CarryRequestsAsync(
        Near line, List<Far> far, MctpControlEndpoint control, CancellationToken cancellationToken)
    {
        int longest = MctpMessage.Size + CciHeader.Size + CciHeader.MaxPayloadLength;
        using var messages = new MctpMessages(line.Pipe.Input, longest);
        while (await messages.ReadAsync(cancellationToken) is { } message)
        {
            MctpHeader asked = message.Header;
            if (!asked.TagOwner || (asked.DestinationEid != control.Eid && asked.DestinationEid != 0))
                continue;
            var back = new MctpHeader
            {
                DestinationEid = asked.SourceEid,
                SourceEid = control.Eid,
                MessageTag = asked.MessageTag,
            };
            var type = new MctpMessageType(message.Bytes[0]);
            if (type == MctpMessageType.Control)
            {
                byte[] response = new byte[MctpControlEndpoint.MaxResponse];
                int length = control.Answer(message.Bytes, response);
                if (length > 0)
                    await WriteAsync(
                        line, back with { SourceEid = control.Eid }, type, response[1..length], cancellationToken);
                continue;
            }

            if (far.Find(one => one.Type == type) is not { } to
                || message.Length < MctpMessage.Size + CciHeader.Size)
                continue;
            byte[] body = message.Bytes[MctpMessage.Size..];
            CciHeader header = MctpClient.HeaderOf(body);
            if (header.Category != CciCategory.Request || header.PayloadLength != body.Length - CciHeader.Size)
                continue;
            if (MctpClient.TypeOf(header.Opcode) != type)
            {
                CciHeader refused = header with
                {
                    Category = CciCategory.Response,
                    PayloadLength = 0,
                    ReturnCode = ReturnCode.Unsupported,
                    VendorStatus = 0,
                };
                await WriteAsync(line, back, type, Encode(refused), cancellationToken);
                continue;
            }

            byte tag = to.Begin(back, header.MessageTag);
            (header with { MessageTag = tag }).TryWrite(body);
            await to.Stream.Output.WriteAsync(body, cancellationToken);
        }
    }

    private async Task CarryRepliesAsync(
        Near line, Far from, MctpControlEndpoint control, CancellationToken cancellationToken)
    {
        var stream = new CciClient(from.Stream);
        byte ownTag = 0;
        while (true)
        {
            byte[] message = await stream.ReadAsync(cancellationToken);
            CciHeader header = MctpClient.HeaderOf(message);
            if (header.Category == CciCategory.Request)
            {
                var address = new MctpHeader
                {
                    DestinationEid = options.NotifiedEid ?? from.LastSpeaker,
                    SourceEid = control.Eid,
                    MessageTag = (byte)(ownTag++ & 7),
                    TagOwner = true,
                };
                await WriteAsync(line, address, from.Type, message, cancellationToken);
            }
            else if (from.TryEnd(header.MessageTag, out MctpHeader back, out byte tag))
            {
                (header with { MessageTag = tag }).TryWrite(message);
                await WriteAsync(line, back, from.Type, message, cancellationToken);
            }
        }
    }

    private async Task WriteAsync(
        Near line, MctpHeader address, MctpMessageType type, byte[] body, CancellationToken cancellationToken)
    {
        await line.Writing.WaitAsync(cancellationToken);
        try
        {
            Span<byte> room = line.Pipe.Output.GetSpan(MctpFrames.MaxSizeOf(body.Length, options.Unit));
            line.Pipe.Output.Advance(MctpFrames.Write(new MctpPackets(address, type, body, options.Unit), room));
            await line.Pipe.Output.FlushAsync(cancellationToken);
        }
        finally
        {
            line.Writing.Release();
        }
    }

    private static byte[] Encode(in CciHeader header)
    {
        byte[] bytes = new byte[CciHeader.Size];
        header.TryWrite(bytes);
        return bytes;
    }

    /// <summary>The serial line, which one writes to at a time.</summary>
    private sealed record Near(IDuplexPipe Pipe, SemaphoreSlim Writing);

    /// <summary>The far end of a message type: a stream, and whose requests went there.</summary>
    private sealed class Far(MctpMessageType type, IDuplexPipe stream)
    {
        private readonly (MctpHeader Back, byte Tag)?[] _asked = new (MctpHeader, byte)?[Tags];
        private byte _next;

        public MctpMessageType Type => type;

        public IDuplexPipe Stream => stream;

        public byte LastSpeaker { get; private set; }

        public byte Begin(MctpHeader back, byte tag)
        {
            lock (_asked)
            {
                LastSpeaker = back.DestinationEid;
                _asked[_next] = (back, tag);
                return _next++;
            }
        }

        public bool TryEnd(byte own, out MctpHeader back, out byte tag)
        {
            lock (_asked)
            {
                (back, tag) = _asked[own] ?? default;
                bool isAsked = _asked[own] is not null;
                _asked[own] = null;
                return isAsked;
            }
        }
    }
}
