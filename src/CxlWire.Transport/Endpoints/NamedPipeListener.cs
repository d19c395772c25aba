using System.IO.Pipes;

namespace CxlWire.Transport.Endpoints;

/// <summary>A named pipe, for processes of the same user. Any number of peers.</summary>
internal sealed class NamedPipeListener : EndpointListener
{
    private readonly string _name;
    private NamedPipeServerStream _next;

    public NamedPipeListener(EndpointAddress.Pipe address)
        : base(address)
    {
        _name = address.Name;

        // Where pipes are sockets underneath, a second server would silently take the first one's place.
        if (IsInUse(_name))
            throw new EndpointException($"{address} is in use by another process.");
        try
        {
            _next = Create();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new EndpointException($"Cannot listen on {address}: {e.Message}", e);
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

    private static bool IsInUse(string name)
    {
        using var probe = new NamedPipeClientStream(".", name, PipeDirection.InOut);
        try
        {
            probe.Connect(timeout: 0);
            return true;
        }
        catch (Exception e) when (e is TimeoutException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private NamedPipeServerStream Create() => new(
        _name,
        PipeDirection.InOut,
        NamedPipeServerStream.MaxAllowedServerInstances,
        PipeTransmissionMode.Byte,
        PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
}
