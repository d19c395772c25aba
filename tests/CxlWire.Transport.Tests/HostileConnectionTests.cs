using System.Net.Sockets;
using CxlWire.Tests;
using CxlWire.Transport.Endpoints;

namespace CxlWire.Transport.Tests;

/// <summary>Connections that do what nobody asked them to; what a stream says, CxlWire.Conformance has.</summary>
public sealed class HostileConnectionTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string Address => "unix:" + _directory["s"];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Messages_of_many_connections_that_come_byte_by_byte_in_turns_are_kept_apart()
    {
        await using var server = new RunningServer(Address);
        var peers = new List<Peer>();
        for (int i = 0; i < 50; i++)
            peers.Add(await server.ConnectAsync());
        byte[][] messages = [.. peers.Select((_, i) => Message.Request(i, 0xC000 + i, Hex.Zeros(i)))];
        for (int at = 0; at < messages.Max(m => m.Length); at++)
        {
            foreach ((Peer peer, byte[] message) in peers.Zip(messages))
            {
                if (at < message.Length)
                    await peer.SendAsync([message[at]]);
            }
        }

        for (int i = 0; i < peers.Count; i++)
        {
            await peers[i].ExpectAsync(Message.Response(i, 0xC000 + i, 3));
            await peers[i].DisposeAsync();
        }
    }

    [Fact]
    public async Task A_peer_that_says_no_more_gets_all_its_answers_and_then_the_end()
    {
        await using var server = new RunningServer(Address);
        using Socket socket = await ConnectAsync();
        await using var peer = new Peer(new NetworkStream(socket), new NetworkStream(socket));
        await peer.SendAsync([.. Enumerable.Range(0, 100).Select(i => Message.Request(i, 0xC000))]);
        socket.Shutdown(SocketShutdown.Send);
        await peer.ExpectAsync([.. Enumerable.Range(0, 100).Select(i => Message.Response(i, 0xC000, 3))]);
        await peer.ExpectEndAsync();
    }

    [Fact]
    public async Task A_peer_that_listens_no_more_costs_only_its_connection()
    {
        await using var server = new RunningServer(Address);
        await using Peer stays = await server.ConnectAsync();
        using (Socket socket = await ConnectAsync())
        {
            socket.Shutdown(SocketShutdown.Receive);
            await server.LoggedAsync("Debug", "#2: connected");
            byte[] requests = [.. Enumerable.Repeat(Message.Request(1, 0x0001), 100).SelectMany(m => m)];
            try
            {
                for (int i = 0; i < 100; i++)
                    await socket.SendAsync(requests, Deadline.Token);
            }
            catch (SocketException)
            {
                // As soon as the server has noticed.
            }

            await server.LoggedAsync("Debug", "#2: disconnected");
        }

        await stays.PingAsync(1);
    }

    [Fact]
    public async Task A_thousand_peers_inside_a_message_hold_up_nobody()
    {
        await using var server = new RunningServer(Address);
        byte[] message = Message.Request(1, 0x4801, "0a000000 00000000");
        var silent = new List<Socket>();
        for (int i = 0; i < 1000; i++)
        {
            Socket socket = await ConnectAsync();
            silent.Add(socket);
            await socket.SendAsync(message.AsMemory(0, i % message.Length), Deadline.Token);
        }

        await using Peer peer = await server.ConnectAsync();
        for (int i = 0; i < 100; i++)
            await peer.PingAsync(i);
        silent.ForEach(s => s.Dispose());
        await Deadline.Until(
            () => server.Log.Lines.Count(l => l.EndsWith(": disconnected", StringComparison.Ordinal)) == silent.Count);
        await peer.PingAsync(1);
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(
            new UnixDomainSocketEndPoint(((EndpointAddress.Unix)EndpointAddress.Parse(Address)).Path), Deadline.Token);
        return socket;
    }
}
