using System.IO.Pipes;
using Microsoft.Win32.SafeHandles;

namespace CxlWire.Transport.Endpoints;

/// <summary>Standard input and output: one connection, there from the start.</summary>
internal sealed class StdioListener(EndpointAddress.Stdio address) : EndpointListener(address)
{
    private bool _isTaken;

    public override ValueTask<EndpointConnection?> AcceptAsync(CancellationToken cancellationToken)
    {
        if (_isTaken)
            return ValueTask.FromResult<EndpointConnection?>(null);
        _isTaken = true;
        Stream input = (Stream?)OpenPipe(0, PipeDirection.In) ?? new AbandonableInput(Console.OpenStandardInput());
        Stream output = (Stream?)OpenPipe(1, PipeDirection.Out) ?? Console.OpenStandardOutput();
        return ValueTask.FromResult<EndpointConnection?>(new EndpointConnection(Address, input, output));
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>A pipe or socket as a stream whose reads and writes wait without a thread; null for anything else.</summary>
    private static PipeEnd? OpenPipe(int descriptor, PipeDirection direction) =>
        OperatingSystem.IsLinux()
        && LinuxFile.Identify(descriptor) is { Kind: LinuxFileKind.Fifo or LinuxFileKind.Socket }
            ? new PipeEnd(descriptor, direction)
            : null;

    /// <summary>
    /// Waiting without a thread makes the pipe non-blocking, for every process that inherited it: this one
    /// leaves it as it was found.
    /// </summary>
    private sealed class PipeEnd : OneWayStream
    {
        private readonly int _descriptor;
        private readonly int _statusFlags;
        private readonly AnonymousPipeClientStream _pipe;

        public PipeEnd(int descriptor, PipeDirection direction)
        {
            _descriptor = descriptor;
            _statusFlags = LinuxFile.ReadStatusFlags(descriptor);
            _pipe = new AnonymousPipeClientStream(direction, new SafePipeHandle(descriptor, ownsHandle: false));
        }

        public override bool CanRead => _pipe.CanRead;

        public override bool CanWrite => _pipe.CanWrite;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            _pipe.ReadAsync(buffer, cancellationToken);

        public override ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            _pipe.WriteAsync(buffer, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _pipe.Dispose();
                LinuxFile.WriteStatusFlags(_descriptor, _statusFlags);
            }

            base.Dispose(disposing);
        }
    }

    /// <summary>A terminal or a file cannot be told to stop reading: a cancelled read is left behind.</summary>
    private sealed class AbandonableInput(Stream stream) : OneWayStream
    {
        public override bool CanRead => true;

        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            // Into a buffer of its own, for the given one is the caller's again once the read was cancelled.
            byte[] own = new byte[buffer.Length];
            int length = await Task.Run(() => stream.Read(own), CancellationToken.None).WaitAsync(cancellationToken);
            own.AsSpan(0, length).CopyTo(buffer.Span);
            return length;
        }
    }
}
