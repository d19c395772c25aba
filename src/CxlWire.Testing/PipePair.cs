using System.IO.Pipelines;

namespace CxlWire.Testing;

/// <summary>
/// Two ends of a byte stream in memory: what one writes the other reads. Both directions are bounded.
/// </summary>
public sealed class PipePair
{
    /// <summary>A new pair.</summary>
    public PipePair()
    {
        var toServer = new Pipe();
        var toClient = new Pipe();
        Server = new End(toServer.Reader, toClient.Writer);
        Client = new End(toClient.Reader, toServer.Writer);
    }

    /// <summary>The device's end.</summary>
    public IDuplexPipe Server { get; }

    /// <summary>The driver's end.</summary>
    public IDuplexPipe Client { get; }

    private sealed class End(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input { get; } = input;

        public PipeWriter Output { get; } = output;
    }
}
