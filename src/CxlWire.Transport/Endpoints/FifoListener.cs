using System.IO.Pipes;
using Microsoft.Win32.SafeHandles;

namespace CxlWire.Transport.Endpoints;

/// <summary>
/// Two FIFOs, one connection at a time. It begins when IN has been written to or OUT is being read, whichever
/// is first, and lasts while IN has a writer; then OUT is closed and both wait for the next peer.
/// </summary>
/// <remarks>
/// A peer that reopens both ends so fast that IN never was without a writer, or has one again before OUT was
/// closed, finds OUT open still. One that opens OUT first should have read the end of its last connection.
/// </remarks>
internal sealed class FifoListener : EndpointListener
{
    private readonly Fifo _in;
    private readonly Fifo _out;

    // Never read. While it is open, what is written between two connections is neither refused nor lost.
    private readonly SafePipeHandle _reader;

    private readonly SemaphoreSlim _free = new(1, 1);
    private readonly CancellationTokenSource _stopping = new();
    private FifoWriter? _writer;
    private Task _draining = Task.CompletedTask;

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
        }
        catch (IOException e)
        {
            input?.Dispose();
            _out?.Dispose();
            throw e as EndpointException ?? new EndpointException($"Cannot listen on {address}: {e.Message}.", e);
        }
    }

    public override string Description => $"{Address} (mode {_in.Mode}, {_out.Mode})";

    public override async ValueTask<EndpointConnection?> AcceptAsync(CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        FifoInput? input = null;
        try
        {
            input = new FifoInput(_in.OpenReader());
            _writer ??= new FifoWriter(_out);
            await Task.WhenAny(input.Ready, _writer.Opened).WaitAsync(cancellationToken);
            return new EndpointConnection(Address, input, new FifoOutput(this, input), () => CloseAsync(input));
        }
        catch
        {
            input?.Dispose();
            _free.Release();
            throw;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _draining;
        _writer?.Close();
        _reader.Dispose();
        _in.Dispose();
        _out.Dispose();
        _stopping.Dispose();
        _free.Dispose();
    }

    /// <summary>OUT, from when somebody reads it.</summary>
    internal async ValueTask<AnonymousPipeClientStream> GetReadOutputAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            _writer ??= new FifoWriter(_out);
            AnonymousPipeClientStream pipe = await _writer.Opened.WaitAsync(cancellationToken);
            if (_writer.HasReader)
                return pipe;

            // That one came and left before this connection had anything for it.
            CloseWriter();
        }
    }

    private ValueTask CloseAsync(FifoInput input)
    {
        // A peer that is there already keeps OUT open.
        if (!input.HasNewWriter && _writer is { Opened.IsCompleted: true })
            CloseWriter();
        _draining = DrainAsync(input);
        return ValueTask.CompletedTask;
    }

    private void CloseWriter()
    {
        _writer?.Close();
        _writer = null;
    }

    /// <summary>
    /// What a connection that ended early is still sent must not be taken for the next one's: it ends when its
    /// writer leaves.
    /// </summary>
    private async Task DrainAsync(FifoInput input)
    {
        try
        {
            await input.DrainAsync(_stopping.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
        }
        finally
        {
            input.Dispose();
            _free.Release();
        }
    }
}
