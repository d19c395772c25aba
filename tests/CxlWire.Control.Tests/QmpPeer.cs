using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using CxlWire.Device;
using CxlWire.Tests;

namespace CxlWire.Control.Tests;

/// <summary>The other side of one session: writes bytes, reads lines, waits for neither for ever.</summary>
internal sealed class QmpPeer : IDuplexPipe, IAsyncDisposable
{
    public const string Greeting =
        """{"QMP": {"version": {"qemu": {"micro": 3, "minor": 1, "major": 11}, "package": "CxlWire 0.1.0"},"""
            + """ "capabilities": []}}""";

    public const string Done = """{"return": {}}""";

    private const long Now = 1767225600_123456;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly Pipe _toServer = new(new PipeOptions(pauseWriterThreshold: 0));
    private readonly Pipe _fromServer;
    private readonly PipeReader _input;
    private readonly SemaphoreSlim _reads = new(0);
    private readonly CancellationTokenSource _serverEnds = new();

    private QmpPeer(QmpServer server, int unreadLimit, bool isReadToTheEnd = false)
    {
        _input = isReadToTheEnd ? new ReaderToTheEnd(_toServer.Reader, _reads) : _toServer.Reader;
        _fromServer = new Pipe(
            new PipeOptions(pauseWriterThreshold: unreadLimit, resumeWriterThreshold: Math.Min(unreadLimit, 1)));
        Session = RunAsync(server);
    }

    /// <summary>Stands still at 2026-01-01 00:00:00.123456 UTC: 1767225600 seconds and 123456 microseconds.</summary>
    public static TimeProvider Clock
    {
        get
        {
            var clock = new ManualTime();
            clock.Advance(TimeSpan.FromMicroseconds(Now));
            return clock;
        }
    }

    PipeReader IDuplexPipe.Input => _input;

    PipeWriter IDuplexPipe.Output => _fromServer.Writer;

    /// <summary>Ends when the session does.</summary>
    public Task Session { get; }

    /// <summary>What the server writes.</summary>
    public PipeReader Replies => _fromServer.Reader;

    /// <summary>Connects; nothing is read yet.</summary>
    /// <param name="server">The server.</param>
    /// <param name="unreadLimit">Bytes that the connection takes while this does not read; 0: any number.</param>
    public static QmpPeer Connect(QmpServer server, int unreadLimit = 0) => new(server, unreadLimit);

    /// <summary>Connects to a server of its own and negotiates.</summary>
    public static Task<QmpPeer> OpenAsync(params CxlDevice[] devices) =>
        OpenAsync(new QmpServer(devices, new QmpServerOptions { Clock = Clock }));

    /// <summary>Connects and negotiates.</summary>
    /// <param name="server">The server.</param>
    /// <param name="isReadToTheEnd">Whether reading from this ends with the input alone, not with the server.</param>
    public static async Task<QmpPeer> OpenAsync(QmpServer server, bool isReadToTheEnd = false)
    {
        var peer = new QmpPeer(server, unreadLimit: 0, isReadToTheEnd);
        Assert.Equal(Greeting, await peer.ReadAsync());
        Assert.Equal(Done, await peer.AskAsync("""{"execute": "qmp_capabilities"}"""));
        return peer;
    }

    public Task WriteAsync(string text) => WriteAsync(Encoding.UTF8.GetBytes(text));

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes) => await _toServer.Writer.WriteAsync(bytes);

    /// <summary>The next line, without its CR LF.</summary>
    public async Task<string> ReadAsync()
    {
        using var limit = new CancellationTokenSource(_patience);
        while (true)
        {
            ReadResult result = await Replies.ReadAsync(limit.Token);
            if (result.Buffer.PositionOf((byte)'\n') is { } end)
            {
                string line = Encoding.UTF8.GetString(result.Buffer.Slice(0, end));
                Replies.AdvanceTo(result.Buffer.GetPosition(1, end));
                Assert.EndsWith("\r", line, StringComparison.Ordinal);
                return line[..^1];
            }

            Replies.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            Assert.False(result.IsCompleted, "the session ended instead of writing a line");
        }
    }

    /// <summary>One request, one line.</summary>
    public async Task<string> AskAsync(string request)
    {
        await WriteAsync(request + "\n");
        return await ReadAsync();
    }

    /// <summary>A command of this name with these arguments, and one line.</summary>
    public Task<string> AskAsync(string command, string arguments) =>
        AskAsync($$"""{"execute": "{{command}}", "arguments": {{arguments}}}""");

    public void EndInput() => _toServer.Writer.Complete();

    public Task EndServerAsync() => _serverEnds.CancelAsync();

    /// <summary>Waits until the session reads for the next time: of a peer that is read to the end.</summary>
    public async Task WaitForReadAsync() =>
        Assert.True(await _reads.WaitAsync(_patience), "the session does not read");

    public Task WaitForEndAsync() => Session.WaitAsync(_patience);

    public async ValueTask DisposeAsync()
    {
        await _serverEnds.CancelAsync();
        await Session.WaitAsync(_patience);
        _serverEnds.Dispose();
        _reads.Dispose();
    }

    private async Task RunAsync(QmpServer server)
    {
        // What is written to a connection that nobody has read from yet must not run on this thread.
        await Task.Yield();
        await server.RunAsync(this, _serverEnds.Token);
        await _fromServer.Writer.CompleteAsync();
    }

    private sealed class ReaderToTheEnd(PipeReader reader, SemaphoreSlim reads) : PipeReader
    {
        public override void AdvanceTo(SequencePosition consumed) => reader.AdvanceTo(consumed);

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) =>
            reader.AdvanceTo(consumed, examined);

        public override void CancelPendingRead() => reader.CancelPendingRead();

        public override void Complete(Exception? exception = null) => reader.Complete(exception);

        public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
        {
            ValueTask<ReadResult> result = reader.ReadAsync(CancellationToken.None);
            reads.Release();
            return result;
        }

        public override bool TryRead(out ReadResult result) => reader.TryRead(out result);
    }
}
