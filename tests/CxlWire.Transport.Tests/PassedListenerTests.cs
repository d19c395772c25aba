using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using CxlWire.Transport.Endpoints;

namespace CxlWire.Transport.Tests;

/// <summary>Sockets that are passed by descriptor. Here they are this process's own, under a second number.</summary>
public sealed partial class PassedListenerTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_unix_socket_serves_and_its_owner_keeps_it()
    {
        using var owner = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        string path = _directory["cci"];
        owner.Bind(new UnixDomainSocketEndPoint(path));
        owner.Listen();
        await using (var server = new RunningServer(Pass(owner)))
        {
            Assert.Equal($"{server.Listener.Address} (unix:{path})", server.Listener.Description);
            await using Peer peer = await Peer.ConnectAsync(EndpointAddress.Parse($"unix:{path}"));
            await peer.PingAsync(1);
        }

        Assert.True(Path.Exists(path));
        await AssertStillListens(owner);
    }

    [Fact]
    public async Task A_tcp_socket_serves_and_its_owner_keeps_it()
    {
        using var owner = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        owner.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        owner.Listen();
        await using (var server = new RunningServer(Pass(owner)))
        {
            Assert.Equal($"{server.Listener.Address} (tcp:{owner.LocalEndPoint})", server.Listener.Description);
            await using Peer peer = await Peer.ConnectAsync(EndpointAddress.Parse($"tcp:{owner.LocalEndPoint}"));
            await peer.PingAsync(1);
        }

        await AssertStillListens(owner);
    }

    [Fact]
    public async Task One_that_other_machines_reach_takes_leave()
    {
        using var owner = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        owner.Bind(new IPEndPoint(IPAddress.Any, 0));
        owner.Listen();
        string refused = Pass(owner);
        Assert.Equal(
            $"{refused}, tcp:{owner.LocalEndPoint}, can be reached from other machines: allow remote peers, or use a "
                + "loopback address.",
            Assert.Throws<EndpointException>(() => EndpointListener.Open(EndpointAddress.Parse(refused))).Message);
        await using EndpointListener listener =
            EndpointListener.Open(EndpointAddress.Parse(Pass(owner)), allowRemote: true);
    }

    [Fact]
    public void One_that_does_not_listen_is_left_alone()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        string passed = $"fd:{socket.Handle}";
        Assert.Equal(Reason(passed), Refusal(passed));
        socket.Bind(new UnixDomainSocketEndPoint(_directory["later"]));
        socket.Listen();
    }

    [Fact]
    public void What_is_no_socket_is_left_alone()
    {
        using FileStream file = File.Create(_directory["file"]);
        string passed = $"fd:{file.SafeFileHandle.DangerousGetHandle()}";
        Assert.Equal(Reason(passed), Refusal(passed));
        file.WriteByte(1);
        file.Flush();
    }

    [Fact]
    public void A_datagram_socket_is_left_alone()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        string passed = $"fd:{socket.Handle}";
        Assert.Equal(Reason(passed), Refusal(passed));
        Assert.Equal(1, socket.SendTo(new byte[1], socket.LocalEndPoint!));
        Assert.Equal(1, socket.Receive(new byte[2]));
    }

    [Fact]
    public void A_connected_socket_is_left_alone()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(listener.LocalEndPoint!);
        string passed = $"fd:{socket.Handle}";
        Assert.Equal(Reason(passed), Refusal(passed));
        Assert.Equal(1, socket.Send(new byte[1]));
    }

    [Fact]
    public void A_number_that_nothing_has_is_no_socket() =>
        Assert.Equal(Reason("fd:1000000000"), Refusal("fd:1000000000"));

    [Fact]
    public async Task Nobody_connects_to_a_number() => Assert.Equal(
        "fd:3 is a socket to listen on: there is nothing to connect to.",
        (await Assert.ThrowsAsync<EndpointException>(
            () => Peer.ConnectAsync(EndpointAddress.Parse("fd:3")))).Message);

    private static string Reason(string passed) =>
        $"{passed} is no stream socket that listens: whoever starts this process is to pass one.";

    private static string Refusal(string passed) =>
        Assert.Throws<EndpointException>(() => EndpointListener.Open(EndpointAddress.Parse(passed))).Message;

    /// <summary>Another descriptor of the same socket, which lives through an exec as a passed one does.</summary>
    private static string Pass(Socket socket) => $"fd:{Duplicate((int)socket.Handle)}";

    [LibraryImport("libc", EntryPoint = "dup")]
    private static partial int Duplicate(int descriptor);

    /// <summary>Whoever connects from now on is the owner's.</summary>
    private static async Task AssertStillListens(Socket owner)
    {
        using var peer = new Socket(owner.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        await peer.ConnectAsync(owner.LocalEndPoint!, TestContext.Current.CancellationToken);
        using Socket accepted = await owner.AcceptAsync(TestContext.Current.CancellationToken);
        await accepted.SendAsync(new byte[] { 7 }, TestContext.Current.CancellationToken);
        byte[] received = new byte[1];
        Assert.Equal(1, await peer.ReceiveAsync(received, TestContext.Current.CancellationToken));
    }
}
