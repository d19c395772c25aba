using System.Runtime.InteropServices;

namespace CxlWire.Transport.Endpoints;

/// <summary>
/// An input that a thread can wait for: woken by the descriptor itself, it has read the bytes before .NET's own way,
/// which takes an event loop and a work item, would have told anybody of them.
/// </summary>
/// <param name="stream">Reads without a thread.</param>
/// <param name="handle">What it reads; belongs to it.</param>
/// <param name="ready">Where the descriptor says "end of file" too early: when it does so no more.</param>
internal sealed class PollableInput(Stream stream, SafeHandle handle, Task? ready = null) : OneWayStream
{
    private LinuxEvent? _cancelled;

    // Pipe readers bring the same token each time.
    private CancellationToken _token;
    private CancellationTokenRegistration _registration;

    // A FIFO opened when it had no writer tells of no hang-up before one comes; but "nothing now" is said only while
    // there is one.
    private bool _tellsOfHangUp = ready is null;

    public override bool CanRead => true;

    /// <summary>
    /// From now on reads block their caller, who has a thread to spare. Not after any other read, which would leave
    /// the descriptor with .NET's event loop, to be woken by every message.
    /// </summary>
    public void BlockReads() => _cancelled = new LinuxEvent();

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _cancelled is { } cancelled && (ready is null || ready.IsCompleted)
            ? ValueTask.FromResult(Read(buffer.Span, cancelled, cancellationToken))
            : stream.ReadAsync(buffer, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            stream.Dispose();
            _registration.Dispose();
            _cancelled?.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Read(Span<byte> buffer, LinuxEvent cancelled, CancellationToken cancellationToken)
    {
        if (cancellationToken != _token)
        {
            _registration.Dispose();
            _token = cancellationToken;
            _registration = cancellationToken.UnsafeRegister(static state => ((LinuxEvent)state!).Set(), cancelled);
        }

        while (true)
        {
            if (_tellsOfHangUp)
                LinuxFile.WaitForInput(handle, cancelled.Handle);
            cancellationToken.ThrowIfCancellationRequested();
            if (LinuxFile.TryRead(handle, buffer, out int length))
                return length;
            _tellsOfHangUp = true;
        }
    }
}
