using CxlWire.Device;
using CxlWire.Device.Configuration;
using CxlWire.Tests;
using static CxlWire.Control.Tests.TestHost;

namespace CxlWire.Control.Tests;

/// <summary>x-cxlwire-wait: answers when something is so, and holds nobody up.</summary>
public sealed class WaitTests : IDisposable
{
    private const string ForList =
        """{"execute": "x-cxlwire-wait", "id": 1, "arguments": {"path": "cxl-dcd0", "condition": {"list": 1}, """
            + "\"timeout\": 5}}";

    private readonly ManualTime _time = new();
    private readonly CxlDevice _device = new(DeviceConfiguration.Default);
    private readonly QmpServer _server;

    public WaitTests() => _server = new QmpServer([_device], new QmpServerOptions { Clock = _time });

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task It_answers_when_the_condition_is_met_and_events_come_meanwhile()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_server);
        await using QmpPeer other = await QmpPeer.OpenAsync(_server);
        await peer.WriteAsync(ForList);
        await WaitForTimersAsync(1);
        Assert.Equal(
            QmpPeer.Done,
            await other.AskAsync(
                "cxl-add-dynamic-capacity",
                """
                {"path": "cxl-dcd0", "host-id": 0, "selection-policy": "free", "region": 0, "length": 2097152}
                """));
        AcceptFirstOffer(_device);
        Assert.Contains("X_CXLWIRE_DC_ADD_RESPONSE", await peer.ReadAsync(), StringComparison.Ordinal);
        Assert.Equal("""{"return": {}, "id": 1}""", await peer.ReadAsync());
        await WaitForTimersAsync(0);
    }

    [Fact]
    public async Task When_the_time_is_over_it_says_what_is_not_met()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_server);
        await peer.WriteAsync(ForList);
        await WaitForTimersAsync(1);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(
            """{"id": 1, "error": {"class": "GenericError", "desc": """
                + "\"not met in 5 s: the list of host 0 has 0 extents, not 1\"}}",
            await peer.ReadAsync());
        Assert.Equal(
            Refusal.Of("not met in 0 s: host 0 has 0 pending offers, not 2"),
            await peer.AskAsync(
                "x-cxlwire-wait", """{"path": "cxl-dcd0", "condition": {"pending": 2}, "timeout": 0}"""));
    }

    [Fact]
    public async Task What_is_sent_meanwhile_is_carried_out_afterwards()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_server);
        await peer.WriteAsync(ForList + """{"execute": "query-name"} {"execute": """);
        await WaitForTimersAsync(1);
        await peer.WriteAsync("""
            "query-status"}
            """);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.StartsWith("""{"id": 1, "error": """, await peer.ReadAsync(), StringComparison.Ordinal);
        Assert.Equal("""{"return": {"name": "cxlwire"}}""", await peer.ReadAsync());
        Assert.Equal("""{"return": {"running": true, "status": "running"}}""", await peer.ReadAsync());
        Assert.Equal("""{"return": {"name": "cxlwire"}}""", await peer.AskAsync("query-name", "{}"));
    }

    [Fact]
    public async Task It_ends_when_the_input_does_and_when_the_server_does()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_server);
        await peer.WriteAsync(ForList);
        await WaitForTimersAsync(1);
        peer.EndInput();
        Assert.Equal(
            """{"id": 1, "error": {"class": "GenericError", "desc": """
                + "\"not met until the input ended: the list of host 0 has 0 extents, not 1\"}}",
            await peer.ReadAsync());
        await peer.WaitForEndAsync();
        await WaitForTimersAsync(0);
        await using QmpPeer other = await QmpPeer.OpenAsync(_server);
        await other.WriteAsync(ForList);
        await WaitForTimersAsync(1);
        await other.EndServerAsync();
        await other.WaitForEndAsync();
        await WaitForTimersAsync(0);
    }

    [Fact]
    public async Task A_violation_that_is_told_meets_a_condition()
    {
        const string Violated = """{"path": "cxl-dcd0", "condition": {"violated": "H1"}, "timeout": 5}""";
        await using QmpPeer peer = await QmpPeer.OpenAsync(_server);
        await peer.WriteAsync($$"""{"execute": "x-cxlwire-wait", "arguments": {{Violated}}}""");
        await WaitForTimersAsync(1);
        _server.RaiseViolation(_device, new QmpViolation("H1", "must", 0, [3], "one", "two"));
        string[] lines = [await peer.ReadAsync(), await peer.ReadAsync()];
        Assert.Contains(QmpPeer.Done, lines);
        Assert.Equal(
            QmpPeer.Done, await peer.AskAsync("x-cxlwire-reset-journal", """{"path": "cxl-dcd0"}"""));
        Assert.Equal(
            Refusal.Of("not met in 0 s: H1 was violated 0 times, not 1"),
            await peer.AskAsync("x-cxlwire-wait", Violated.Replace("5}", "0}", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("""{"condition": {"list": 1}, "timeout": 1}""", "Parameter 'path' is missing")]
    [InlineData("""{"path": "cxl-dcd0", "timeout": 1}""", "Parameter 'condition' is missing")]
    [InlineData("""{"path": "cxl-dcd0", "condition": {"list": 1}}""", "Parameter 'timeout' is missing")]
    [InlineData(
        """{"path": "cxl-dcd0", "condition": {"list": 1}, "timeout": -1}""",
        "Parameter 'timeout' expects seconds: -1 is given, 0 to 86400 are allowed")]
    [InlineData(
        """{"path": "cxl-dcd0", "condition": {"list": 1, "host": 1}, "timeout": 1}""",
        "Parameter 'condition.host': 1: there is no such host: 0 is the last")]
    [InlineData(
        """{"path": "cxl-dcd0", "condition": {"all": [{"list": 1}, {}]}, "timeout": 1}""",
        "Parameter 'condition.all[1]': {}: one of pending, answered, list, held, command, log_empty, fault, violated, "
            + "listens, connected, all and any is needed")]
    public async Task What_is_wrong_is_refused(string arguments, string description)
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_server);
        Assert.Equal(Refusal.Of(description), await peer.AskAsync("x-cxlwire-wait", arguments));
    }

    private async Task WaitForTimersAsync(int timers)
    {
        while (_time.Timers != timers)
            await Task.Yield();
    }
}
