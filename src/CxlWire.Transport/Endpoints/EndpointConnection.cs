using System.IO.Pipelines;

namespace CxlWire.Transport.Endpoints;

/// <summary>
/// One open byte stream in both directions. Its pipes buffer no more than one read and what was not flushed;
/// a flush ends when the peer's system has taken all of it.
/// </summary>
public sealed class EndpointConnection : IDuplexPipe, IAsyncDisposable
{
    private static readonly StreamPipeReaderOptions s_readerOptions = new(bufferSize: 4096, leaveOpen: true);

    // Answers to what one read brought leave in one write.
    private static readonly StreamPipeWriterOptions s_writerOptions = new(minimumBufferSize: 16 * 1024, leaveOpen: true);

    // Completing a writer with an exception discards what was not flushed, rather than wait for a peer to take it.
    private static readonly IOException s_closed = new("the connection was closed");

    private readonly EndpointAddress _address;
    private readonly Func<ValueTask> _close;
    private bool _isDisposed;

    // `close` closes the streams, where that takes more than to dispose them.
    internal EndpointConnection(EndpointAddress address, Stream input, Stream output, Func<ValueTask>? close = null)
    {
        _address = address;
        _close = close ?? (async () =>
        {
            await output.DisposeAsync();
            await input.DisposeAsync();
        });
        Input = PipeReader.Create(input, s_readerOptions);
        Output = PipeWriter.Create(output, s_writerOptions);
    }

    /// <summary>What the peer sends.</summary>
    public PipeReader Input { get; }

    /// <summary>What the peer gets, once flushed.</summary>
    public PipeWriter Output { get; }

    /// <summary>Counts the connections of a server; 0 on the client's side.</summary>
    internal int Number { get; set; }

    /// <summary>Closes both directions. What was not flushed is lost.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        await Input.CompleteAsync();
        await Output.CompleteAsync(s_closed);
        await _close();
    }

    /// <summary>The endpoint's address and, on the server's side, the number of the connection.</summary>
    public override string ToString() => Number == 0 ? _address.ToString() : $"{_address} #{Number}";
}
