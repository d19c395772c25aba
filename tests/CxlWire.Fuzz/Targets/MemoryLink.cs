using System.Buffers;
using System.IO.Pipelines;

namespace CxlWire.Fuzz.Targets;

/// <summary>A connection in memory, with a server on its other side.</summary>
internal sealed class MemoryLink : IDuplexPipe
{
    private readonly Pipe _toServer = new(new PipeOptions(pauseWriterThreshold: 0));
    private readonly Pipe _fromServer = new(new PipeOptions(pauseWriterThreshold: 0));

    PipeReader IDuplexPipe.Input => _toServer.Reader;

    PipeWriter IDuplexPipe.Output => _fromServer.Writer;

    /// <summary>What the server writes.</summary>
    public PipeReader Replies => _fromServer.Reader;

    public ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> bytes) => _toServer.Writer.WriteAsync(bytes);

    /// <summary>Writes in pieces of a length; 0: as one.</summary>
    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, int split)
    {
        for (int at = 0; at < bytes.Length;)
        {
            int length = split == 0 ? bytes.Length : Math.Min(split, bytes.Length - at);
            await WriteAsync(bytes.Slice(at, length));
            at += length;
        }
    }

    public void EndInput() => _toServer.Writer.Complete();

    /// <summary>The server is done.</summary>
    public void EndOutput() => _fromServer.Writer.Complete();

    /// <summary>All that the server writes until it is done.</summary>
    public async Task<byte[]> ReadToEndAsync()
    {
        while (true)
        {
            ReadResult read = await Replies.ReadAsync();
            if (read.IsCompleted)
                return read.Buffer.ToArray();
            Replies.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
