namespace CxlWire.Transport.Endpoints;

/// <summary>
/// The reading end of a FIFO for one connection. Reading it would say "end of file" also before any writer has
/// come; poll tells the two apart, so a thread polls it until there is something to read, or was a writer.
/// </summary>
internal sealed class FifoInput : IDisposable
{
    private readonly LinuxPipe _pipe;
    private readonly LinuxEvent _stop = new();
    private readonly Thread _thread;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isStopped;

    /// <summary>Opens it; writers that have left by now are not this connection's.</summary>
    public FifoInput(Fifo fifo)
    {
        _pipe = new LinuxPipe(fifo.OpenReader());
        _thread = new Thread(WaitForWriter, maxStackSize: 256 * 1024) { IsBackground = true, Name = "cxlwire fifo in" };
        _thread.Start();
    }

    /// <summary>Completes when there is something to read, or a writer has come and gone.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Whether a read that blocks can be woken.</summary>
    public bool CanWake => _pipe.CanWake;

    /// <summary>Blocks until there are bytes.</summary>
    /// <param name="buffer">Where they go.</param>
    /// <param name="cancellationToken">Ends the wait for a writer; <see cref="Wake"/> ends the rest.</param>
    /// <returns>Bytes read; 0 once all writers are gone, and from <see cref="Wake"/> on.</returns>
    public int Read(Span<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            if (!Ready.IsCompletedSuccessfully)
                Ready.Wait(cancellationToken);
            return _pipe.Read(buffer);
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
    }

    /// <inheritdoc cref="LinuxPipe.Wake"/>
    public void Wake() => _pipe.Wake();

    /// <summary>Waits for bytes without a thread.</summary>
    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
        Ready.IsCompleted ? _pipe.ReadAsync(buffer, cancellationToken) : ReadFirstAsync(buffer, cancellationToken);

    /// <summary>Throws away what is there to be read.</summary>
    public void Discard()
    {
        LinuxFile.SetBlocking(_pipe.Handle, false);
        Span<byte> scratch = stackalloc byte[4096];
        while (LinuxFile.ReadAvailable(_pipe.Handle, scratch) > 0)
        {
        }
    }

    /// <summary>Whether all writers are gone, if one was there since this was opened.</summary>
    public bool IsHungUp() => (LinuxFile.Poll(_pipe.Handle, LinuxFile.PollIn) & LinuxFile.PollHangUp) != 0;

    public void Dispose()
    {
        if (_isStopped)
            return;
        _isStopped = true;
        _stop.Set();
        _thread.Join();
        _stop.Dispose();
        _pipe.Dispose();
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
