using CxlWire.Device;
using CxlWire.Device.Registers;
using CxlWire.Transport.Endpoints;
using CxlWire.Transport.VfioUser;

namespace CxlWire.Transport.Tests;

/// <summary>A default device whose function is served at a path.</summary>
internal sealed class RunningVfioUserServer : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly EndpointListener _listener;

    public RunningVfioUserServer()
    {
        _listener = EndpointListener.Open(new EndpointAddress.Unix(Path));
        Run = new VfioUserServer(Device, Function, Log).RunAsync(_listener, _stop.Token);
    }

    public CxlDevice Device { get; } = TestDevice.Create();

    public PciFunction Function => Device.Hosts[0].Function;

    public ListLogger Log { get; } = new();

    public string Path => _directory["s"];

    public Task Run { get; }

    /// <summary>A client that has yet to say anything.</summary>
    public VfioUserPeer Connect() => new(Path);

    /// <summary>A client that has agreed on the version.</summary>
    public VfioUserPeer Open()
    {
        VfioUserPeer peer = Connect();
        peer.Negotiate();
        return peer;
    }

    public Task StopAsync() => _stop.CancelAsync();

    /// <summary>Waits for a line of the log that ends so.</summary>
    public Task LoggedAsync(string end) =>
        Deadline.Until(() => Log.Lines.Any(l => l.EndsWith(end, StringComparison.Ordinal)));

    public async ValueTask DisposeAsync()
    {
        foreach (string line in Log.Lines.TakeLast(20))
            TestContext.Current.TestOutputHelper?.WriteLine(line);
        await _stop.CancelAsync();
        await Run.WaitAsync(Deadline.Token);
        await _listener.DisposeAsync();
        _stop.Dispose();
        _directory.Dispose();
    }
}
