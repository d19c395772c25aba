using System.Runtime.InteropServices;

namespace CxlWire.Transport.Endpoints;

/// <summary>
/// Two pipes, one for each direction. What is set about them is so for every process that has inherited them: they are
/// left as they were found.
/// </summary>
internal sealed class PipeTransport : EndpointTransport
{
    private readonly LinuxPipe _input;
    private readonly LinuxPipe _output;
    private readonly int _inputFlags;
    private readonly int _outputFlags;
    private readonly CancellationTokenSource _woken = new();

    /// <summary>Takes over two duplicates of these descriptors.</summary>
    public PipeTransport(int input, int output)
    {
        _inputFlags = LinuxFile.ReadStatusFlags(input);
        _outputFlags = LinuxFile.ReadStatusFlags(output);
        _input = new LinuxPipe(LinuxFile.Duplicate(input));
        _output = new LinuxPipe(LinuxFile.Duplicate(output));
        CanBlock = _input.CanWake;
    }

    public override bool CanBlock { get; }

    public override SafeHandle? Outlet => _output.Handle;

    public override int Read(Span<byte> buffer) => _input.Read(buffer);

    public override void Write(ReadOnlyMemory<byte> bytes) => _output.Write(bytes, _woken.Token);

    public override void Wake()
    {
        _woken.Cancel();
        _input.Wake();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
        _input.ReadAsync(buffer, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        _output.WriteAsync(bytes, cancellationToken);

    public override void Dispose()
    {
        LinuxFile.WriteStatusFlags(_input.Handle, _inputFlags);
        LinuxFile.WriteStatusFlags(_output.Handle, _outputFlags);
        _output.Dispose();
        _input.Dispose();
        _woken.Dispose();
    }
}
