namespace CxlWire.Cli.Driving;

/// <summary>A driver under judgement, started by a shell. Nothing of it is left when this is disposed of.</summary>
internal abstract class DriverProcess : IAsyncDisposable
{
    /// <summary>How long it may take to end when it is told to.</summary>
    public static TimeSpan Farewell { get; } = TimeSpan.FromSeconds(2);

    private protected DriverProcess()
    {
    }

    /// <summary>Done when it has ended, for whatever reason.</summary>
    public abstract Task<DriverExit> Ended { get; }

    /// <summary>What it printed last.</summary>
    public OutputTail Output { get; } = new();

    /// <summary>Starts a driver.</summary>
    /// <param name="command">For /bin/sh -c, or cmd /c.</param>
    /// <param name="variables">What is added to the environment.</param>
    /// <exception cref="CliException">There is no shell.</exception>
    public static DriverProcess Start(string command, IEnumerable<KeyValuePair<string, string>> variables) =>
        OperatingSystem.IsWindows() ? new WindowsDriver(command, variables) : new UnixDriver(command, variables);

    /// <summary>Ends it: asked to where it can be, then by force.</summary>
    /// <returns>Whether it took force.</returns>
    public abstract Task<bool> EndAsync();

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <summary>Takes in what it prints, until the end of it.</summary>
    private protected void Listen(Stream stream)
    {
        byte[] bytes = new byte[4096];
        try
        {
            while (stream.Read(bytes) is > 0 and int length)
                Output.Add(bytes.AsSpan(0, length));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // As at its end.
        }
    }
}
