using CxlWire.Device;
using CxlWire.Transport.Endpoints;

namespace CxlWire.Transport.Tests;

/// <summary>A default device that listens somewhere.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();

    public RunningServer(string address, int maximumConnections = EndpointServer.DefaultMaximumConnections)
        : this(EndpointListener.Open(EndpointAddress.Parse(address)), maximumConnections)
    {
    }

    public RunningServer(EndpointListener listener, int maximumConnections = EndpointServer.DefaultMaximumConnections)
    {
        Listener = listener;
        Cci = new CciServer(Device, Device.Hosts[0].Cci, Log);
        Run = Cci.RunAsync(listener, _stop.Token, maximumConnections);
    }

    public CxlDevice Device { get; } = TestDevice.Create();

    public ListLogger Log { get; } = new();

    public EndpointListener Listener { get; }

    public CciServer Cci { get; }

    public Task Run { get; }

    public Task<Peer> ConnectAsync() => Peer.ConnectAsync(Listener.Address);

    /// <summary>Waits for a line of the log that begins and ends so.</summary>
    public Task LoggedAsync(string start, string end) => Deadline.Until(
        () => Log.Lines.Any(
            l => l.StartsWith(start, StringComparison.Ordinal) && l.EndsWith(end, StringComparison.Ordinal)));

    public async ValueTask DisposeAsync()
    {
        foreach (string line in Log.Lines.TakeLast(20))
            TestContext.Current.TestOutputHelper?.WriteLine(line);
        await _stop.CancelAsync();
        await Run.WaitAsync(Deadline.Token);
        await Listener.DisposeAsync();
        _stop.Dispose();
    }
}
