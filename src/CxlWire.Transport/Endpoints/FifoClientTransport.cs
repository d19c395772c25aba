namespace CxlWire.Transport.Endpoints;

/// <summary>The client's side of two FIFOs.</summary>
internal sealed class FifoClientTransport(FifoInput input, LinuxPipe output) : EndpointTransport
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
        input.ReadAsync(buffer, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        output.WriteAsync(bytes, cancellationToken);

    public override void Dispose()
    {
        output.Dispose();
        input.Dispose();
    }
}
