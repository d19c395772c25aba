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
    private readonly Action<EndpointConnection> _close;
    private readonly PollableInput? _pollable;
    private bool _isDisposed;

    // `close` closes the streams, where that takes more than to dispose them.
    internal EndpointConnection(
        EndpointAddress address, Stream input, Stream output, Action<EndpointConnection>? close = null)
    {
        _address = address;
        _close = close ?? (_ =>
        {
            output.Dispose();
            input.Dispose();
        });
        _pollable = input as PollableInput;
        Input = PipeReader.Create(input, _readerOptions);
        Output = PipeWriter.Create(output, _writerOptions);
    }

    /// <summary>What the peer sends.</summary>
    public PipeReader Input { get; }

    /// <summary>What the peer gets, once flushed.</summary>
    public PipeWriter Output { get; }

    /// <summary>Whether the handler read it to its end: a pipe's reader does not keep that.</summary>
    internal bool HasEnded { get; set; }

    /// <summary>Counts the connections of a server; 0 on the client's side.</summary>
    internal int Number { get; set; }

    /// <summary>The socket below, for who speaks on that and leaves the pipes alone; null where it is none.</summary>
    internal Socket? Socket { get; init; }

    /// <summary>Whether reads may block their caller, who has a thread of its own.</summary>
    internal bool CanBlockReads => _pollable is not null;

    /// <inheritdoc cref="PollableInput.BlockReads"/>
    internal void BlockReads() => _pollable!.BlockReads();

    /// <summary>Closes both directions. What was not flushed is lost.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        _close(this);
        await Input.CompleteAsync();
        await Output.CompleteAsync(_closed);
    }

    /// <summary>The endpoint's address and, on the server's side, the number of the connection.</summary>
    public override string ToString() => Number == 0 ? _address.ToString() : $"{_address} #{Number}";
}
