using System.IO.Pipelines;
using CxlWire.Device;
using CxlWire.Device.Capacity;
using CxlWire.Device.Configuration;
using CxlWire.Device.FabricManagement;
using CxlWire.Device.Journal;

namespace CxlWire.Control.Tests;

/// <summary>Replies that are longer than anybody wants to keep: they are made as their peer takes them.</summary>
public sealed class LongReplyTests : IDisposable
{
    private const string Query =
        """{"execute": "x-cxlwire-query-dynamic-capacity", "arguments": {"path": "cxl-dcd0"}, "id": 7}""";

    private const ulong Block = 64 << 10;
    private const int Extents = 16_000;
    private const int UnreadLimit = 64 << 10;

    private static readonly TimeSpan _longestTurn = TimeSpan.FromMilliseconds(10);

    private readonly CxlDevice _device;
    private readonly QmpServer _server;

    public LongReplyTests()
    {
        _device = new CxlDevice(DeviceConfigurationFile.Parse("""
            {"regions": [{"length": "4 GiB", "block_size": "64 KiB"}], "extents_supported": 40000,
             "payload_size": "1 MiB"}
            """u8.ToArray()));
        var other = new CxlDevice(DeviceConfiguration.Default with { QomPath = "/machine/peripheral/other" });
        _server = new QmpServer([_device, other]);
        Offer(0, Extents);
        TestHost.AcceptFirstOffer(_device);
        Offer(Extents, Extents);
    }

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task A_reply_is_the_state_of_one_moment_however_late_it_is_read()
    {
        await using QmpPeer reader = await QmpPeer.OpenAsync(_server);
        string expected = await reader.AskAsync(Query);
        Assert.Equal(2 * Extents, Count(expected, "\"offset\""));
        Assert.EndsWith("]}]}, \"id\": 7}", expected, StringComparison.Ordinal);
        await using QmpPeer late = await OpenLateAsync();
        await late.WriteAsync(Query);
        await WaitForHeldAsync(2 * Extents);

        // Everything is another then: what was pending is accepted, and every other extent is split.
        TestHost.AcceptFirstOffer(_device);
        TestHost.Release(
            _device,
            [.. Enumerable.Range(0, Extents / 2).Select(
                i => new DpaRange(_device.Regions[0].Range.Start + (4 * (ulong)i * Block), Block))]);
        Assert.Equal(expected, await late.ReadAsync());
        Assert.Equal(0, _server.HeldExtents.Taken);
        await using QmpPeer next = await QmpPeer.OpenAsync(_server);
        string now = await next.AskAsync(Query);
        Assert.Equal((3 * Extents) / 2, Count(now, "\"offset\""));
    }

    [Fact]
    public async Task Of_a_reply_that_is_not_read_there_is_a_page()
    {
        await using QmpPeer peer = await OpenLateAsync();
        await peer.WriteAsync(Query);
        ReadResult read = await peer.Replies.ReadAtLeastAsync(
            UnreadLimit, TestContext.Current.CancellationToken);
        Assert.InRange(read.Buffer.Length, UnreadLimit, 2 * UnreadLimit);
        peer.Replies.AdvanceTo(read.Buffer.Start);
        await peer.WriteAsync("""{"execute": "query-status"}""");
        Assert.Equal(2 * Extents, _server.HeldExtents.Taken);

        // Whoever leaves leaves nothing.
        await peer.Replies.CompleteAsync();
        await peer.WaitForEndAsync();
        Assert.Equal(0, _server.HeldExtents.Taken);
    }

    [Fact]
    public async Task Long_replies_beyond_the_limit_of_all_sessions_are_refused_and_short_ones_are_not()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_server);
        const long Others = QmpServer.MaximumHeldExtents - (2 * Extents) + 1;
        Assert.True(_server.HeldExtents.TryTake(Others));
        Assert.Equal(
            """{"id": 7, "error": {"class": "GenericError", "desc": "too many long replies are being written, """
                + """to all sessions together"}}""",
            await peer.AskAsync(Query));
        Assert.StartsWith(
            "{\"return\": ",
            await peer.AskAsync("x-cxlwire-query-dynamic-capacity", "{\"path\": \"other\"}"),
            StringComparison.Ordinal);
        _server.HeldExtents.Return(1);
        Assert.StartsWith("{\"return\": ", await peer.AskAsync(Query), StringComparison.Ordinal);
        _server.HeldExtents.Return(Others - 1);
        Assert.Equal(0, _server.HeldExtents.Taken);
    }

    [Fact]
    public async Task No_query_holds_the_gate_for_long()
    {
        _device.GateWatch = new GateWatch();
        await using QmpPeer peer = await QmpPeer.OpenAsync(_server);
        var shortest = TimeSpan.MaxValue;

        // The machine may stop anybody at any time; it does not do so each time.
        for (int i = 0; i < 20 && shortest > _longestTurn; i++)
        {
            _device.GateWatch.Reset();
            await peer.AskAsync(Query);
            shortest = new[] { shortest, _device.GateWatch.Longest }.Min();
        }

        Assert.InRange(shortest, TimeSpan.Zero, _longestTurn);
    }

    [Fact]
    public async Task A_long_result_is_left_out_of_the_journal()
    {
        using JournalReader reader = _device.Journal.Open();
        await using QmpPeer peer = await QmpPeer.OpenAsync(_server);
        await peer.AskAsync(Query);
        var entry = new JournalEntry();
        Assert.True(reader.TryRead(entry));
        while (entry.Kind != JournalEntryKind.ControlCommand)
            Assert.True(reader.TryRead(entry));
        Assert.Equal(
            ("x-cxlwire-query-dynamic-capacity", 0, null), ((string?)entry.Detail, entry.Reply.Length, entry.Error));
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    /// <summary>Negotiates, and takes little that is not read.</summary>
    private async Task<QmpPeer> OpenLateAsync()
    {
        var peer = QmpPeer.Connect(_server, UnreadLimit);
        Assert.Equal(QmpPeer.Greeting, await peer.ReadAsync());
        Assert.Equal(QmpPeer.Done, await peer.AskAsync("""{"execute": "qmp_capabilities"}"""));
        return peer;
    }

    private async Task WaitForHeldAsync(long extents)
    {
        while (_server.HeldExtents.Taken != extents)
            await Task.Yield();
    }

    private void Offer(int first, int count) => Assert.Null(_device.FabricManager.Add(new AddCapacityRequest
    {
        Extents = [.. Enumerable.Range(first, count).Select(i => new RegionRange(2 * (ulong)i * Block, Block))],
    }));
}
