namespace CxlWire.Transport.Endpoints;

/// <summary>Whatever .NET has a stream for, by the event loop alone.</summary>
internal sealed class StreamTransport(Stream stream) : EndpointTransport
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
        stream.ReadAsync(buffer, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        stream.WriteAsync(bytes, cancellationToken);

    public override void Dispose() => stream.Dispose();
}
