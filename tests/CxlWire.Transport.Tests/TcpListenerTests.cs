using System.Net.Sockets;
using CxlWire.Transport.Endpoints;

namespace CxlWire.Transport.Tests;

public sealed class TcpListenerTests
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("192.0.2.1")]
    [InlineData("[::]")]
    public void Listening_beyond_this_machine_takes_leave(string address) => Assert.Equal(
        $"tcp:{address}:0 can be reached from other machines: allow remote peers, or use a loopback address.",
        Assert.Throws<EndpointException>(
            () => EndpointListener.Open(EndpointAddress.Parse($"tcp:{address}:0"))).Message);

    [Fact]
    public async Task With_leave_it_listens()
    {
        await using EndpointListener listener = EndpointListener.Open(
            EndpointAddress.Parse("tcp:0.0.0.0:0"), allowRemote: true);
        Assert.StartsWith("tcp:0.0.0.0:", listener.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.2")]
    [InlineData("[::1]")]
    public async Task An_open_port_is_filled_in(string address)
    {
        await using var server = new RunningServer($"tcp:{address}:0");
        Assert.NotEqual(0, Assert.IsType<EndpointAddress.Tcp>(server.Listener.Address).Port);
        Assert.Equal(server.Listener.Address.ToString(), server.Listener.Description);
        await using Peer peer = await server.ConnectAsync();
        await peer.PingAsync(1);
    }

    [Fact]
    public async Task A_port_in_use_is_refused()
    {
        await using var server = new RunningServer("tcp:127.0.0.1:0");
        EndpointException e = Assert.Throws<EndpointException>(() => EndpointListener.Open(server.Listener.Address));
        Assert.Equal($"Cannot listen on {server.Listener.Address}: another process uses the address.", e.Message);
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_said_so()
    {
        EndpointAddress address;
        await using (var server = new RunningServer("tcp:127.0.0.1:0"))
            address = server.Listener.Address;
        EndpointException e = await Assert.ThrowsAsync<EndpointException>(
            () => EndpointClient.ConnectAsync(address, TimeSpan.Zero, TestContext.Current.CancellationToken));
        Assert.Equal($"Cannot connect to {address}: nobody listens there.", e.Message);
    }

    [Theory]
    [InlineData(SocketError.ConnectionReset, "the peer has reset the connection")]
    [InlineData(SocketError.Shutdown, "the peer has closed the connection")]
    [InlineData(SocketError.AccessDenied, "permission denied")]
    [InlineData(SocketError.AddressNotAvailable, "this machine has no such address")]
    [InlineData(SocketError.TypeNotFound, "an error of sockets, TypeNotFound")]
    public void An_error_of_a_socket_is_told_in_words(SocketError error, string words)
    {
        var exception = new SocketException((int)error);
        Assert.Equal(words, SystemError.Describe(exception));
        Assert.Equal(words, SystemError.Describe(new IOException("Unable to read data from the transport", exception)));
    }
}
