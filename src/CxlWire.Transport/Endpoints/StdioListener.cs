using Microsoft.Win32.SafeHandles;

namespace CxlWire.Transport.Endpoints;

/// <summary>Standard input and output, by their descriptors: one connection, there from the start.</summary>
internal sealed class StdioListener(EndpointAddress.Stdio address, int input = 0, int output = 1)
    : EndpointListener(address)
{
    private bool _isTaken;

    public override ValueTask<EndpointConnection?> AcceptAsync(CancellationToken cancellationToken)
    {
        if (_isTaken)
            return ValueTask.FromResult<EndpointConnection?>(null);
        _isTaken = true;
        EndpointConnection connection = IsPipe(input) && IsPipe(output)
            ? ConnectPipes()
            : new EndpointConnection(
                Address, new AbandonableInput(Console.OpenStandardInput()), Console.OpenStandardOutput());
        return ValueTask.FromResult<EndpointConnection?>(connection);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static bool IsPipe(int descriptor) =>
        OperatingSystem.IsLinux()
        && LinuxFile.Identify(descriptor) is { Kind: LinuxFileKind.Fifo or LinuxFileKind.Socket };

    /// <summary>
    /// Pipes that are waited for without a thread become non-blocking, for every process that has inherited
    /// them: they are left as they were found.
    /// </summary>
    private EndpointConnection ConnectPipes()
    {
        SafeFileHandle from = LinuxFile.Duplicate(input);
        SafeFileHandle to = LinuxFile.Duplicate(output);
        int inputFlags = LinuxFile.ReadStatusFlags(from);
        int outputFlags = LinuxFile.ReadStatusFlags(to);
        var requests = new LinuxPipe(from, isInput: true);
        var responses = new LinuxPipe(to, isInput: false);
        var pollable = new PollableInput(requests, requests.Handle);
        return new EndpointConnection(Address, pollable, responses, _ =>
        {
            LinuxFile.WriteStatusFlags(requests.Handle, inputFlags);
            LinuxFile.WriteStatusFlags(responses.Handle, outputFlags);
            pollable.Dispose();
            responses.Dispose();
        });
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
