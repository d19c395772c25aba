namespace CxlWire.Transport.Tests;

/// <summary>Connections on threads of their own, and those for which there is none left.</summary>
public sealed class OwnThreadTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task More_connections_than_threads_are_all_answered()
    {
        await using var server = new RunningServer("unix:" + _directory["s"]);
        List<Peer> peers = [];
        for (int i = 0; i < OwnThread.Most + 20; i++)
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
    public async Task What_is_awaited_on_a_thread_of_its_own_goes_on_there()
    {
        int first = 0, last = -1;
        bool isOfPool = true;
        Task? serving = OwnThread.TryRun(async () =>
        {
            first = Environment.CurrentManagedThreadId;
            isOfPool = Thread.CurrentThread.IsThreadPoolThread;
            await Task.Yield();
            await Task.Run(() => { });
            last = Environment.CurrentManagedThreadId;
        });
        Assert.NotNull(serving);
        await serving.WaitAsync(Deadline.Token);
        Assert.Equal((first, false), (last, isOfPool));
    }

    [Fact]
    public async Task What_fails_on_a_thread_of_its_own_fails_for_who_waits()
    {
        Task? serving = OwnThread.TryRun(async () =>
        {
            await Task.Yield();
            throw new InvalidDataException("bad");
        });
        Assert.NotNull(serving);
        InvalidDataException e = await Assert.ThrowsAsync<InvalidDataException>(() => serving.WaitAsync(Deadline.Token));
        Assert.Equal("bad", e.Message);
    }
}
