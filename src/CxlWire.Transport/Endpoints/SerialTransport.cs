using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CxlWire.Transport.Endpoints;

/// <summary>A terminal or a serial port, both directions of it. A thread may block on it.</summary>
internal sealed class SerialTransport : EndpointTransport
{
    private readonly LinuxPipe _line;
    private readonly LinuxEvent _wake = new();
    private readonly CancellationTokenSource _woken = new();
    private readonly Action? _ended;

    /// <summary>Takes over an open terminal.</summary>
    /// <param name="terminal">A descriptor of it.</param>
    /// <param name="ended">Called once it is closed.</param>
    public SerialTransport(SafeFileHandle terminal, Action? ended = null)
    {
        _line = new LinuxPipe(terminal);
        _ended = ended;
    }

    public override bool CanBlock => true;

    public override SafeHandle? Outlet => null;

    public override int Read(Span<byte> buffer)
    {
        while (!_woken.IsCancellationRequested)
        {
            if (LinuxFile.TryRead(_line.Handle, buffer, out int length))
                return length;
            LinuxFile.WaitForInput(_line.Handle, _wake.Handle);
        }

        return 0;
    }

    public override void Write(ReadOnlyMemory<byte> bytes) => _line.Write(bytes, _woken.Token);

    public override void Wake()
    {
        _woken.Cancel();
        _wake.Set();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
        _line.ReadAsync(buffer, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        _line.WriteAsync(bytes, cancellationToken);

    public override void Dispose()
    {
        _line.Dispose();
        _wake.Dispose();
        _woken.Dispose();
        _ended?.Invoke();
    }
}
