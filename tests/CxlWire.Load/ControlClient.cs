using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Threading.Channels;
using CxlWire.Transport.Endpoints;

namespace CxlWire.Load;

/// <summary>A control session that gives capacity to whatever device wants some.</summary>
/// <param name="connection">To the control socket.</param>
/// <param name="wants">Numbers of devices.</param>
/// <param name="devices">How many there are: one alone has no number in its path.</param>
internal sealed class ControlClient(EndpointConnection connection, ChannelReader<int> wants, int devices)
{
    /// <summary>Requests that were answered as they have to be.</summary>
    public long Replies { get; private set; }

    /// <summary>Serves until nobody wants any more.</summary>
    /// <exception cref="InvalidDataException">An answer is wrong, or does not come.</exception>
    public async Task RunAsync()
    {
        await AskAsync("""{"execute": "qmp_capabilities"}""");
        await foreach (int device in wants.ReadAllAsync())
        {
            string path = devices == 1 ? "cxl-dcd0" : $"cxl-dcd{device}";
            await AskAsync(
                $$"""
                {"execute": "cxl-add-dynamic-capacity", "arguments": {"path": "{{path}}", "host-id": 0, "region": 0,
                 "selection-policy": "free", "length": 2097152, "extents": [] } }
                """);
        }
    }

    private async Task AskAsync(string request)
    {
        await connection.Output.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            ReadResult read = await connection.Input.ReadAsync(patience.Token);
            if (read.Buffer.PositionOf((byte)'\n') is not { } end)
            {
                connection.Input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                if (read.IsCompleted)
                    throw new InvalidDataException("the control session has ended");
                continue;
            }

            string line = Encoding.ASCII.GetString(read.Buffer.Slice(0, end));
            connection.Input.AdvanceTo(read.Buffer.GetPosition(1, end));

            // Events of all devices, and the greeting, come in between.
            if (line.StartsWith("{\"return\"", StringComparison.Ordinal))
            {
                Replies++;
                return;
            }

            if (line.StartsWith("{\"error\"", StringComparison.Ordinal))
                throw new InvalidDataException($"the control socket: {line}");
        }
    }
}
