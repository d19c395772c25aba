using System.IO.Pipelines;
using CxlWire.Transport;
using CxlWire.Transport.Endpoints;
using Microsoft.Extensions.Logging.Abstractions;

namespace CxlWire.Cli.Tests;

/// <summary>Listens on a socket and treats every connection as it is told to.</summary>
internal sealed class Peer : IAsyncDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly EndpointListener _listener;
    private readonly Task _running;

    public Peer(Func<IDuplexPipe, CancellationToken, Task> handler)
    {
        Address = $"unix:{_directory.PathOf("peer")}";
        _listener = EndpointListener.Open(EndpointAddress.Parse(Address));
        _running = new EndpointServer(_listener, handler, NullLogger.Instance).RunAsync(_stop.Token);
    }

    public string Address { get; }

    /// <summary>Reads a request of that many bytes, then answers.</summary>
    public static Func<IDuplexPipe, CancellationToken, Task> Answering(int requestLength, byte[] answer) =>
        async (pipe, cancellationToken) =>
        {
            ReadResult request = await pipe.Input.ReadAtLeastAsync(requestLength, cancellationToken);
            pipe.Input.AdvanceTo(request.Buffer.End);
            await pipe.Output.WriteAsync(answer, cancellationToken);
        };

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        await _listener.DisposeAsync();
        _stop.Dispose();
        _directory.Dispose();
    }
}
