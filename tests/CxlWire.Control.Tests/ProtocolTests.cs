using CxlWire.Device;
using CxlWire.Device.Configuration;

namespace CxlWire.Control.Tests;

/// <summary>Negotiation, ids, requests that are JSON but no commands.</summary>
public sealed class ProtocolTests
{
    private readonly CxlDevice _device = new(DeviceConfiguration.Default);

    [Fact]
    public async Task Only_negotiation_is_accepted_before_negotiation()
    {
        using var server = new QmpServer([_device]);
        await using QmpPeer peer = QmpPeer.Connect(server);
        Assert.Equal(QmpPeer.Greeting, await peer.ReadAsync());
        foreach (string command in (string[])["query-status", "no-such-command"])
        {
            Assert.Equal(
                """{"error": {"class": "CommandNotFound", "desc": "Expecting capabilities negotiation with"""
                    + """ 'qmp_capabilities'"}}""",
                await peer.AskAsync(command, "{}"));
        }

        Assert.Equal(QmpPeer.Done, await peer.AskAsync("qmp_capabilities", "{}"));
        Assert.Equal(
            """{"return": {"running": true, "status": "running"}}""", await peer.AskAsync("query-status", "{}"));
    }

    [Fact]
    public async Task A_second_negotiation_is_ignored()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        Assert.Equal(
            """{"error": {"class": "CommandNotFound", "desc": "Capabilities negotiation is already complete, command"""
                + """ ignored"}}""",
            await peer.AskAsync("""{"execute": "qmp_capabilities"}"""));
    }

    [Theory]
    [InlineData("""{"enable": ["oob"]}""", "Capability oob not available: none is")]
    [InlineData("""{"enable": ["x"]}""", "Parameter 'enable[0]' does not accept value 'x': oob is known")]
    [InlineData("""{"enable": "oob"}""", "Invalid parameter type for 'enable', expected: array: 'oob' is given")]
    [InlineData("""{"enable": [1]}""", "Invalid parameter type for 'enable[0]', expected: string: 1 is given")]
    public async Task A_refused_negotiation_negotiates_nothing(string arguments, string description)
    {
        using var server = new QmpServer([_device]);
        await using QmpPeer peer = QmpPeer.Connect(server);
        await peer.ReadAsync();
        Assert.Equal(Refusal.Of(description), await peer.AskAsync("qmp_capabilities", arguments));
        Assert.Equal(QmpPeer.Done, await peer.AskAsync("qmp_capabilities", """{"enable": []}"""));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("-1.50e+300")]
    [InlineData("18446744073709551616")]
    [InlineData("null")]
    [InlineData("false")]
    [InlineData("\"libvirt-1\"")]
    [InlineData("""{"a": [1, {"b": "x: \"y\", \\ \u0001 /"}], "": []}""")]
    public async Task The_id_comes_back_on_returns_and_errors(string id)
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        Assert.Equal(
            $$$"""{"return": {}, "id": {{{id}}}}""", await peer.AskAsync($$"""{"id": {{id}}, "execute": "quit"}"""));
        await using QmpPeer other = await QmpPeer.OpenAsync(_device);
        Assert.Equal(
            $$$"""{"id": {{{id}}}, "error": {"class": "CommandNotFound", "desc": "The command x has not been"""
                + """ found"}}""",
            await other.AskAsync($$"""{"execute": "x", "id": {{id}}}"""));
    }

    [Fact]
    public async Task Output_is_ascii()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        Assert.Equal(
            """{"id": "\u00E9\uD83D\uDE00", "error": {"class": "CommandNotFound", "desc": "The command \u20AC has not"""
                + """ been found"}}""",
            await peer.AskAsync("""{"execute": "€", "id": "é😀"}"""));
    }

    [Theory]
    [InlineData("[]", "QMP input must be a JSON object: [] is given")]
    [InlineData("12", "QMP input must be a JSON object: 12 is given")]
    [InlineData("\"execute\"", "QMP input must be a JSON object: 'execute' is given")]
    [InlineData("null", "QMP input must be a JSON object: null is given")]
    [InlineData("{}", "QMP input lacks member 'execute'")]
    [InlineData("""{"arguments": {}}""", "QMP input lacks member 'execute'")]
    [InlineData("""{"execute": 1}""", "QMP input member 'execute' must be a string: 1 is given")]
    [InlineData("""{"execute": "query-status", "arguments": []}""",
        "QMP input member 'arguments' must be an object: [] is given")]
    [InlineData("""{"execute": "query-status", "arguments": null}""",
        "QMP input member 'arguments' must be an object: null is given")]
    [InlineData("""{"execute": "query-status", "extra": 1}""", "QMP input member 'extra' is unexpected")]
    [InlineData("""{"exec-oob": "query-status"}""", "QMP input member 'exec-oob' is unexpected")]
    [InlineData("""{"execute": "query-status", "arguments": {"a": 1}}""", "Parameter 'a' is unexpected")]
    public async Task Json_that_is_no_request(string input, string description)
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        Assert.Equal(Refusal.Of(description), await peer.AskAsync(input));
        Assert.Equal(
            """{"return": {"running": true, "status": "running"}, "id": 1}""",
            await peer.AskAsync("""{"execute": "query-status", "id": 1}"""));
    }

    [Fact]
    public async Task Unknown_command()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        Assert.Equal(
            """{"error": {"class": "CommandNotFound", "desc": "The command NAME has not been found"}}""",
            await peer.AskAsync("""{"execute": "NAME"}"""));
    }

    [Fact]
    public async Task A_huge_name_is_not_repeated_in_full()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        Assert.Equal(
            $$$"""{"error": {"class": "CommandNotFound", "desc": "The command {{{new string('n', 256)}}}... has not"""
                + """ been found"}}""",
            await peer.AskAsync($$"""{"execute": "{{new string('n', 1 << 20)}}"}"""));
    }

    [Fact]
    public void Two_devices_of_one_path_are_refused()
    {
        var other = new CxlDevice(DeviceConfiguration.Default);
        var thrown = Assert.Throws<ArgumentException>(() => new QmpServer([_device, other]));
        Assert.Contains(
            "two devices have the path /machine/peripheral/cxl-dcd0", thrown.Message, StringComparison.Ordinal);
    }
}
