using System.IO.Pipelines;
using CxlWire.Device;
using CxlWire.Transport.Endpoints;

namespace CxlWire.Transport.Tests;

public sealed class EndpointServerTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string Address => "unix:" + _directory["s"];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task One_connection_too_many_is_closed_and_the_others_are_not()
    {
        await using var server = new RunningServer(Address, maximumConnections: 2);
        await using Peer one = await server.ConnectAsync();
        await one.PingAsync(1);
        Peer other = await server.ConnectAsync();
        await other.PingAsync(1);

        await using (Peer third = await server.ConnectAsync())
            await third.ExpectEndAsync();
        Assert.Contains(
            $"Warning {Address} (mode 0600): 2 connections are open, one more was closed", server.Log.Lines);

        await one.PingAsync(2);
        await other.DisposeAsync();
        await server.LoggedAsync($"Debug {Address} #2", "disconnected");
    }

    [Fact]
    public async Task Of_an_endpoint_that_is_told_no_limit_4096_connections_may_be_open()
    {
        using var stop = new CancellationTokenSource();
        await using var listener = new CrowdedListener(4097);
        var log = new ListLogger();
        var server = new EndpointServer(listener, (_, token) => Task.Delay(Timeout.Infinite, token), log);
        Task run = server.RunAsync(stop.Token);
        await Deadline.Until(() => log.Lines.Any(line => line.StartsWith("Warning", StringComparison.Ordinal)));
        Assert.Equal(4096, server.Connections);
        await stop.CancelAsync();
        await run.WaitAsync(Deadline.Token);
    }

    [Fact]
    public async Task Servers_may_share_a_limit_of_connections()
    {
        var log = new ListLogger();
        var limit = new ConnectionLimit(2);
        using var stop = new CancellationTokenSource();
        await using EndpointListener first = EndpointListener.Open(EndpointAddress.Parse(Address));
        await using EndpointListener second = EndpointListener.Open(EndpointAddress.Parse(Address + "2"));
        CxlDevice device = TestDevice.Create();
        var cci = new CciServer(device, device.Hosts[0].Cci, log);
        Task[] runs =
            [.. new[] { first, second }
                .Select(l => new EndpointServer(l, cci.ServeAsync, log, shared: limit).RunAsync(stop.Token))];

        Peer one = await Peer.ConnectAsync(first.Address);
        await one.PingAsync(1);
        await using Peer other = await Peer.ConnectAsync(second.Address);
        await other.PingAsync(1);
        await using (Peer third = await Peer.ConnectAsync(second.Address))
            await third.ExpectEndAsync();
        Assert.Contains($"Warning {Address}2 (mode 0600): 2 connections are open, one more was closed", log.Lines);

        await one.DisposeAsync();
        await Deadline.Until(() => limit.Open == 1);
        await using (Peer fourth = await Peer.ConnectAsync(second.Address))
            await fourth.PingAsync(1);
        await stop.CancelAsync();
        await Task.WhenAll(runs).WaitAsync(Deadline.Token);
    }

    [Fact]
    public void A_process_has_connections_for_the_descriptors_that_are_left()
    {
        int all = ConnectionLimit.OfProcess(0).Maximum;
        Assert.Equal(Math.Max(all - 100, 1), ConnectionLimit.OfProcess(100).Maximum);
        Assert.Equal(1, ConnectionLimit.OfProcess(int.MaxValue).Maximum);
    }

    [Fact]
    public async Task A_thousand_connections_come_and_go()
    {
        await using var server = new RunningServer(Address);
        Peer[] peers = await Task.WhenAll(Enumerable.Range(0, 1000).Select(
            _ => Peer.ConnectAsync(server.Listener.Address, TimeSpan.FromMinutes(1))));
        await Task.WhenAll(peers.Select((p, i) => p.PingAsync(i)));
        foreach (Peer peer in peers)
            await peer.DisposeAsync();
    }

    [Fact]
    public async Task A_peer_that_vanishes_inside_a_message_costs_only_its_connection()
    {
        await using var server = new RunningServer(Address);
        await using Peer stays = await server.ConnectAsync();
        byte[] message = Message.Request(1, 0x4801, "0a000000 00000000");
        for (int i = 0; i < message.Length; i++)
        {
            await using Peer goes = await server.ConnectAsync();
            await goes.SendAsync(message, message[..i]);
        }

        await stays.PingAsync(2);
        await Deadline.Until(() => message.Length
            == server.Log.Lines.Count(l => l.EndsWith(": disconnected", StringComparison.Ordinal)));
        Assert.DoesNotContain(server.Log.Lines, l => l.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task C5_an_invalid_category_closes_the_connection_with_a_warning()
    {
        await using var server = new RunningServer(Address);
        await using Peer peer = await server.ConnectAsync();
        await peer.SendAsync(Message.Request(1, 0xC000), Message.Build(2, 0, 0, 0));
        await peer.ExpectAsync(Message.Response(1, 0xC000, 3));
        await peer.ExpectEndAsync();
        Assert.Contains(
            $"Warning {Address} #1: closed: C5: category, byte 0: 2 is neither request nor response", server.Log.Lines);
    }

    [Fact]
    public async Task Peers_that_never_read_hold_up_nobody_else()
    {
        await using var server = new RunningServer(Address);
        List<Peer> deaf = [];
        List<Task> sending = [];
        byte[] requests = [.. Enumerable.Repeat(Message.Request(1, 0x0001), 100_000).SelectMany(m => m)];
        for (int i = 0; i < 8; i++)
        {
            deaf.Add(await server.ConnectAsync());
            sending.Add(deaf[i].SendAsync(requests));
        }

        await using Peer peer = await server.ConnectAsync();
        for (int i = 0; i < 1000; i++)
            await peer.PingAsync(i);
        Assert.All(sending, s => Assert.False(s.IsCompleted));
        foreach (Peer each in deaf)
            await each.DisposeAsync();
    }

    [Fact]
    public async Task A_handler_that_throws_costs_only_its_connection()
    {
        var log = new ListLogger();
        using var stop = new CancellationTokenSource();
        await using EndpointListener listener = EndpointListener.Open(EndpointAddress.Parse(Address));
        var server = new EndpointServer(listener, ThrowOrEchoAsync, log);
        Task run = server.RunAsync(stop.Token);

        await using (Peer peer = await Peer.ConnectAsync(listener.Address))
        {
            await peer.SendAsync([0]);
            await peer.ExpectEndAsync();
        }

        await using (Peer peer = await Peer.ConnectAsync(listener.Address))
        {
            byte[] message = Message.Request(1, 2);
            message[0] = 1;
            await peer.AskAsync(message, message);
        }

        await stop.CancelAsync();
        await run.WaitAsync(Deadline.Token);
        Assert.Equal(0, server.Connections);
        Assert.Contains($"Error {Address} #1: closed after an unexpected error", log.Lines);

        static async Task ThrowOrEchoAsync(IDuplexPipe pipe, CancellationToken cancellationToken)
        {
            ReadResult read = await pipe.Input.ReadAtLeastAsync(1, cancellationToken);
            if (read.Buffer.FirstSpan[0] == 0)
                throw new InvalidOperationException("as if it were a mistake");
            foreach (ReadOnlyMemory<byte> piece in read.Buffer)
                await pipe.Output.WriteAsync(piece, cancellationToken);
            pipe.Input.AdvanceTo(read.Buffer.End);
        }
    }

    [Fact]
    public async Task Cancellation_closes_every_connection()
    {
        var server = new RunningServer(Address);
        await using Peer idle = await server.ConnectAsync();
        await idle.PingAsync(1);
        await server.DisposeAsync();
        await idle.ExpectEndAsync();
    }

    /// <summary>Has so many connections at once, to which nothing is said, and then none.</summary>
    private sealed class CrowdedListener(int connections) : EndpointListener(new EndpointAddress.Stdio())
    {
        private int _left = connections;

        public override async ValueTask<EndpointConnection?> AcceptAsync(CancellationToken cancellationToken)
        {
            if (_left-- == 0)
                await Task.Delay(Timeout.Infinite, cancellationToken);
            return new EndpointConnection(Address, new StreamTransport(Stream.Null));
        }

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
