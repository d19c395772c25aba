using CxlWire.Transport.Endpoints;

namespace CxlWire.Transport.Tests;

public sealed class StdioListenerTests
{
    [Fact]
    public async Task The_end_of_input_ends_the_server_once_all_is_answered()
    {
        await using var link = new StdioLink();
        await using var server = new RunningServer(link.Listener);
        await link.Peer.SendAsync([.. Enumerable.Range(0, 5000).Select(i => Message.Request(i, 0xC000))]);
        await link.Peer.CloseOutputAsync();
        await link.Peer.ExpectAsync([.. Enumerable.Range(0, 5000).Select(i => Message.Response(i, 0xC000, 3))]);
        await server.Run.WaitAsync(Deadline.Token);
        link.CloseOutput();
        await link.Peer.ExpectEndAsync();
    }

    [Fact]
    public async Task Status_flags_are_left_as_they_were()
    {
        await using var link = new StdioLink();
        (int, int) before = Flags();
        await using (var server = new RunningServer(link.Listener))
            await link.Peer.PingAsync(1);
        Assert.Equal(before, Flags());

        (int, int) Flags() =>
            (LinuxFile.ReadStatusFlags(link.InputHandle), LinuxFile.ReadStatusFlags(link.OutputHandle));
    }

    [Fact]
    public async Task Cancellation_ends_the_server_while_it_waits_for_input()
    {
        await using var link = new StdioLink();
        var server = new RunningServer(link.Listener);
        await link.Peer.PingAsync(1);
        await server.DisposeAsync();
        Assert.True(server.Run.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Nobody_connects_to_stdio() => Assert.Equal(
        "stdio is the server's own: there is nothing to connect to.",
        (await Assert.ThrowsAsync<EndpointException>(() => EndpointClient.ConnectAsync(
            new EndpointAddress.Stdio(), TimeSpan.Zero, Deadline.Token))).Message);
}
