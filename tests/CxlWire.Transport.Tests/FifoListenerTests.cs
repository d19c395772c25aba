using CxlWire.Tests;
using CxlWire.Transport.Endpoints;
using Microsoft.Win32.SafeHandles;

namespace CxlWire.Transport.Tests;

public sealed class FifoListenerTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string In => _directory["in"];

    private string Out => _directory["out"];

    private string Address => $"fifo:{In},{Out}";

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Missing_FIFOs_are_made_their_owners_alone_and_removed_at_the_end()
    {
        await using (var server = new RunningServer(Address))
        {
            foreach (string path in new[] { In, Out })
            {
                LinuxFileIdentity made = LinuxFile.Identify(path)!.Value;
                Assert.Equal(LinuxFileKind.Fifo, made.Kind);
                Assert.Equal("600", Convert.ToString(made.Permissions, 8));
            }

            Assert.Equal($"{Address} (mode 0600, 0600)", server.Listener.Description);
        }

        Assert.False(File.Exists(In));
        Assert.False(File.Exists(Out));
    }

    [Fact]
    public async Task Existing_FIFOs_are_used_and_kept()
    {
        Assert.True(LinuxFile.TryMakeFifo(In));
        Assert.True(LinuxFile.TryMakeFifo(Out));
        await using (var server = new RunningServer(Address))
        {
            await using Peer peer = await server.ConnectAsync();
            await peer.PingAsync(1);
        }

        Assert.True(File.Exists(In));
        Assert.True(File.Exists(Out));
    }

    [Fact]
    public void What_is_no_FIFO_is_left_alone()
    {
        File.WriteAllText(Out, "mine");
        EndpointException e = Assert.Throws<EndpointException>(
            () => EndpointListener.Open(EndpointAddress.Parse(Address)));
        Assert.Equal($"{Out} exists and is no FIFO: it is left alone.", e.Message);
        Assert.Equal("mine", File.ReadAllText(Out));
        Assert.False(File.Exists(In));
    }

    [Fact]
    public async Task A_peer_may_open_the_way_in_first()
    {
        await using var server = new RunningServer(Address);
        using Stream requests = await OpenWriterAsync();
        using Stream responses = await OpenReaderAsync();
        await new Peer(responses, requests).PingAsync(1);
    }

    [Fact]
    public async Task A_peer_may_open_the_way_out_first()
    {
        await using var server = new RunningServer(Address);
        using Stream responses = await OpenReaderAsync();
        using Stream requests = await OpenWriterAsync();
        await new Peer(responses, requests).PingAsync(1);
    }

    [Fact]
    public async Task A_peer_may_write_and_leave_and_read_only_then()
    {
        await using var server = new RunningServer(Address);
        for (int i = 0; i < 10; i++)
        {
            using (Stream requests = await OpenWriterAsync())
            {
                await requests.WriteAsync(
                    (byte[])[.. Message.Request(i, 0xC000), .. Message.Request(i, 0xC001)], Deadline.Token);
            }

            using Stream responses = await OpenReaderAsync();
            var peer = new Peer(responses, Stream.Null);
            await peer.ExpectAsync(Message.Response(i, 0xC000, 3), Message.Response(i, 0xC001, 3));
            await peer.ExpectEndAsync();
        }
    }

    [Fact]
    public async Task A_peer_that_closes_and_reopens_goes_on()
    {
        await using var server = new RunningServer(Address);
        for (int i = 0; i < 20; i++)
        {
            using Stream responses = await OpenReaderAsync();
            using Stream requests = await OpenWriterAsync();
            var peer = new Peer(responses, requests);
            await peer.AskAsync(Message.Request(i, 0x0105, Hex.U16(i & 1)), Message.Response(i, 0x0105, 0));
            await peer.AskAsync(Message.Request(i, 0x0104), Message.Response(i, 0x0104, 0, Hex.U16(i & 1)));
            await requests.DisposeAsync();
            await peer.ExpectEndAsync();
        }
    }

    [Fact]
    public async Task A_peer_need_not_read_the_end_before_it_reopens()
    {
        await using var server = new RunningServer(Address);
        for (int i = 0; i < 20; i++)
        {
            using Stream requests = await OpenWriterAsync();
            using Stream responses = await OpenReaderAsync();
            await new Peer(responses, requests).PingAsync(i);
        }
    }

    [Fact]
    public async Task Whoever_opens_it_while_another_has_it_open_is_the_same_peer()
    {
        await using var server = new RunningServer(Address);
        using Stream requests = await OpenWriterAsync();
        using Stream responses = await OpenReaderAsync();
        using Stream others = await OpenWriterAsync();
        byte[] request = Message.Request(1, 0xC000);
        var peer = new Peer(responses, requests);
        await peer.SendAsync(request[..5]);
        await new Peer(responses, others).SendAsync(request[5..]);
        await peer.ExpectAsync(Message.Response(1, 0xC000, 3));
        Assert.Single(server.Log.Lines, line => line.EndsWith(": connected", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_peer_left_unfinished_is_not_the_next_ones()
    {
        await using var server = new RunningServer(Address);
        using (Stream requests = await OpenWriterAsync())
        {
            using Stream responses = await OpenReaderAsync();
            var peer = new Peer(responses, requests);
            await peer.SendAsync(Message.Request(1, 0xC000), Message.Request(2, 0x4801, Hex.Zeros(8))[..15]);
            await peer.ExpectAsync(Message.Response(1, 0xC000, 3));
            await requests.DisposeAsync();
            await peer.ExpectEndAsync();
        }

        await using Peer next = await server.ConnectAsync();
        await next.PingAsync(3);
    }

    [Fact]
    public async Task A_reader_that_vanished_costs_only_its_connection()
    {
        await using var server = new RunningServer(Address);
        using (Stream requests = await OpenWriterAsync())
        {
            using (Stream responses = await OpenReaderAsync())
                await new Peer(responses, requests).PingAsync(1);

            // Answered to nobody, and the rest is thrown away.
            await requests.WriteAsync(
                (byte[])[.. Message.Request(2, 0xC000), .. Message.Request(3, 0xC000).AsSpan(..5)], Deadline.Token);
            await server.LoggedAsync($"Debug {Address} #1", "disconnected");
        }

        await using Peer next = await server.ConnectAsync();
        await next.PingAsync(4);
    }

    [Fact]
    public async Task A_reader_that_came_and_left_before_any_request_is_nobodys()
    {
        await using var server = new RunningServer(Address);
        using (await OpenReaderAsync())
        {
            // Here and gone.
        }

        using (Stream requests = await OpenWriterAsync())
            await requests.WriteAsync(Message.Request(1, 0xC000), Deadline.Token);
        using Stream responses = await OpenReaderAsync();
        await new Peer(responses, Stream.Null).ExpectAsync(Message.Response(1, 0xC000, 3));
    }

    [Fact]
    public async Task C5_after_an_invalid_category_the_peer_sees_the_end_and_the_next_begins_afresh()
    {
        await using var server = new RunningServer(Address);
        using (Stream requests = await OpenWriterAsync())
        {
            using Stream responses = await OpenReaderAsync();
            var peer = new Peer(responses, requests);
            await peer.SendAsync(Message.Request(1, 0xC000), Message.Build(9, 0, 0, 0), Message.Request(2, 0xC000));
            await peer.ExpectAsync(Message.Response(1, 0xC000, 3));
            await peer.ExpectEndAsync();
        }

        await using Peer next = await server.ConnectAsync();
        await next.PingAsync(3);
    }

    [Fact]
    public async Task Cancellation_ends_the_wait_for_a_peer_in_any_state()
    {
        await using (new RunningServer(Address))
        {
            // No peer at all.
        }

        await using (var server = new RunningServer(Address))
        {
            using Stream responses = await OpenReaderAsync();
            await server.LoggedAsync("Debug", "connected");
        }

        await using (var server = new RunningServer(Address))
        {
            using Stream requests = await OpenWriterAsync();
            await requests.WriteAsync(Message.Request(1, 0x0001), Deadline.Token);
            await server.LoggedAsync("Debug", "connected");
        }
    }

    [Fact]
    public async Task Connecting_to_what_is_no_FIFO_is_an_error()
    {
        EndpointException e = await Assert.ThrowsAsync<EndpointException>(
            () => EndpointClient.ConnectAsync(EndpointAddress.Parse(Address), TimeSpan.Zero, Deadline.Token));
        Assert.Equal($"Cannot connect to {Address}: {In} does not exist.", e.Message);
    }

    // As any program opens a FIFO: blocking until the other end is open too.
    private Task<Stream> OpenWriterAsync() => OpenAsync(In, FileAccess.Write);

    private Task<Stream> OpenReaderAsync() => OpenAsync(Out, FileAccess.Read);

    private static async Task<Stream> OpenAsync(string path, FileAccess access)
    {
        SafeFileHandle handle = await Task.Factory.StartNew(
            () => File.OpenHandle(path, FileMode.Open, access, FileShare.ReadWrite),
            Deadline.Token,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).WaitAsync(Deadline.Token);

        // Reads and writes, unlike those of a file, end with the deadline.
        return new TransportStream(new OneEnd(new LinuxPipe(handle)));
    }

    private sealed class OneEnd(LinuxPipe pipe) : EndpointTransport
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
            pipe.ReadAsync(buffer, cancellationToken);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
            pipe.WriteAsync(bytes, cancellationToken);

        public override void Dispose() => pipe.Dispose();
    }
}
