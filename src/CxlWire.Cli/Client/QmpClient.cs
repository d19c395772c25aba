using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace CxlWire.Cli.Client;

/// <summary>The other end of a control socket, as far as lines go.</summary>
/// <param name="connection">Lines in, text out.</param>
/// <param name="longestLine">Bytes that a line may have, without its end.</param>
internal sealed class QmpClient(IDuplexPipe connection, int longestLine = QmpClient.LongestLine)
{
    /// <summary>A device of some two million extents is that long.</summary>
    public const int LongestLine = 256 << 20;

    private const int KeptBuffer = 1 << 20;

    private ArrayBufferWriter<byte> _line = new();

    /// <summary>Sends text as it is.</summary>
    /// <exception cref="CliException">The peer is gone.</exception>
    public async Task SendAsync(string text, CancellationToken cancellationToken)
    {
        try
        {
            await connection.Output.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
        }
        catch (IOException)
        {
            throw Closed();
        }
    }

    /// <summary>The next line: a greeting, a reply or an event; without its end.</summary>
    /// <exception cref="CliException">The peer ended the session, or its line has no end.</exception>
    public async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            ReadResult result = await ReadAsync(cancellationToken);
            ReadOnlySequence<byte> read = result.Buffer;
            SequencePosition? end = read.PositionOf((byte)'\n');
            ReadOnlySequence<byte> part = end is { } here ? read.Slice(0, here) : read;
            if (part.Length > longestLine - _line.WrittenCount)
            {
                throw new CliException(
                    $"the control socket sent more than {longestLine >> 20} MiB without the end of a line");
            }

            foreach (ReadOnlyMemory<byte> piece in part)
                _line.Write(piece.Span);
            connection.Input.AdvanceTo(end is { } at ? read.GetPosition(1, at) : read.End);
            if (end is not null)
                return TakeLine();
            if (result.IsCompleted)
                throw Closed();
        }
    }

    private async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await connection.Input.ReadAsync(cancellationToken);
        }
        catch (IOException)
        {
            throw Closed();
        }
    }

    private static CliException Closed() => new("the control socket closed the session");

    private string TakeLine()
    {
        string line = Encoding.UTF8.GetString(_line.WrittenSpan).TrimEnd('\r');
        if (_line.Capacity > KeptBuffer)
            _line = new ArrayBufferWriter<byte>();
        else
            _line.ResetWrittenCount();
        return line;
    }
}
