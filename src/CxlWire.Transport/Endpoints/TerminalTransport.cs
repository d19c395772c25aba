namespace CxlWire.Transport.Endpoints;

/// <summary>A terminal, or a file: it cannot be told to stop reading, so a cancelled read is left behind.</summary>
internal sealed class TerminalTransport(Stream input, Stream output) : EndpointTransport
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        // Into a buffer of its own, for the given one is the caller's again once the read was cancelled.
        byte[] own = new byte[buffer.Length];
        int length = await Task.Run(() => input.Read(own), CancellationToken.None).WaitAsync(cancellationToken);
        own.AsSpan(0, length).CopyTo(buffer.Span);
        return length;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        output.WriteAsync(bytes, cancellationToken);

    public override void Dispose()
    {
        output.Dispose();
        input.Dispose();
    }
}
