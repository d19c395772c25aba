using System.IO.Pipelines;
using CxlWire.Conversations;
using CxlWire.Device.Faults;
using CxlWire.Golden;
using CxlWire.Protocol;
using CxlWire.Protocol.Cci;
using CxlWire.Transport;
using CxlWire.Transport.Endpoints;

namespace CxlWire.Cli.Replaying;

/// <summary>Asks whoever listens on the endpoint of a CCI, also where the reply is to go wrong on its way.</summary>
/// <param name="connect">Opens a connection: at the start, and after one that was cut.</param>
internal sealed class CciPartner(Func<CancellationToken, Task<EndpointConnection>> connect)
{
    private EndpointConnection? _connection;
    private CciClient? _client;

    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        _connection = await connect(cancellationToken);
        _client = new CciClient(_connection);
    }

    /// <summary>Asks.</summary>
    /// <returns>The reply; null where none is expected.</returns>
    public async Task<StepReply?> AskAsync(CciStep step, CancellationToken cancellationToken)
    {
        if (step.Request.Length > CciHeader.MaxPayloadLength)
        {
            throw new CliException(
                $"a payload has at most {CciHeader.MaxPayloadLength} bytes, not {step.Request.Length}");
        }

        byte[] request = _client!.CreateRequest(step.Opcode, step.Request.Span);
        if (step.Reply is StepReply.Cci { Fault: { } expected })
            return await AskAsync(request, expected, cancellationToken);
        IReadOnlyList<byte[]> received = await _client.SendAsync(request, cancellationToken);
        return ToReply(received[^1], null);
    }

    private async Task<StepReply?> AskAsync(byte[] request, ReplyFault expected, CancellationToken cancellationToken)
    {
        await _connection!.Output.WriteAsync(request, cancellationToken);
        if (expected.CutAfter is not null)
            return await ReadCutAsync(expected, cancellationToken);
        if (expected.IsLost)
            return null;
        byte[] first = await ReadResponseAsync(cancellationToken);
        bool isRepeated = expected.IsRepeated
            && (await ReadResponseAsync(cancellationToken)).AsSpan().SequenceEqual(first);

        // How late it was cannot be told from how slow everything is.
        var found = new ReplyFault
        {
            Delay = expected.Delay,
            OthersPass = expected.OthersPass,
            TagOffset = (byte)(first[1] - request[1]),
            IsRepeated = isRepeated,

            // Packets are an MCTP line's, and this is a stream.
            Mctp = expected.Mctp,
        };
        return ToReply(first, found);
    }

    /// <summary>Takes what comes until the stream ends: of the reply, nothing that could be compared.</summary>
    private async Task<StepReply?> ReadCutAsync(ReplyFault expected, CancellationToken cancellationToken)
    {
        long length = 0;
        while (true)
        {
            ReadResult read = await _connection!.Input.ReadAsync(cancellationToken);
            length += read.Buffer.Length;
            _connection.Input.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                break;
        }

        int max = expected.IsLost ? 0 : expected.CutAfter!.Value;
        if (length > max && !expected.IsRepeated)
            throw new InvalidDataException($"{length} bytes, where the stream was expected to end after {max}");
        await ConnectAsync(cancellationToken);
        return null;
    }

    private async Task<byte[]> ReadResponseAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            byte[] message = await _client!.ReadAsync(cancellationToken);
            if ((message[0] & 0xF) == CciCategory.Response.Value)
                return message;
        }
    }

    private static StepReply.Cci ToReply(byte[] message, ReplyFault? fault)
    {
        _ = new CciMessageReader(message).TryRead(out CciMessage? response);
        CciHeader header = response!.Header;
        return new StepReply.Cci(header.ReturnCode, response.Payload)
        {
            VendorStatus = header.VendorStatus,
            Fault = fault,
        };
    }
}
