using System.Text;
using CxlWire.Cli.Serving;
using CxlWire.Tests;
using CxlWire.Transport.Endpoints;
using Microsoft.Extensions.Logging;

namespace CxlWire.Cli.Tests;

/// <summary>Standard error that nobody reads holds up nobody.</summary>
public sealed class LineLoggerTests
{
    [Fact]
    public void Lines_are_written_in_order_and_all_of_them_before_the_end()
    {
        using var stream = new MemoryStream();
        using (var logger = new LineLogger("test", LogLevel.Information, stream))
        {
            for (int i = 0; i < 1000; i++)
                logger.Log(LogLevel.Warning, new EventId(i), $"line\n{i}", null, (text, _) => text);
            logger.Log(LogLevel.Debug, new EventId(0), "not this one", null, (text, _) => text);
        }

        Assert.Equal(Enumerable.Range(0, 1000).Select(i => $"warn: test[{i}] line {i}"), Lines(stream));
    }

    [Fact]
    public void Lines_that_find_the_queue_full_are_dropped_and_counted_where_they_are_missing()
    {
        using var stream = new StuckStream();
        using (var logger = new LineLogger("test", LogLevel.Information, stream))
        {
            Log(logger, "first");
            stream.IsStuck.Wait(Cli.Cancelled);
            for (int i = 0; i < LineQueue.MaxLines; i++)
                Log(logger, "kept");
            for (int i = 0; i < 3; i++)
                Log(logger, "dropped");
            stream.Release();
            SpinWait.SpinUntil(() => stream.Written >= LineQueue.MaxLines);
            Log(logger, "last");
        }

        Assert.Equal(
            [
                "info: test[0] first",
                .. Enumerable.Repeat("info: test[0] kept", LineQueue.MaxLines),
                "warn: test[5] 3 lines are missing here: standard error was not read",
                "info: test[0] last",
            ],
            Lines(stream.Bytes));
    }

    [Fact]
    public void The_end_does_not_wait_for_a_stream_that_takes_nothing()
    {
        using var stream = new StuckStream();
        using (var logger = new LineLogger("test", LogLevel.Information, stream))
            Log(logger, "never written");
        Assert.Equal(0, stream.Written);
        stream.Release();
    }

    [Fact]
    public void A_stream_that_fails_loses_lines_and_nothing_else()
    {
        using var stream = new StuckStream { Fails = true };
        stream.Release();
        using (var logger = new LineLogger("test", LogLevel.Information, stream))
        {
            for (int i = 0; i < 10; i++)
                Log(logger, "lost");
        }

        Assert.Equal(0, stream.Written);
    }

    /// <summary>A pipe holds 64 KiB; what is said here is some megabytes, of which a server may keep a part.</summary>
    [Fact]
    public async Task A_server_whose_standard_error_is_never_read_answers_and_ends()
    {
        using var directory = new TempDirectory();
        var host = EndpointAddress.Parse($"unix:{directory.PathOf("host")}");
        await using CliProcess server = await CliProcess.ServeAsync("--host", host.ToString(), "--log-level", "debug");
        await using EndpointConnection connection =
            await EndpointClient.ConnectAsync(host, TimeSpan.Zero, server.Deadline);
        byte[] request = Hex.Bytes("00 07 00 0148 010000 0000 0000 00");
        byte[] reply = Hex.Bytes("01 07 00 0148 000000 1600 0000");
        byte[] requests = [.. Enumerable.Repeat(request, 100).SelectMany(bytes => bytes)];
        byte[] replies = new byte[100 * reply.Length];
        Stream input = connection.Input.AsStream();
        for (int i = 0; i < 300; i++)
        {
            await connection.Output.WriteAsync(requests, server.Deadline);
            await input.ReadExactlyAsync(replies, server.Deadline);
        }

        Assert.Equal(Hex.Text(reply), Hex.Text(replies.AsSpan(^12..)));
        server.Signal("TERM");
        Assert.Equal(0, await server.WaitForExitAsync());

        // What it did write are whole lines but for the last, which the pipe cut.
        string[] lines = (await server.WaitAsync()).Error.Split('\n');
        Assert.Matches(@"^dbug: cxlwire\[1\] unix:\S+ #1: connected$", lines[0]);
        Assert.All(
            lines[1..^1], line => Assert.Matches(@"^dbug: cxlwire\[7\] unix:\S+ #1: .* Invalid Payload Length", line));
    }

    private static void Log(LineLogger logger, string line) =>
        logger.Log(LogLevel.Information, new EventId(0), line, null, (text, _) => text);

    private static string[] Lines(MemoryStream stream) =>
        Encoding.UTF8.GetString(stream.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Takes nothing until it is released.</summary>
    private sealed class StuckStream : Stream
    {
        private readonly ManualResetEventSlim _released = new();
        private int _written;

        public ManualResetEventSlim IsStuck { get; } = new();

        public MemoryStream Bytes { get; } = new();

        public int Written => Volatile.Read(ref _written);

        public bool Fails { get; init; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public void Release() => _released.Set();

        public override void Write(byte[] buffer, int offset, int count)
        {
            IsStuck.Set();
            _released.Wait(Cli.Cancelled);
            if (Fails)
                throw new IOException("no room");
            Bytes.Write(buffer, offset, count);
            Interlocked.Increment(ref _written);
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
