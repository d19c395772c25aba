using Microsoft.Win32.SafeHandles;

namespace CxlWire.Transport.Endpoints;

/// <summary>
/// The writing end of a FIFO, opened by a thread of its own: that there is a reader is told by nothing but a
/// blocking open.
/// </summary>
internal sealed class FifoWriter : IDisposable
{
    private readonly Fifo _fifo;
    private readonly SafeFileHandle? _readerLeaves;
    private readonly FifoWriter? _predecessor;
    private readonly LinuxEvent _hurry = new();
    private readonly Thread _thread;
    private readonly TaskCompletionSource<LinuxPipe> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Begins to wait for a reader.</summary>
    /// <param name="fifo">The FIFO.</param>
    /// <param name="readerLeaves">
    /// Where there is a reader that is to find the end of the file: what can be read from once it has left.
    /// Until then the FIFO is not opened again, unless in a hurry. Null where there is none.
    /// </param>
    /// <param name="predecessor">
    /// One that has lost its reader. It stays open until this is, so that a reader that comes in between does
    /// not find the end of the file.
    /// </param>
    public FifoWriter(Fifo fifo, SafeFileHandle? readerLeaves = null, FifoWriter? predecessor = null)
    {
        _fifo = fifo;
        _readerLeaves = readerLeaves;
        _predecessor = predecessor;
        _thread = new Thread(Open, maxStackSize: 256 * 1024) { IsBackground = true, Name = "cxlwire fifo out" };
        _thread.Start();
    }

    /// <summary>The open end, from when there is a reader.</summary>
    public Task<LinuxPipe> Opened => _opened.Task;

    /// <summary>Whether it is open and anybody reads now.</summary>
    public bool HasReader =>
        Opened.IsCompletedSuccessfully
        && (LinuxFile.Poll(Opened.Result.Handle, LinuxFile.PollOut) & LinuxFile.PollError) == 0;

    /// <summary>Does not wait for the last reader to leave.</summary>
    public void Hurry() => _hurry.Set();

    /// <summary>Closes the writing end, or stops waiting for it to open.</summary>
    public void Dispose()
    {
        if (!Opened.IsCompleted)
        {
            // Being a reader oneself lets the open return, provided that one stays until it has.
            using SafeFileHandle reader = _fifo.OpenReader();
            Hurry();
            _thread.Join();
        }

        if (Opened.IsCompletedSuccessfully)
            Opened.Result.Dispose();
        _thread.Join();
        _hurry.Dispose();
        _readerLeaves?.Dispose();
    }

    private void Open()
    {
        try
        {
            if (_readerLeaves is not null)
                LinuxFile.WaitForInput(_readerLeaves, _hurry.Handle);
            _opened.SetResult(new LinuxPipe(_fifo.OpenWriter()));
        }
        catch (IOException e)
        {
            _opened.SetException(e);
        }

        _predecessor?.Dispose();
    }
}
