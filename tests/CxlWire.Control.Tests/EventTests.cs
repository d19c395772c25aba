using System.IO.Pipelines;
using CxlWire.Device;
using CxlWire.Device.Capacity;
using CxlWire.Device.Configuration;
using CxlWire.Device.FabricManagement;
using Microsoft.Extensions.Logging;
using static CxlWire.Control.Tests.TestHost;

namespace CxlWire.Control.Tests;

public sealed class EventTests
{
    private const string Timestamp = """{"timestamp": {"seconds": 1767225600, "microseconds": 123456},""";
    private const string Path = "\"path\": \"/machine/peripheral/cxl-dcd0\"";

    private readonly CxlDevice _device = new(DeviceConfiguration.Default);

    [Fact]
    public async Task An_answer_to_an_offer_is_told_with_what_was_accepted()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        await OfferAsync(peer, 0, """[{"offset": 0, "len": 4194304}, {"offset": 8388608, "len": 2097152}]""");
        Respond(_device, new DpaRange(Region0 + (8 * Mebibyte), 2 * Mebibyte), new DpaRange(Region0, 2 * Mebibyte));
        Assert.Equal(
            $$$"""{{{Timestamp}}} "event": "X_CXLWIRE_DC_ADD_RESPONSE", "data": {{{{Path}}}, "host-id": 0, "extents":"""
                + """ """
                + """[{"region": 0, "offset": 8388608, "len": 2097152}, {"region": 0, "offset": 0, "len":"""
                + """ 2097152}]}}""",
            await peer.ReadAsync());
    }

    [Fact]
    public async Task A_rejected_offer_is_told_without_extents()
    {
        const string tag = "01020304-0506-0708-090a-0b0c0d0e0f10";
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        await OfferAsync(peer, 1, """[{"offset": 0, "len": 2097152}]""", tag);
        Respond(_device);
        Assert.Equal(
            $$$"""{{{Timestamp}}} "event": "X_CXLWIRE_DC_ADD_RESPONSE", "data": {{{{Path}}}, "host-id": 0, "tag":"""
                + $$$""" "{{{tag}}}", "extents": []}}""",
            await peer.ReadAsync());
    }

    [Fact]
    public async Task A_release_is_told_once_for_each_tag()
    {
        const string tag = "01020304-0506-0708-090a-0b0c0d0e0f10";
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        await OfferAsync(peer, 1, """[{"offset": 0, "len": 2097152}]""", tag);
        AcceptFirstOffer(_device);
        await peer.ReadAsync();
        await OfferAsync(peer, 1, """[{"offset": 2097152, "len": 2097152}]""");
        AcceptFirstOffer(_device);
        await peer.ReadAsync();

        Release(_device, new DpaRange(Region1, 4 * Mebibyte));
        Assert.Equal(
            $$$"""{{{Timestamp}}} "event": "X_CXLWIRE_DC_RELEASED", "data": {{{{Path}}}, "host-id": 0, "tag":"""
                + $$$""" "{{{tag}}}", "extents": [{"region": 1, "offset": 0, "len": 2097152}]}}""",
            await peer.ReadAsync());
        Assert.Equal(
            $$$"""{{{Timestamp}}} "event": "X_CXLWIRE_DC_RELEASED", "data": {{{{Path}}}, "host-id": 0, "extents":"""
                + """ [{"region": 1, "offset": 2097152, "len": 2097152}]}}""",
            await peer.ReadAsync());
    }

    [Fact]
    public async Task Every_negotiated_session_gets_every_event_and_no_other_session_any()
    {
        using var server = new QmpServer([_device], new QmpServerOptions { Clock = QmpPeer.Clock });
        await using QmpPeer first = await QmpPeer.OpenAsync(server);
        await using QmpPeer second = await QmpPeer.OpenAsync(server);
        await using QmpPeer mute = QmpPeer.Connect(server);
        Assert.Equal(QmpPeer.Greeting, await mute.ReadAsync());

        await OfferAsync(first, 0, """[{"offset": 0, "len": 2097152}]""");
        AcceptFirstOffer(_device);
        string told = await first.ReadAsync();
        Assert.Contains("X_CXLWIRE_DC_ADD_RESPONSE", told, StringComparison.Ordinal);
        Assert.Equal(told, await second.ReadAsync());
        Assert.Equal(QmpPeer.Done, await mute.AskAsync("qmp_capabilities", "{}"));
    }

    [Fact]
    public async Task A_server_that_is_disposed_of_listens_no_longer()
    {
        var server = new QmpServer([_device]);
        await using QmpPeer peer = await QmpPeer.OpenAsync(server);
        await OfferAsync(peer, 0, """[{"offset": 0, "len": 2097152}]""");
        server.Dispose();
        AcceptFirstOffer(_device);
        Assert.Equal(
            """{"return": {"running": true, "status": "running"}}""", await peer.AskAsync("query-status", "{}"));
    }

    [Fact]
    public async Task Quit_replies_then_tells_every_session_then_ends_the_process()
    {
        var quit = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var options = new QmpServerOptions { Clock = QmpPeer.Clock, Quit = quit.SetResult };
        using var server = new QmpServer([_device], options);
        await using QmpPeer peer = await QmpPeer.OpenAsync(server);
        await using QmpPeer other = await QmpPeer.OpenAsync(server);
        string shutdown = Timestamp + """ "event": "SHUTDOWN", "data": {"guest": false, "reason": "host-qmp-quit"}}""";

        Assert.Equal(
            """{"return": {}, "id": "q"}""",
            await peer.AskAsync("""{"execute": "quit", "id": "q"} {"execute": "query-status"}"""));
        Assert.Equal(shutdown, await peer.ReadAsync());
        await quit.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await peer.WaitForEndAsync();

        // The process ends the other sessions; what was told before is still written.
        await other.EndServerAsync();
        await other.WaitForEndAsync();
        Assert.Equal(shutdown, await other.ReadAsync());
    }

    [Fact]
    public async Task What_happens_in_the_moment_in_which_the_server_ends_is_told()
    {
        using var server = new QmpServer([_device], new QmpServerOptions { Clock = QmpPeer.Clock });
        await using QmpPeer peer = await QmpPeer.OpenAsync(server, isReadToTheEnd: true);
        await OfferAsync(peer, 1, """[{"offset": 0, "len": 2097152}]""");

        // For the first request, the second, and what would be the third: then it waits.
        for (int read = 0; read < 3; read++)
            await peer.WaitForReadAsync();
        await peer.EndServerAsync();
        Respond(_device);
        Assert.Equal(
            $$$"""{{{Timestamp}}} "event": "X_CXLWIRE_DC_ADD_RESPONSE", "data": {{{{Path}}}, "host-id": 0,"""
                + """ "extents": []}}""",
            await peer.ReadAsync());
        peer.EndInput();
        await peer.WaitForEndAsync();
    }

    [Fact]
    public async Task Quit_needs_no_peer_that_reads_its_reply()
    {
        var quit = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var server = new QmpServer([_device], new QmpServerOptions { Quit = quit.SetResult });
        await using QmpPeer peer = await QmpPeer.OpenAsync(server);
        await peer.Replies.CompleteAsync();
        await peer.WriteAsync("""{"execute": "quit"}""");
        await quit.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task While_a_peer_does_not_read_nothing_more_is_carried_out_for_it()
    {
        using var server = new QmpServer([_device]);
        await using QmpPeer peer = QmpPeer.Connect(server, unreadLimit: 1);
        await peer.WriteAsync("""{"execute": "qmp_capabilities"}""");
        await peer.WriteAsync(Offer(0, """[{"offset": 0, "len": 2097152}]"""));

        // What can be seen of the greeting is what the session waits for somebody to take.
        ReadResult greeting = await peer.Replies.ReadAsync(TestContext.Current.CancellationToken);
        peer.Replies.AdvanceTo(greeting.Buffer.Start);
        Assert.Equal(0, _device.Hosts[0].Offers.ExtentCount);
        await peer.ReadAsync();
        Assert.Equal(QmpPeer.Done, await peer.ReadAsync());
        Assert.Equal(QmpPeer.Done, await peer.ReadAsync());
        Assert.Equal(1, _device.Hosts[0].Offers.ExtentCount);
    }

    [Fact]
    public async Task A_peer_that_does_not_read_its_events_is_dropped_and_the_others_get_them_all()
    {
        var log = new ListLogger();
        using var server = new QmpServer([_device], new QmpServerOptions { Logger = log });
        await using QmpPeer deaf = QmpPeer.Connect(server, unreadLimit: 1);
        await deaf.ReadAsync();
        await deaf.WriteAsync("""{"execute": "qmp_capabilities"}""");
        await deaf.ReadAsync();
        await using QmpPeer listener = await QmpPeer.OpenAsync(server);

        // The session takes one event out of its queue and waits with it; of the others, one too many.
        for (int i = 0; i < (QmpSession.MaximumWaitingEvents / 2) + 1; i++)
        {
            _device.FabricManager.Add(new AddCapacityRequest { Extents = [new RegionRange(0, 2 * Mebibyte)] });
            AcceptFirstOffer(_device);
            Assert.Contains("X_CXLWIRE_DC_ADD_RESPONSE", await listener.ReadAsync(), StringComparison.Ordinal);
            Release(_device, new DpaRange(Region0, 2 * Mebibyte));
            Assert.Contains("X_CXLWIRE_DC_RELEASED", await listener.ReadAsync(), StringComparison.Ordinal);
        }

        await deaf.WaitForEndAsync();
        Assert.Contains(
            log.Lines, line =>
                line.StartsWith(
                    "Warning: QMP session 1: dropped, its peer does not read: 1024 events of",
                    StringComparison.Ordinal));
        Assert.False(listener.Session.IsCompleted);
    }

    [Fact]
    public async Task The_end_of_a_server_does_not_wait_for_a_peer_that_does_not_read_its_events()
    {
        using var server = new QmpServer([_device]);
        await using QmpPeer deaf = QmpPeer.Connect(server, unreadLimit: 1);
        await deaf.ReadAsync();
        await deaf.WriteAsync("""{"execute": "qmp_capabilities"}""");
        await deaf.ReadAsync();
        _device.FabricManager.Add(new AddCapacityRequest { Extents = [new RegionRange(0, 2 * Mebibyte)] });
        AcceptFirstOffer(_device);
        Release(_device, new DpaRange(Region0, 2 * Mebibyte));
        await deaf.EndServerAsync();
        await deaf.WaitForEndAsync();
    }

    private static async Task OfferAsync(QmpPeer peer, int region, string extents, string? tag = null) =>
        Assert.Equal(QmpPeer.Done, await peer.AskAsync(Offer(region, extents, tag)));

    private static string Offer(int region, string extents, string? tag = null)
    {
        string tagged = tag is null ? "" : $"\"tag\": \"{tag}\", ";
        return """{"execute": "cxl-add-dynamic-capacity", "arguments": {"path": "cxl-dcd0", "host-id": 0,"""
            + """ "selection-policy": "prescriptive", """
            + $$$"""{{{tagged}}}"region": {{{region}}}, "extents": {{{extents}}}}}""";
    }

    private sealed class ListLogger : ILogger
    {
        private readonly List<string> _lines = [];

        public IReadOnlyList<string> Lines
        {
            get
            {
                lock (_lines)
                    return [.. _lines];
            }
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            lock (_lines)
                _lines.Add($"{logLevel}: {formatter(state, exception)}");
        }
    }
}
