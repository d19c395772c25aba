using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using CxlWire.Transport.Endpoints;

namespace CxlWire.Transport.Tests;

public sealed class UnixListenerTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string SocketPath => _directory["s"];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task The_socket_is_its_owners_alone()
    {
        await using var server = new RunningServer("unix:" + SocketPath);
        Assert.Equal("600", Convert.ToString(LinuxFile.Identify(SocketPath)!.Value.Permissions, 8));
        Assert.Equal($"unix:{SocketPath} (mode 0600)", server.Listener.Description);
    }

    [Fact]
    public async Task It_is_removed_at_the_end()
    {
        await using (new RunningServer("unix:" + SocketPath))
            Assert.True(File.Exists(SocketPath));
        Assert.False(File.Exists(SocketPath));
    }

    [Fact]
    public async Task It_is_not_removed_at_the_end_where_another_has_taken_its_place()
    {
        await using (new RunningServer("unix:" + SocketPath))
        {
            File.Delete(SocketPath);
            await File.WriteAllTextAsync(SocketPath, "mine", Deadline.Token);
        }

        Assert.Equal("mine", await File.ReadAllTextAsync(SocketPath, Deadline.Token));
    }

    [Fact]
    public async Task A_stale_socket_is_replaced()
    {
        LeaveStaleSocket();
        await using var server = new RunningServer("unix:" + SocketPath);
        await using Peer peer = await server.ConnectAsync();
        await peer.PingAsync(1);
    }

    [Fact]
    public async Task A_stale_socket_of_another_user_is_left_alone()
    {
        LeaveStaleSocket();
        using (Process give = Process.Start("chown", ["12345", SocketPath]))
        {
            await give.WaitForExitAsync(Deadline.Token);
            Assert.SkipUnless(give.ExitCode == 0, "only root can give a file away");
        }

        Assert.Equal($"{SocketPath} is another user's: it is left alone.", Refused());
        Assert.True(File.Exists(SocketPath));
    }

    /// <summary>Between its bind and its listen a socket looks like a stale one.</summary>
    [Fact]
    public async Task Of_servers_that_start_at_once_one_has_the_path()
    {
        const int Servers = 4;
        for (int round = 0; round < 200; round++)
        {
            if (round % 2 == 0)
                LeaveStaleSocket();
            using var barrier = new Barrier(Servers);
            EndpointListener?[] opened =
                await Task.WhenAll(Enumerable.Range(0, Servers).Select(_ => Task.Run(TryOpen)));
            EndpointListener one = Assert.Single(opened.OfType<EndpointListener>());
            using (var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
                await client.ConnectAsync(new UnixDomainSocketEndPoint(SocketPath), Deadline.Token);
            await one.DisposeAsync();
            Assert.False(File.Exists(SocketPath));

            EndpointListener? TryOpen()
            {
                barrier.SignalAndWait();
                try
                {
                    return EndpointListener.Open(EndpointAddress.Parse("unix:" + SocketPath));
                }
                catch (EndpointException)
                {
                    return null;
                }
            }
        }
    }

    [Fact]
    public async Task A_live_socket_is_refused_and_lives_on()
    {
        await using var server = new RunningServer("unix:" + SocketPath);
        Assert.Equal($"{SocketPath} is in use by another process.", Refused());
        await using Peer peer = await server.ConnectAsync();
        await peer.PingAsync(1);
    }

    [Fact]
    public void A_live_socket_that_is_too_busy_to_answer_is_refused()
    {
        using var busy = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        busy.Bind(new UnixDomainSocketEndPoint(SocketPath));
        busy.Listen(0);
        using var waiting = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        waiting.Connect(new UnixDomainSocketEndPoint(SocketPath));
        Assert.Equal($"{SocketPath} is in use by another process, which is busy.", Refused());
    }

    [Fact]
    public async Task As_many_peers_may_wait_to_be_accepted_as_the_system_allows_up_to_4096()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "elsewhere the system does not say how many");
        int allowed = int.Parse(
            await File.ReadAllTextAsync("/proc/sys/net/core/somaxconn", Deadline.Token), CultureInfo.InvariantCulture);
        int most = Math.Min(allowed, 4096);
        Assert.SkipUnless(ConnectionLimit.OfProcess(1000).Maximum > most, "too few file descriptors");
        await using EndpointListener listener = EndpointListener.Open(EndpointAddress.Parse("unix:" + SocketPath));
        List<Socket> peers = [];
        try
        {
            // Linux lets one more wait than it is told.
            for (int i = 0; i <= most; i++)
                Connect();
            SocketException e = Assert.Throws<SocketException>(Connect);
            Assert.Equal(SocketError.WouldBlock, e.SocketErrorCode);
        }
        finally
        {
            peers.ForEach(peer => peer.Dispose());
        }

        void Connect()
        {
            var peer = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { Blocking = false };
            peers.Add(peer);
            peer.Connect(new UnixDomainSocketEndPoint(SocketPath));
        }
    }

    [Fact]
    public void What_is_no_socket_is_left_alone()
    {
        File.WriteAllText(SocketPath, "mine");
        Assert.Equal($"{SocketPath} exists and is no socket: it is left alone.", Refused());
        Assert.Equal("mine", File.ReadAllText(SocketPath));
    }

    [Fact]
    public void A_link_that_leads_nowhere_is_left_alone()
    {
        File.CreateSymbolicLink(SocketPath, _directory["nowhere"]);
        Assert.Equal($"{SocketPath} exists and is no socket: it is left alone.", Refused());
        Assert.NotNull(new FileInfo(SocketPath).LinkTarget);
    }

    [Fact]
    public void A_directory_that_is_not_there_is_said_to_be() => Assert.StartsWith(
        $"Cannot listen on unix:{_directory["no/s"]}: ",
        Assert.Throws<EndpointException>(
            () => EndpointListener.Open(EndpointAddress.Parse("unix:" + _directory["no/s"]))).Message,
        StringComparison.Ordinal);

    [Fact]
    public async Task Connecting_where_nobody_listens_is_an_error_at_once()
    {
        LeaveStaleSocket();
        EndpointException e = await Assert.ThrowsAsync<EndpointException>(() => EndpointClient.ConnectAsync(
            EndpointAddress.Parse("unix:" + SocketPath), TimeSpan.Zero, Deadline.Token));
        Assert.Equal($"Cannot connect to unix:{SocketPath}: nobody listens there.", e.Message);
    }

    [Fact]
    public async Task Connecting_may_wait_for_a_server_to_come()
    {
        Task<Peer> connecting = Peer.ConnectAsync(
            EndpointAddress.Parse("unix:" + SocketPath), TimeSpan.FromMinutes(1));
        await using var server = new RunningServer("unix:" + SocketPath);
        await using Peer peer = await connecting;
        await peer.PingAsync(1);
    }

    private string Refused() => Assert.Throws<EndpointException>(
        () => EndpointListener.Open(EndpointAddress.Parse("unix:" + SocketPath))).Message;

    /// <summary>As a process that was killed does.</summary>
    private void LeaveStaleSocket()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(SocketPath));

        // Disposed or finalized, it would take its path along.
#pragma warning disable CA1816 // Not a Dispose: only the handle is to go.
        GC.SuppressFinalize(socket);
#pragma warning restore CA1816
        socket.SafeHandle.Dispose();
        Assert.True(File.Exists(SocketPath));
    }
}
