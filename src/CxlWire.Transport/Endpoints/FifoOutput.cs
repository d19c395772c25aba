namespace CxlWire.Transport.Endpoints;

/// <summary>
/// What a FIFO connection writes to. It waits for its first reader for as long as it takes, so a peer may write
/// its requests and open this end only then; once that reader has left, writes fail.
/// </summary>
internal sealed class FifoOutput(FifoListener listener, FifoInput input) : OneWayStream
{
    private LinuxPipe? _settled;

    public override bool CanWrite => true;

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        _settled is { } pipe
            ? pipe.WriteAsync(buffer, cancellationToken)
            : WriteFirstAsync(buffer, cancellationToken);

    private async ValueTask WriteFirstAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        LinuxPipe pipe = await listener.GetReadOutputAsync(input, cancellationToken);
        await pipe.WriteAsync(buffer, cancellationToken);

        // A reader of notifications that leaves before anything was asked may have been another peer's.
        if (input.Ready.IsCompleted)
            _settled = pipe;
    }
}
