using System.IO.Pipes;
using System.Runtime.InteropServices;
using CxlWire.Transport.Endpoints;

namespace CxlWire.Transport.Tests;

/// <summary>A stdio listener whose standard input and output are pipes of the test.</summary>
internal sealed class StdioLink : IAsyncDisposable
{
    private readonly AnonymousPipeServerStream _requests = new(PipeDirection.Out);
    private readonly AnonymousPipeServerStream _responses = new(PipeDirection.In);

    public StdioLink()
    {
        Listener = new StdioListener(
            new EndpointAddress.Stdio(), (int)InputHandle.DangerousGetHandle(), (int)OutputHandle.DangerousGetHandle());
        Peer = new Peer(_responses, _requests);
    }

    public EndpointListener Listener { get; }

    public Peer Peer { get; }

    /// <summary>Stands for standard input.</summary>
    public SafeHandle InputHandle => _requests.ClientSafePipeHandle;

    /// <summary>Stands for standard output.</summary>
    public SafeHandle OutputHandle => _responses.ClientSafePipeHandle;

    /// <summary>As the end of the process does.</summary>
    public void CloseOutput() => _responses.DisposeLocalCopyOfClientHandle();

    public async ValueTask DisposeAsync()
    {
        await _requests.DisposeAsync();
        await _responses.DisposeAsync();
    }
}
