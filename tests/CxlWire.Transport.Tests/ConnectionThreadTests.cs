using CxlWire.Transport.Connections;

namespace CxlWire.Transport.Tests;

/// <summary>Connections on threads of their own, and those for which there is none left.</summary>
public sealed class ConnectionThreadTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task More_connections_than_threads_are_all_answered()
    {
        Assert.Equal(256, ConnectionThread.Max);
        await using var server = new RunningServer("unix:" + _directory["s"]);
        List<Peer> peers = [];
        for (int i = 0; i < ConnectionThread.Max + 20; i++)
            peers.Add(await server.ConnectAsync());
        foreach (Peer peer in peers)
        {
            await peer.PingAsync(1);
            await peer.PingAsync(2);
        }

        foreach (Peer peer in peers)
            await peer.DisposeAsync();
    }

    [Fact]
    public async Task A_connection_has_a_thread_that_is_not_the_pools_and_bears_its_name()
    {
        string? name = null;
        bool isOfPool = true;
        Task? serving = ConnectionThread.TryRun(
            () => (name, isOfPool) = (Thread.CurrentThread.Name, Thread.CurrentThread.IsThreadPoolThread), "unix:s #1");
        Assert.NotNull(serving);
        await serving.WaitAsync(Deadline.Token);
        Assert.Equal(("unix:s #1", false), (name, isOfPool));
    }

    [Fact]
    public async Task What_fails_on_a_thread_of_its_own_fails_for_who_waits()
    {
        Task? serving = ConnectionThread.TryRun(() => throw new InvalidDataException("bad"), "bad");
        Assert.NotNull(serving);
        InvalidDataException e =
            await Assert.ThrowsAsync<InvalidDataException>(() => serving.WaitAsync(Deadline.Token));
        Assert.Equal("bad", e.Message);
    }

    [Fact]
    public async Task What_is_cancelled_on_a_thread_of_its_own_is_cancelled_for_who_waits()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        Task? serving = ConnectionThread.TryRun(stop.Token.ThrowIfCancellationRequested, "stopped");
        Assert.NotNull(serving);
        await Assert.ThrowsAsync<TaskCanceledException>(() => serving.WaitAsync(Deadline.Token));
        Assert.True(serving.IsCanceled);
    }
}
