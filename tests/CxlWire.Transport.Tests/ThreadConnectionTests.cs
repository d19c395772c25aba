using System.Net.Sockets;
using CxlWire.Device;
using CxlWire.Device.Configuration;
using CxlWire.Device.Faults;
using CxlWire.Tests;
using CxlWire.Transport.Endpoints;

namespace CxlWire.Transport.Tests;

/// <summary>Connections whose thread blocks while something else happens to them.</summary>
public sealed class ThreadConnectionTests : IAsyncDisposable
{
    private const int List = 0x4801;

    private static readonly byte[] _enableAll = Message.Request(0, 0x0105, "1f00");

    private readonly TemporaryDirectory _directory = new();
    private readonly ManualTime _clock = new();
    private readonly CxlDevice _device;
    private readonly ListLogger _log = new();
    private readonly CancellationTokenSource _stop = new();
    private EndpointListener? _listener;
    private Task _run = Task.CompletedTask;

    public ThreadConnectionTests() =>
        _device = new CxlDevice(DeviceConfiguration.Default with { PayloadSize = 1 << 20 }, _clock);

    public static TheoryData<string> Kinds { get; } = ["unix", "fifo", "tcp"];

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_listener is not null)
            await _listener.DisposeAsync();
        _stop.Dispose();
        _directory.Dispose();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_delayed_reply_comes_in_time_and_holds_no_notification(string kind)
    {
        await using Peer peer = await ServeAsync(kind);
        await peer.AskAsync(_enableAll, Message.Response(0, 0x0105, 0));
        Load("""{"fault": "delay", "ms": 250}""");
        await peer.SendAsync(Ask(1), Ask(2));
        await Deadline.Until(() => _clock.Timers == 1);
        TestDevice.Offer(_device, 0, 1);
        await peer.ExpectAsync(Message.Notification(TestDevice.DynamicCapacity));
        _clock.Advance(TimeSpan.FromMilliseconds(250));
        await peer.ExpectAsync(Answer(1), Answer(2));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Others_pass_a_delayed_reply_which_comes_while_nothing_is_asked(string kind)
    {
        await using Peer peer = await ServeAsync(kind);
        Load("""{"fault": "delay", "ms": 250, "others_wait": false}""");
        await peer.SendAsync(Ask(1), Ask(2));
        await peer.ExpectAsync(Answer(2));
        await Deadline.Until(() => _clock.Timers == 1);
        _clock.Advance(TimeSpan.FromMilliseconds(250));
        await peer.ExpectAsync(Answer(1));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_cut_ends_the_stream_inside_the_message(string kind)
    {
        await using Peer peer = await ServeAsync(kind);
        Load("""{"fault": "cut", "bytes": 12}""");
        await peer.SendAsync(Ask(1), Ask(2));
        Assert.Equal(Hex.Text(Answer(1).AsSpan(0, 12)), Hex.Text(await peer.ReceiveToEndAsync()));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_cut_that_others_pass_ends_the_stream_while_nothing_is_asked(string kind)
    {
        await using Peer peer = await ServeAsync(kind);
        Load("""{"fault": "delay", "ms": 250, "others_wait": false}""", """{"fault": "cut", "bytes": 12}""");
        await peer.SendAsync(Ask(1));
        await Deadline.Until(() => _clock.Timers == 1);
        _clock.Advance(TimeSpan.FromMilliseconds(250));
        Assert.Equal(Hex.Text(Answer(1).AsSpan(0, 12)), Hex.Text(await peer.ReceiveToEndAsync()));
        await LoggedAsync(": disconnected");
    }

    /// <summary>Not over a FIFO, where a reply waits for whoever comes to read it.</summary>
    [Theory]
    [InlineData("unix")]
    [InlineData("tcp")]
    public async Task A_peer_that_leaves_during_a_delay_is_gone_when_it_is_over(string kind)
    {
        Peer peer = await ServeAsync(kind);
        Load("""{"fault": "delay", "ms": 250}""");
        await peer.SendAsync(Ask(1));
        await Deadline.Until(() => _clock.Timers == 1);
        await peer.DisposeAsync();
        _clock.Advance(TimeSpan.FromMilliseconds(250));
        await LoggedAsync(": disconnected");
        Assert.DoesNotContain(_log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_server_that_stops_waits_for_no_delay(string kind)
    {
        await using Peer peer = await ServeAsync(kind);
        Load("""{"fault": "delay", "ms": 250}""");
        await peer.SendAsync(Ask(1));
        await Deadline.Until(() => _clock.Timers == 1);
        await StopAsync();
        Assert.Equal(0, _clock.Timers);
    }

    [Fact]
    public async Task A_server_that_stops_waits_for_no_peer_that_does_not_read()
    {
        await using Peer peer = await ServeAsync("unix");
        using Socket deaf = await FloodAsync();
        await StopAsync();
        Assert.Equal(
            ["Debug", "Debug", "Debug", "Debug"],
            _log.Lines.Select(line => line[..line.IndexOf(' ', StringComparison.Ordinal)]));
    }

    [Fact]
    public async Task Notifications_of_a_peer_that_does_not_read_are_added_up_and_hold_nobody_up()
    {
        await using Peer peer = await ServeAsync("unix");
        await peer.AskAsync(_enableAll, Message.Response(0, 0x0105, 0));
        using Socket socket = await FloodAsync();
        for (int log = 0; log < 4; log++)
        {
            int number = log;
            await Task.Run(() => TestDevice.AddRecord(_device, number), Deadline.Token).WaitAsync(Deadline.Token);
            await peer.ExpectAsync(Message.Notification(1 << number));
        }

        await using var deaf = new Peer(new NetworkStream(socket), new NetworkStream(socket));
        string identify = Hex.Text(TestDevice.Answer(_device, Message.Request(1, 0x0001)));
        string message;
        while ((message = await deaf.ReceiveAsync()) == identify)
        {
        }

        Assert.Equal(Hex.Text(Message.Notification(0xF)), message);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Messages_of_all_sizes_come_through_in_any_pieces(string kind)
    {
        await using Peer peer = await ServeAsync(kind);
        var random = new Random(11);
        int[] sizes = [0, 4084, 4085, 4096, 1, 9000, (1 << 20) - 1, 0, 1 << 20, 70_000, (1 << 20) + 1, 1,
            (1 << 21) - 1, 0];
        byte[] requests = [.. sizes.SelectMany((size, i) => Message.Request(i, 0xC000 + i, Hex.Zeros(size)))];
        Task sending = Task.Run(
            async () =>
            {
                for (int at = 0; at < requests.Length;)
                {
                    int length = Math.Min(random.Next(1, 60_000), requests.Length - at);
                    await peer.SendAsync(requests[at..(at + length)]);
                    at += length;
                }
            },
            Deadline.Token);
        await peer.ExpectAsync(
            [.. sizes.Select((size, i) => Message.Response(i, 0xC000 + i, size > 1 << 20 ? 0x16 : 3))]);
        await sending;
    }

    [Fact]
    public async Task Standard_input_keeps_no_byte_of_ours_when_its_reader_is_woken()
    {
        await using var link = new StdioLink();
        var server = new RunningServer(link.Listener);
        await link.Peer.PingAsync(1);
        await server.DisposeAsync();
        Assert.Equal(0, LinuxFile.Poll(link.InputHandle, LinuxFile.PollIn));
    }

    [Fact]
    public async Task Standard_output_that_nobody_reads_holds_up_no_stop()
    {
        await using var link = new StdioLink();
        var server = new RunningServer(link.Listener);
        await link.Peer.PingAsync(1);
        byte[][] requests = [.. Enumerable.Repeat(Message.Request(1, 0x0001), 4000)];
        _ = link.Peer.SendAsync(requests);
        await Deadline.Until(() => (LinuxFile.Poll(link.OutputHandle, LinuxFile.PollOut) & LinuxFile.PollOut) == 0);
        await server.DisposeAsync();
        Assert.True(server.Run.IsCompletedSuccessfully);
    }

    private async Task<Peer> ServeAsync(string kind)
    {
        _listener = EndpointListener.Open(EndpointAddress.Parse(kind switch
        {
            "unix" => "unix:" + _directory["s"],
            "fifo" => $"fifo:{_directory["in"]},{_directory["out"]}",
            _ => "tcp:127.0.0.1:0",
        }));
        _run = new CciServer(_device, _device.Hosts[0].Cci, _log).RunAsync(_listener, _stop.Token);
        return await Peer.ConnectAsync(_listener.Address);
    }

    private async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _run.WaitAsync(Deadline.Token);
    }

    /// <summary>A peer that asks and does not read, until the server waits for it to.</summary>
    private async Task<Socket> FloodAsync()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(_directory["s"]), Deadline.Token);
        byte[] requests = [.. Enumerable.Repeat(Message.Request(1, 0x0001), 100_000).SelectMany(m => m)];
        _ = socket.SendAsync(requests);

        // It is full once nothing has come for as long as it takes to ask a few times.
        int available = 0, same = 0;
        await Deadline.Until(() =>
        {
            same = socket.Available == available ? same + 1 : 0;
            available = socket.Available;
            return available > 0 && same > 50;
        });
        return socket;
    }

    private void Load(params string[] then)
    {
        string faults = string.Join(
            ", ", then.Select(
                (t, i) => $$$"""{"name": "f{{{i}}}", "when": {"command": "get-dc-extent-list"}, "then": {{{t}}}}"""));
        lock (_device.Gate)
            _device.LoadFaults(FaultScenarioFile.Parse($$"""{"faults": [{{faults}}]}"""));
    }

    private Task LoggedAsync(string end) =>
        Deadline.Until(() => _log.Lines.Any(line => line.EndsWith(end, StringComparison.Ordinal)));

    private static byte[] Ask(int tag) => Message.Request(tag, List, "0a000000 00000000");

    private static byte[] Answer(int tag) => Message.Response(tag, List, 0, Hex.Zeros(16));
}
