using System.IO.Pipes;

namespace CxlWire.Transport.Endpoints;

/// <summary>
/// The writing end of a FIFO, opened by a thread of its own: that there is a reader is told by nothing but a
/// blocking open.
/// </summary>
internal sealed class FifoWriter
{
    private readonly Fifo _fifo;
    private readonly Thread _thread;
    private readonly TaskCompletionSource<AnonymousPipeClientStream> _opened =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    public FifoWriter(Fifo fifo)
    {
        _fifo = fifo;
        _thread = new Thread(Open, maxStackSize: 256 * 1024) { IsBackground = true, Name = "cxlwire fifo out" };
        _thread.Start();
    }

    /// <summary>The open end, from when there is a reader.</summary>
    public Task<AnonymousPipeClientStream> Opened => _opened.Task;

    /// <summary>Whether anybody reads now.</summary>
    public bool HasReader =>
        (LinuxFile.Poll(Opened.Result.SafePipeHandle, LinuxFile.PollOut) & LinuxFile.PollError) == 0;

    /// <summary>Closes the writing end, or stops waiting for it to open.</summary>
    public void Close()
    {
        // Being a reader oneself lets the open return, provided that one stays until it has.
        using (_fifo.OpenReader())
            _thread.Join();
        if (Opened.IsCompletedSuccessfully)
            Opened.Result.Dispose();
    }

    private void Open()
    {
        try
        {
            _opened.SetResult(new AnonymousPipeClientStream(PipeDirection.Out, _fifo.OpenWriter()));
        }
        catch (IOException e)
        {
            _opened.SetException(e);
        }
    }
}
