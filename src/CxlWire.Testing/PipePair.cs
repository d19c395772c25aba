using System.IO.Pipelines;

namespace CxlWire.Testing;

/// <summary>
/// Two ends of a byte stream in memory: what one writes the other reads. Both directions are bounded.
/// </summary>
public sealed class PipePair
{
    private static int _last;

    /// <summary>A new pair.</summary>
    public PipePair()
        : this(FormattableString.Invariant($"in process {Interlocked.Increment(ref _last)}"))
    {
    }

    /// <summary>A new pair that logs call something.</summary>
    internal PipePair(string name)
    {
        var toServer = new Pipe();
        var toClient = new Pipe();
        Server = new End(toServer.Reader, toClient.Writer, name);
        Client = new End(toClient.Reader, toServer.Writer, $"{name}, client");
    }

    /// <summary>The device's end.</summary>
    public IDuplexPipe Server { get; }

    /// <summary>The driver's end.</summary>
    public IDuplexPipe Client { get; }

    private sealed class End(PipeReader input, PipeWriter output, string name) : IDuplexPipe
    {
        public PipeReader Input { get; } = input;

        public PipeWriter Output { get; } = output;

        // What logs call the stream.
        public override string ToString() => name;
    }
}
