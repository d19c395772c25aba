using CxlWire.Transport.Endpoints;

namespace CxlWire.Transport.Tests;

public sealed class NamedPipeListenerTests
{
    private readonly string _address = "pipe:" + Guid.NewGuid().ToString("N");

    [Fact]
    public async Task Several_peers_at_a_time_and_after_one_another()
    {
        await using var server = new RunningServer(_address);
        for (int i = 0; i < 3; i++)
        {
            await using Peer one = await server.ConnectAsync();
            await using Peer other = await server.ConnectAsync();
            await one.PingAsync(1);
            await other.PingAsync(2);
        }
    }

    [Fact]
    public async Task A_name_in_use_is_refused_and_its_server_lives_on()
    {
        await using var server = new RunningServer(_address);
        EndpointException e = Assert.Throws<EndpointException>(() => EndpointListener.Open(server.Listener.Address));
        Assert.Equal($"{_address} is in use by another process.", e.Message);
        await using Peer peer = await server.ConnectAsync();
        await peer.PingAsync(1);
    }

    [Fact]
    public async Task A_name_is_free_again_afterwards()
    {
        for (int i = 0; i < 2; i++)
        {
            await using var server = new RunningServer(_address);
            await using Peer peer = await server.ConnectAsync();
            await peer.PingAsync(1);
        }
    }
}
