using System.IO.Pipelines;
using CxlWire.Device;
using CxlWire.Device.Configuration;
using CxlWire.Device.Faults;
using CxlWire.Tests;
using CxlWire.Transport.Endpoints;

namespace CxlWire.Transport.Tests;

/// <summary>
/// A peer that leaves while a fault delays its reply: the clock does not move, so nothing else ends it.
/// </summary>
public sealed class LeavingPeerTests : IAsyncDisposable
{
    private const int List = 0x4801;

    private readonly ManualTime _clock = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TemporaryDirectory _directory = new();
    private readonly ListLogger _log = new();
    private readonly CciServer _cci;

    private EndpointListener? _listener;
    private EndpointServer? _server;
    private Task _run = Task.CompletedTask;

    public LeavingPeerTests()
    {
        var device = new CxlDevice(DeviceConfiguration.Default, _clock);
        _cci = new CciServer(device, device.Hosts[0].Cci, _log);
        device.LoadFaults(FaultScenarioFile.Parse(
            """
            {"faults": [
              {"name": "waits", "when": {"command": "get-dc-extent-list"}, "then": {"fault": "delay", "ms": 1000}},
              {"name": "passed", "when": {"command": "identify"},
                "then": {"fault": "delay", "ms": 1000, "others_wait": false}}]}
            """));
    }

    /// <summary>By a thread of its own, and by the event loop; where others wait, and where they pass.</summary>
    [Theory]
    [InlineData(true, List)]
    [InlineData(true, 0x0001)]
    [InlineData(false, List)]
    [InlineData(false, 0x0001)]
    public async Task A_peer_that_leaves_during_a_delay_leaves_nothing(bool hasThread, int opcode)
    {
        Start(EndpointListener.Open(EndpointAddress.Parse($"unix:{_directory["s"]}")), hasThread);
        Peer peer = await Peer.ConnectAsync(_listener!.Address);

        // What it has said besides is not read any more.
        byte[] request = Message.Request(1, opcode, opcode == List ? ["0a000000 00000000"] : []);
        await peer.SendAsync(request, request, request);
        await Deadline.Until(() => _clock.Timers > 0);
        Assert.Equal(1, _server!.Connections);
        await peer.DisposeAsync();
        await Deadline.Until(() => _server.Connections == 0 && _clock.Timers == 0);
        Assert.DoesNotContain(_log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_peer_whose_output_nobody_reads_any_more_has_left()
    {
        await using var link = new StdioLink();
        Start(link.Listener, hasThread: true);
        await link.Peer.SendAsync(Message.Request(1, List, "0a000000 00000000"));
        await Deadline.Until(() => _clock.Timers > 0);
        link.CloseOutput();
        await link.DisposeAsync();
        await Deadline.Until(() => _server!.Connections == 0);
    }

    /// <summary>It may have no more to say, and wait for the answer.</summary>
    [Fact]
    public async Task A_peer_that_has_only_said_all_gets_its_reply()
    {
        Start(EndpointListener.Open(EndpointAddress.Parse($"unix:{_directory["s"]}")), hasThread: true);
        await using EndpointConnection connection =
            await EndpointClient.ConnectAsync(_listener!.Address, TimeSpan.Zero, Deadline.Token);
        var peer = new Peer(connection.Input.AsStream(), connection.Output.AsStream());
        await peer.SendAsync(Message.Request(1, List, "0a000000 00000000"));
        connection.Socket!.Shutdown(System.Net.Sockets.SocketShutdown.Send);
        await Deadline.Until(() => _clock.Timers > 0);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await peer.ExpectAsync(Message.Response(1, List, 0, Hex.Zeros(16)));
        await peer.ExpectEndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run.WaitAsync(Deadline.Token);
        await (_listener?.DisposeAsync() ?? ValueTask.CompletedTask);
        _stop.Dispose();
        _directory.Dispose();
    }

    private void Start(EndpointListener listener, bool hasThread)
    {
        _listener = listener;
        _server = new EndpointServer(
            listener,
            hasThread ? _cci.ServeAsync : (connection, ends) => _cci.ServeAsync((IDuplexPipe)connection, ends),
            _log);
        _run = _server.RunAsync(_stop.Token);
    }
}
