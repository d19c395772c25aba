using System.Runtime.InteropServices;

namespace CxlWire.Transport.Endpoints;

/// <summary>
/// The server's side of two FIFOs, for one connection. Its output waits for its first reader for as long as it takes,
/// so a peer may write its requests and open that end only then; once that reader has left, writes fail.
/// </summary>
internal sealed class FifoTransport(FifoListener listener, FifoInput input) : EndpointTransport
{
    private readonly CancellationTokenSource _woken = new();

    private LinuxPipe? _settled;

    public override bool CanBlock => input.CanWake;

    // Before a reader has settled, whoever opens OUT next may be the peer.
    public override SafeHandle? Outlet => _settled?.Handle;

    public override int Read(Span<byte> buffer) => input.Read(buffer, _woken.Token);

    public override void Write(ReadOnlyMemory<byte> bytes)
    {
        if (_settled is { } pipe)
            pipe.Write(bytes, _woken.Token);
        else
            WriteFirstAsync(bytes, _woken.Token).AsTask().GetAwaiter().GetResult();
    }

    public override void Wake()
    {
        _woken.Cancel();
        input.Wake();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
        input.ReadAsync(buffer, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        _settled is { } pipe ? pipe.WriteAsync(bytes, cancellationToken) : WriteFirstAsync(bytes, cancellationToken);

    public override void Dispose()
    {
        listener.Close(input, HasEnded);
        _woken.Dispose();
    }

    private async ValueTask WriteFirstAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        LinuxPipe pipe = await listener.GetReadOutputAsync(input, cancellationToken);
        await pipe.WriteAsync(bytes, cancellationToken);

        // A reader of notifications that leaves before anything was asked may have been another peer's.
        if (input.Ready.IsCompleted)
            _settled = pipe;
    }
}
