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
        EndpointTransport transport = IsPipe(input) && IsPipe(output)
            ? new PipeTransport(input, output)
            : new TerminalTransport(Console.OpenStandardInput(), Console.OpenStandardOutput());
        return ValueTask.FromResult<EndpointConnection?>(new EndpointConnection(Address, transport));
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static bool IsPipe(int descriptor) =>
        OperatingSystem.IsLinux()
        && LinuxFile.Identify(descriptor) is { Kind: LinuxFileKind.Fifo or LinuxFileKind.Socket };
}
