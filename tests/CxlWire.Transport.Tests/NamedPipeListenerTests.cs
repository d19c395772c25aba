using System.IO.Pipes;
using CxlWire.Transport.Endpoints;

namespace CxlWire.Transport.Tests;

public sealed class NamedPipeListenerTests
{
    private readonly string _address = "pipe:" + Guid.NewGuid().ToString("N");

    /// <summary>Where .NET looks for pipes on UNIX.</summary>
    private string SocketPath => Path.Combine(Path.GetTempPath(), "CoreFxPipe_" + _address[5..]);

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
        Assert.Equal($"{SocketPath} is in use by another process.", e.Message);
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

    [Fact]
    public async Task The_socket_below_is_its_owners_alone_and_removed_at_the_end()
    {
        await using (var server = new RunningServer(_address))
        {
            Assert.Equal("600", Convert.ToString(LinuxFile.Identify(SocketPath)!.Value.Permissions, 8));
            Assert.Equal($"{_address} (mode 0600)", server.Listener.Description);
        }

        Assert.False(File.Exists(SocketPath));
    }

    [Fact]
    public async Task A_file_in_its_place_is_left_alone()
    {
        await File.WriteAllTextAsync(SocketPath, "somebody's", Deadline.Token);
        try
        {
            EndpointException e =
                Assert.Throws<EndpointException>(() => EndpointListener.Open(EndpointAddress.Parse(_address)));
            Assert.Equal($"{SocketPath} exists and is no socket: it is left alone.", e.Message);
            Assert.Equal("somebody's", await File.ReadAllTextAsync(SocketPath, Deadline.Token));
        }
        finally
        {
            File.Delete(SocketPath);
        }
    }

    [Fact]
    public async Task What_takes_its_place_while_it_is_open_is_left_alone()
    {
        await using (new RunningServer(_address))
        {
            File.Delete(SocketPath);
            await File.WriteAllTextAsync(SocketPath, "somebody's", Deadline.Token);
        }

        Assert.Equal("somebody's", await File.ReadAllTextAsync(SocketPath, Deadline.Token));
        File.Delete(SocketPath);
    }

    [Fact]
    public async Task A_client_of_NETs_own_finds_it()
    {
        await using var server = new RunningServer(_address);
        await using var client = new NamedPipeClientStream(
            ".", _address[5..], PipeDirection.InOut, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        await client.ConnectAsync(Deadline.Token);
        await new Peer(client, client).PingAsync(1);
    }

    [Fact]
    public void A_name_that_is_too_long_for_a_socket_is_refused()
    {
        string name = new('n', 100);
        EndpointException e =
            Assert.Throws<EndpointException>(() => EndpointListener.Open(EndpointAddress.Parse($"pipe:{name}")));
        Assert.StartsWith($"Cannot listen on pipe:{name}: ", e.Message, StringComparison.Ordinal);
    }
}
