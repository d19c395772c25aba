using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace CxlWire.Cli.Client;

/// <summary>The other end of a control socket, as far as lines go.</summary>
/// <param name="connection">Lines in, text out.</param>
internal sealed class QmpClient(IDuplexPipe connection)
{
    /// <summary>Sends text as it is.</summary>
    public async Task SendAsync(string text, CancellationToken cancellationToken) =>
        await connection.Output.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);

    /// <summary>The next line: a greeting, a reply or an event; without its end.</summary>
    /// <exception cref="CliException">The peer ended the session.</exception>
    public async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            ReadResult result = await connection.Input.ReadAsync(cancellationToken);
            ReadOnlySequence<byte> buffer = result.Buffer;
            if (buffer.PositionOf((byte)'\n') is { } end)
            {
                string line = Encoding.UTF8.GetString(buffer.Slice(0, end)).TrimEnd('\r');
                connection.Input.AdvanceTo(buffer.GetPosition(1, end));
                return line;
            }

            connection.Input.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted)
                throw new CliException("the control socket closed the session");
        }
    }
}
