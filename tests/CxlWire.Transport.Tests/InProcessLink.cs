using System.IO.Pipelines;

namespace CxlWire.Transport.Tests;

/// <summary>
/// A CCI served over two pipes in memory, that hold little: what the server may not buffer has nowhere to go.
/// </summary>
internal sealed class InProcessLink : IAsyncDisposable
{
    /// <summary>A flush into the pipe waits when it holds so many bytes that were not read.</summary>
    public const int Room = 1024;

    private readonly Pipe _requests = new(new PipeOptions(pauseWriterThreshold: Room, resumeWriterThreshold: 1));
    private readonly Pipe _responses = new(new PipeOptions(pauseWriterThreshold: Room, resumeWriterThreshold: 1));
    private readonly CancellationTokenSource _stop = new();

    public InProcessLink(CciServer server)
    {
        Peer = new Peer(_responses.Reader.AsStream(), _requests.Writer.AsStream());
        Served = server.ServeAsync(new Ends(_requests.Reader, _responses.Writer), _stop.Token);
    }

    public Peer Peer { get; }

    /// <summary>Ends when the server is done with this link.</summary>
    public Task Served { get; }

    /// <summary>Where the responses come out.</summary>
    public PipeReader Responses => _responses.Reader;

    /// <summary>Waits until the server waits for the peer to read; gives the bytes that are there.</summary>
    public async Task<long> IsStuckAsync()
    {
        ReadResult waiting = await Responses.ReadAtLeastAsync(Room, Deadline.Token);
        Responses.AdvanceTo(waiting.Buffer.Start);
        return waiting.Buffer.Length;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Served.ContinueWith(_ => { }, TaskScheduler.Default).WaitAsync(Deadline.Token);
    }

    private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
