using System.Text;
using CxlWire.Cli.Client;
using CxlWire.Transport.Endpoints;

namespace CxlWire.Cli.Tests;

/// <summary>Lines of a control socket, from servers that send too much, too little or in pieces.</summary>
public sealed class QmpClientTests
{
    [Fact]
    public async Task Lines_come_as_they_are_cut()
    {
        await using var peer = new Peer(async (pipe, cancellationToken) =>
        {
            foreach (string piece in (string[])["{\"a", "\": 1}\r", "\n", "\nlast\nand"])
                await pipe.Output.WriteAsync(Encoding.UTF8.GetBytes(piece), cancellationToken);
        });
        await using var connection = await ConnectAsync(peer);
        var client = new QmpClient(connection);
        Assert.Equal("{\"a\": 1}", await client.ReadLineAsync(Cli.Cancelled));
        Assert.Equal("", await client.ReadLineAsync(Cli.Cancelled));
        Assert.Equal("last", await client.ReadLineAsync(Cli.Cancelled));
        var end = await Assert.ThrowsAsync<CliException>(() => client.ReadLineAsync(Cli.Cancelled));
        Assert.Equal("the control socket closed the session", end.Message);
    }

    [Fact]
    public async Task A_line_without_end_is_given_up()
    {
        await using var peer = new Peer(async (pipe, cancellationToken) =>
        {
            while (!(await pipe.Output.WriteAsync(new byte[4096], cancellationToken)).IsCompleted)
            {
            }
        });
        await using var connection = await ConnectAsync(peer);
        var client = new QmpClient(connection, longestLine: 3 << 20);
        var refused = await Assert.ThrowsAsync<CliException>(() => client.ReadLineAsync(Cli.Cancelled));
        Assert.Equal("the control socket sent more than 3 MiB without the end of a line", refused.Message);
    }

    private static Task<EndpointConnection> ConnectAsync(Peer peer) =>
        EndpointClient.ConnectAsync(
            EndpointAddress.Parse(peer.Address), TimeSpan.FromSeconds(10), Cli.Cancelled);
}
