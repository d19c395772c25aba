using System.IO.Pipes;

namespace CxlWire.Transport.Endpoints;

/// <summary>A named pipe of Windows, for processes of the same user. Any number of peers.</summary>
internal sealed class NamedPipeListener : EndpointListener
{
    private readonly string _name;
    private NamedPipeServerStream _next;

    public NamedPipeListener(EndpointAddress.Pipe address)
        : base(address)
    {
        _name = address.Name;

        try
        {
            // Or a second server would share the first one's peers.
            _next = Create(PipeOptions.FirstPipeInstance);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new EndpointException($"Cannot listen on {address}: {SystemError.Describe(e)}.", e);
        }
    }

    public override string Description => $"{Address} (current user)";

    public override async ValueTask<EndpointConnection?> AcceptAsync(CancellationToken cancellationToken)
    {
        NamedPipeServerStream stream = _next;
        try
        {
            await stream.WaitForConnectionAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A peer that left before it was accepted, or of another user: its instance is of no more use.
            _next = Create();
            await stream.DisposeAsync();
            throw;
        }

        _next = Create();
        return new EndpointConnection(Address, new StreamTransport(stream));
    }

    public override ValueTask DisposeAsync() => _next.DisposeAsync();

    private NamedPipeServerStream Create(PipeOptions options = PipeOptions.None) => new(
        _name,
        PipeDirection.InOut,
        NamedPipeServerStream.MaxAllowedServerInstances,
        PipeTransmissionMode.Byte,
        options | PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
}
