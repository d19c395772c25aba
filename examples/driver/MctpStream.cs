using System.Buffers;
using System.IO.Pipelines;
using CxlWire.Protocol.Cci;
using CxlWire.Transport.Endpoints;
using CxlWire.Transport.Mctp;

namespace CxlWire.Examples.Driver;

/// <summary>
/// A CCI stream of which MCTP carries each message on a serial line. The device's notifications come with the next
/// answer.
/// </summary>
internal sealed class MctpStream : IDuplexPipe, IAsyncDisposable
{
    /// <summary>What the name of such an endpoint begins with: "mctp:unix:/tmp/line/9" is EID 9 there.</summary>
    public const string Prefix = "mctp:";

    private readonly CancellationTokenSource _closing = new();
    private readonly Pipe _requests = new();
    private readonly Pipe _answers = new();
    private readonly EndpointConnection _line;
    private readonly MctpClient _client;
    private readonly Task _carrying;

    private MctpStream(EndpointConnection line, byte eid)
    {
        _line = line;
        _client = new MctpClient(line, eid);
        _carrying = CarryAsync();
    }

    public PipeReader Input => _answers.Reader;

    public PipeWriter Output => _requests.Writer;

    /// <summary>Opens a line.</summary>
    /// <param name="text">Where it is, and who is asked: "unix:/tmp/line/9".</param>
    /// <param name="patience">How long to wait for somebody to listen.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="FormatException">That is neither.</exception>
    public static async Task<MctpStream> ConnectAsync(
        string text, TimeSpan patience, CancellationToken cancellationToken)
    {
        int slash = text.LastIndexOf('/');
        if (slash < 0 || !byte.TryParse(text[(slash + 1)..], out byte eid))
            throw new FormatException($"'{Prefix}{text}': an EID, 0 to 255, is needed behind the last '/'");
        return new MctpStream(
            await EndpointClient.ConnectAsync(EndpointAddress.Parse(text[..slash]), patience, cancellationToken), eid);
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _carrying;
        _client.Dispose();
        await _line.DisposeAsync();
        _closing.Dispose();
    }

    private async Task CarryAsync()
    {
        Exception? why = null;
        try
        {
            while (await ReadAsync() is { } request)
            {
                foreach (byte[] message in await _client.SendAsync(request, _closing.Token))
                    await _answers.Writer.WriteAsync(message, _closing.Token);
            }
        }
        catch (Exception e)
        {
            // Who waits for an answer is told.
            why = e;
        }

        await _requests.Reader.CompleteAsync();
        await _answers.Writer.CompleteAsync(why);
    }

    /// <summary>The next request; null: there are no more.</summary>
    private async Task<byte[]?> ReadAsync()
    {
        while (true)
        {
            ReadResult read = await _requests.Reader.ReadAsync(_closing.Token);
            byte[] there = read.Buffer.ToArray();
            int length = there.Length < CciHeader.Size ? int.MaxValue : LengthOf(there);
            if (length <= there.Length)
            {
                _requests.Reader.AdvanceTo(read.Buffer.GetPosition(length));
                return there[..length];
            }

            _requests.Reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted)
                return null;
        }
    }

    private static int LengthOf(byte[] message)
    {
        _ = CciHeader.TryRead(message.AsSpan(0, CciHeader.Size), out CciHeader header, out _);
        return CciHeader.Size + (int)header.PayloadLength;
    }
}
