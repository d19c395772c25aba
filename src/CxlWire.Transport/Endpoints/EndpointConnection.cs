using System.IO.Pipelines;
using System.Net.Sockets;

namespace CxlWire.Transport.Endpoints;

/// <summary>
/// One open byte stream in both directions. Its pipes buffer no more than one read and what was not flushed;
/// a flush ends when the peer's system has taken all of it.
/// </summary>
public sealed class EndpointConnection : IDuplexPipe, IAsyncDisposable
{
    /// <summary>Size of an output buffer: what is flushed together and fits leaves in one write.</summary>
    internal const int OutputBuffer = 16 * 1024;

    private static readonly StreamPipeReaderOptions _readerOptions = new(bufferSize: 4096, leaveOpen: true);

    private static readonly StreamPipeWriterOptions _writerOptions =
        new(minimumBufferSize: OutputBuffer, leaveOpen: true);

    // Completing a writer with an exception discards what was not flushed: no waiting for a peer to take it.
    private static readonly IOException _closed = new("the connection was closed");

    private readonly EndpointAddress _address;
    private bool _isDisposed;

    internal EndpointConnection(EndpointAddress address, EndpointTransport transport)
    {
        _address = address;
        Transport = transport;
        var stream = new TransportStream(transport);
        Input = PipeReader.Create(stream, _readerOptions);
        Output = PipeWriter.Create(stream, _writerOptions);
    }

    /// <summary>What the peer sends.</summary>
    public PipeReader Input { get; }

    /// <summary>What the peer gets, once flushed.</summary>
    public PipeWriter Output { get; }

    /// <summary>Counts the connections of a server; 0 on the client's side.</summary>
    internal int Number { get; set; }

    /// <summary>The socket below, for who speaks on that and leaves the pipes alone; null where it is none.</summary>
    internal Socket? Socket { get; init; }

    /// <summary>
    /// What the pipes are made of, for who has a thread to read with and leaves <see cref="Input"/> alone.
    /// </summary>
    internal EndpointTransport Transport { get; }

    /// <summary>Closes both directions. What was not flushed is lost.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        Transport.Dispose();
        await Input.CompleteAsync();
        await Output.CompleteAsync(_closed);
    }

    /// <summary>The endpoint's address and, on the server's side, the number of the connection.</summary>
    public override string ToString() => Number == 0 ? _address.ToString() : $"{_address} #{Number}";
}
