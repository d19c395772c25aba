using System.Text;
using CxlWire.Transport.Endpoints;

namespace CxlWire.Cli.Tests;

/// <summary>Connections that an endpoint of a server may have.</summary>
public sealed class SessionLimitTests
{
    [Fact]
    public async Task A_control_socket_has_64_sessions_and_closes_one_more()
    {
        using var directory = new TempDirectory();
        var address = EndpointAddress.Parse($"unix:{directory.PathOf("qmp")}");
        await using CliProcess server = await CliProcess.ServeAsync("--qmp", address.ToString());
        var sessions = new List<EndpointConnection>();
        for (int i = 0; i < 64; i++)
        {
            sessions.Add(await ConnectAsync());
            Assert.StartsWith("{\"QMP\": ", await ReadAsync(sessions[i]), StringComparison.Ordinal);
        }

        await using (EndpointConnection more = await ConnectAsync())
            Assert.Equal("", await ReadAsync(more));
        await sessions[0].DisposeAsync();

        // Of the others, each is served as before.
        await sessions[63].Output.WriteAsync("{\"execute\": \"qmp_capabilities\"}"u8.ToArray(), server.Deadline);
        Assert.Equal("{\"return\": {}}\r\n", await ReadAsync(sessions[63]));
        foreach (EndpointConnection session in sessions)
            await session.DisposeAsync();
        server.Signal("TERM");
        (int exitCode, string error) = await server.WaitAsync();
        Assert.Equal(
            (0, $"warn: cxlwire[5] {address} (mode 0600): 64 connections are open, one more was closed\n"),
            (exitCode, error));

        ValueTask<EndpointConnection> ConnectAsync() =>
            new(EndpointClient.ConnectAsync(address, TimeSpan.Zero, server.Deadline));

        async Task<string> ReadAsync(EndpointConnection session)
        {
            var read = await session.Input.ReadAsync(server.Deadline);
            string text = Encoding.UTF8.GetString(read.Buffer);
            session.Input.AdvanceTo(read.Buffer.End);
            return text;
        }
    }
}
