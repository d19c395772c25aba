using System.IO.Pipes;
using System.Runtime.CompilerServices;
using Microsoft.Win32.SafeHandles;

namespace CxlWire.Transport.Endpoints;

/// <summary>
/// The reading end of a FIFO for one connection. Reading it would say "end of file" also before any writer has
/// come; poll tells the two apart, so a thread polls it until there is something to read, or was a writer.
/// </summary>
internal sealed class FifoInput : OneWayStream
{
    private static readonly byte[] s_one = [1, 0, 0, 0, 0, 0, 0, 0];

    private readonly SafePipeHandle _handle;
    private readonly AnonymousPipeClientStream _pipe;
    private readonly SafeFileHandle _stop = LinuxFile.CreateEvent();
    private readonly Thread _thread;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isStopped;

    /// <summary>Takes over a descriptor that was opened after the connection before this one had read to its end.</summary>
    public FifoInput(SafePipeHandle handle)
    {
        _handle = handle;
        _pipe = new AnonymousPipeClientStream(PipeDirection.In, handle);
        _thread = new Thread(WaitForWriter, maxStackSize: 256 * 1024) { IsBackground = true, Name = "cxlwire fifo in" };
        _thread.Start();
    }

    /// <summary>Completes when a writer has written something, or has come and gone.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Whether a read has reached the end: all writers were gone.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Whether, after the end, a new writer has come.</summary>
    public bool HasNewWriter => HasEnded && (LinuxFile.Poll(_handle, LinuxFile.PollIn) & LinuxFile.PollHangUp) == 0;

    public override bool CanRead => true;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!Ready.IsCompleted)
            await Ready.WaitAsync(cancellationToken);
        int length = await _pipe.ReadAsync(buffer, cancellationToken);
        HasEnded = length == 0;
        return length;
    }

    /// <summary>Reads, and throws away, what is still to come from this connection's writer.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        byte[] scratch = new byte[4096];
        if (Ready.IsCompleted && !HasEnded)
        {
            while (await ReadAsync(scratch, cancellationToken) > 0)
            {
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isStopped)
        {
            _isStopped = true;
            RandomAccess.Write(_stop, s_one, fileOffset: 0);
            _thread.Join();
            _stop.Dispose();
            _pipe.Dispose();
        }

        base.Dispose(disposing);
    }

    private void WaitForWriter()
    {
        LinuxFile.WaitForInput(_handle, _stop);
        if (_isStopped)
            _ready.SetCanceled();
        else
            _ready.SetResult();
    }
}
