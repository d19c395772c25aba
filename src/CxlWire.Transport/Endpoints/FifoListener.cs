using Microsoft.Win32.SafeHandles;

namespace CxlWire.Transport.Endpoints;

/// <summary>
/// Two FIFOs, one connection at a time. It begins when IN has been written to or OUT is being read, whichever
/// is first, and lasts while IN has a writer; then OUT is closed and both wait for the next peer.
/// </summary>
/// <remarks>
/// A FIFO does not tell one peer from the next. A peer that reads OUT to its end before it opens either FIFO
/// again begins a new connection; one that does not may go on with its old one, and, if it opens OUT first, may
/// find OUT at its end.
/// </remarks>
internal sealed class FifoListener : EndpointListener
{
    private readonly Fifo _in;
    private readonly Fifo _out;

    // Never read. While it is open, what is written between two connections is neither refused nor lost.
    private readonly SafeFileHandle _reader;

    private readonly SemaphoreSlim _free = new(1, 1);
    private FifoWriter _writer;

    public FifoListener(EndpointAddress.Fifo address)
        : base(address)
    {
        if (!OperatingSystem.IsLinux())
            throw new EndpointException($"{address}: FIFOs are supported on Linux only.");
        Fifo? input = null;
        try
        {
            input = new Fifo(address.Input, make: true);
            _out = new Fifo(address.Output, make: true);
            _in = input;
            _reader = _in.OpenReader();
            _writer = new FifoWriter(_out);
        }
        catch (IOException e)
        {
            input?.Dispose();
            _out?.Dispose();
            throw e as EndpointException
                ?? new EndpointException($"Cannot listen on {address}: {SystemError.Describe(e)}.", e);
        }
    }

    public override string Description => $"{Address} (mode {_in.Mode}, {_out.Mode})";

    public override async ValueTask<EndpointConnection?> AcceptAsync(CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        FifoInput? input = null;
        try
        {
            input = new FifoInput(_in);
            await Task.WhenAny(input.Ready, _writer.Opened).WaitAsync(cancellationToken);
            return new EndpointConnection(Address, new FifoTransport(this, input));
        }
        catch
        {
            input?.Dispose();
            _free.Release();
            throw;
        }
    }

    public override ValueTask DisposeAsync()
    {
        _writer.Dispose();
        _reader.Dispose();
        _in.Dispose();
        _out.Dispose();
        _free.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>OUT, from when somebody reads it.</summary>
    internal async ValueTask<LinuxPipe> GetReadOutputAsync(FifoInput input, CancellationToken cancellationToken)
    {
        while (true)
        {
            // A peer that asks before it has closed OUT, if it ever does, is answered all the same.
            if (input.Ready.IsCompleted)
                _writer.Hurry();
            LinuxPipe pipe = await _writer.Opened.WaitAsync(cancellationToken);
            if (_writer.HasReader)
                return pipe;

            // That one came and left before this connection had anything for it.
            _writer = new FifoWriter(_out, predecessor: _writer);
        }
    }

    /// <summary>Ends a connection, and lets the next begin.</summary>
    internal void Close(FifoInput input, bool hasEnded)
    {
        // In this order: a reader that leaves after it was asked for is noticed; one that is found and has opened
        // IN before OUT, is found there too.
        SafeFileHandle? readerLeaves = _out.WatchReaders();
        bool hasReader = _writer.HasReader;
        bool isTakenOver = false;
        if (hasEnded)
        {
            // A writer that comes and goes makes sure that hang-up is told where no other is left.
            _in.TryOpenWriter()?.Dispose();
            isTakenOver = !input.IsHungUp();
        }
        else if (input.Ready.IsCompleted)
        {
            // The peer's, and of no more use: not to be taken for the next one's.
            input.Discard();
        }

        if (hasReader && !isTakenOver)
        {
            _writer.Dispose();
            _writer = new FifoWriter(_out, readerLeaves);
        }
        else
        {
            readerLeaves?.Dispose();
            if (!hasReader && _writer.Opened.IsCompleted)
                _writer = new FifoWriter(_out, predecessor: _writer);
        }

        input.Dispose();
        _free.Release();
    }
}
