using System.Net.Sockets;

namespace CxlWire.Transport.Endpoints;

/// <summary>
/// The reading end of a FIFO for one connection. Reading it would say "end of file" also before any writer has
/// come; poll tells the two apart, so a thread polls it until there is something to read, or was a writer.
/// </summary>
internal sealed class FifoInput : OneWayStream
{
    private readonly LinuxPipe _pipe;
    private readonly LinuxEvent _stop = new();
    private readonly Thread _thread;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isStopped;

    /// <summary>Opens it; writers that have left by now are not this connection's.</summary>
    public FifoInput(Fifo fifo)
    {
        _pipe = new LinuxPipe(fifo.OpenReader(), isInput: true);
        _thread = new Thread(WaitForWriter, maxStackSize: 256 * 1024) { IsBackground = true, Name = "cxlwire fifo in" };
        _thread.Start();
    }

    /// <summary>Completes when there is something to read, or a writer has come and gone.</summary>
    public Task Ready => _ready.Task;

    /// <summary>What it reads.</summary>
    public SafeSocketHandle Handle => _pipe.Handle;

    public override bool CanRead => true;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Ready.IsCompleted ? _pipe.ReadAsync(buffer, cancellationToken) : ReadFirstAsync(buffer, cancellationToken);

    /// <summary>Throws away what is there to be read.</summary>
    public void Discard()
    {
        Span<byte> scratch = stackalloc byte[4096];
        while (LinuxFile.ReadAvailable(_pipe.Handle, scratch) > 0)
        {
        }
    }

    /// <summary>Whether all writers are gone, if one was there since this was opened.</summary>
    public bool IsHungUp() => (LinuxFile.Poll(_pipe.Handle, LinuxFile.PollIn) & LinuxFile.PollHangUp) != 0;

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isStopped)
        {
            _isStopped = true;
            _stop.Set();
            _thread.Join();
            _stop.Dispose();
            _pipe.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<int> ReadFirstAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        await Ready.WaitAsync(cancellationToken);
        return await _pipe.ReadAsync(buffer, cancellationToken);
    }

    private void WaitForWriter()
    {
        LinuxFile.WaitForInput(_pipe.Handle, _stop.Handle);
        if (_isStopped)
            _ready.SetCanceled();
        else
            _ready.SetResult();
    }
}
