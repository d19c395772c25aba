using CxlWire.Device;
using CxlWire.Device.Configuration;
using CxlWire.Device.Faults;
using CxlWire.Protocol;

namespace CxlWire.Control.Tests;

/// <summary>x-cxlwire-...-fault(s): whole requests, whole replies.</summary>
public sealed class FaultTests
{
    private const string Load = "x-cxlwire-load-faults";
    private const string Inject = "x-cxlwire-inject-fault";
    private const string Query = "x-cxlwire-query-faults";

    private const string Scenario =
        """{"faults": [{"when": {"command": "any", "times": 2}, "then": {"fault": "return_code", "code": "Busy"}}]}""";

    private readonly CxlDevice _device = new(DeviceConfigurationFile.Parse("""{"hosts": 2}"""u8.ToArray()));

    private static string Fired(string name, string fault, string moment, int? host = 0)
    {
        string of = host is null ? "" : FormattableString.Invariant($"\"host-id\": {host}, ");
        return """{"timestamp": {"seconds": 1767225600, "microseconds": 123456}, "event": "X_CXLWIRE_FAULT", """
            + "\"data\": {\"path\": \"/machine/peripheral/cxl-dcd0\", "
            + $"{of}\"name\": \"{name}\", \"fault\": \"{fault}\", \"moment\": \"{moment}\"}}}}";
    }

    private ReturnCode Identify()
    {
        lock (_device.Gate)
            return _device.Hosts[0].Cci.Execute(Opcode.Identify, [], new byte[2048]).Code;
    }

    [Fact]
    public async Task A_scenario_is_loaded_replaced_told_and_cleared()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        Assert.Equal(QmpPeer.Done, await peer.AskAsync(Load, $$"""{"path": "cxl-dcd0", "scenario": {{Scenario}}}"""));
        Assert.Equal(ReturnCode.Busy, Identify());
        Assert.Equal(Fired("fault-0", "return_code", "Identify (0001h)"), await peer.ReadAsync());
        Assert.Equal(QmpPeer.Done, await peer.AskAsync(Load, $$"""{"path": "cxl-dcd0", "scenario": {{Scenario}}}"""));
        Assert.Equal([ReturnCode.Busy, ReturnCode.Busy, ReturnCode.Success], [Identify(), Identify(), Identify()]);
        Assert.Equal(Fired("fault-0", "return_code", "Identify (0001h)"), await peer.ReadAsync());
        Assert.Equal(Fired("fault-0", "return_code", "Identify (0001h)"), await peer.ReadAsync());
        Assert.Equal(
            """{"return": {"path": "/machine/peripheral/cxl-dcd0", "seed": 0, "faults": [{"name": "fault-0", "fault":"""
                + """ "return_code", "matches": 3, "fired": 2}]}}""",
            await peer.AskAsync(Query, """{"path": "cxl-dcd0"}"""));
        Assert.Equal(QmpPeer.Done, await peer.AskAsync(Load, $$"""{"path": "cxl-dcd0", "scenario": {{Scenario}}}"""));
        Assert.Equal(QmpPeer.Done, await peer.AskAsync("x-cxlwire-clear-faults", """{"path": "cxl-dcd0"}"""));
        Assert.Equal(ReturnCode.Success, Identify());
        Assert.Equal(
            """{"return": {"path": "/machine/peripheral/cxl-dcd0", "faults": []}}""",
            await peer.AskAsync(Query, """{"path": "cxl-dcd0"}"""));
    }

    [Theory]
    [InlineData("""{"scenario": {"faults": []}}""", "Parameter 'path' is missing")]
    [InlineData("""{"path": "cxl-dcd0"}""", "Parameter 'scenario' is missing")]
    [InlineData("""{"path": "cxl-dcd0", "scenario": []}""", "Invalid parameter type for 'scenario', expected: "
        + "object: [] is given")]
    [InlineData("""{"path": "cxl-dcd0", "scenario": {}}""", "Parameter 'scenario': faults: absent: is needed")]
    [InlineData(
        """{"path": "cxl-dcd0", "scenario": {"faults": [], "x": 1}}""",
        "Parameter 'scenario': x: 1: not a member that a scenario has")]
    [InlineData("""{"path": "cxl-dcd0", "scenario": {"faults": []}, "x": 1}""", "Parameter 'x' is unexpected")]
    [InlineData("""{"path": "cxl-dcd1", "scenario": {"faults": []}}""", "Unable to resolve CXL type 3 device: "
        + "'cxl-dcd1' is given, the device is /machine/peripheral/cxl-dcd0")]
    public async Task A_scenario_that_is_refused_leaves_the_one_before(string arguments, string description)
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        await peer.AskAsync(Load, $$"""{"path": "cxl-dcd0", "scenario": {{Scenario}}}""");
        Assert.Equal(Refusal.Of(description), await peer.AskAsync(Load, arguments));
        Assert.Equal(ReturnCode.Busy, Identify());
    }

    [Fact]
    public async Task A_fault_happens_at_once_to_the_host_that_is_named()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        string[] arguments =
        [
            """{"path": "cxl-dcd0", "fault": {"fault": "bump_generation"}}""",
            """{"path": "cxl-dcd0", "host-id": 1, "fault": {"fault": "bump_generation", "by": 5}}""",
            """{"path": "cxl-dcd0", "fm": true, "fault": {"fault": "overflow_log", "lost": 3}}""",
        ];
        string[] told =
        [
            Fired("injected", "bump_generation", "once"), Fired("injected", "bump_generation", "once", 1),
            Fired("injected", "overflow_log", "once", null),
        ];
        foreach ((int i, string text) in arguments.Index())
        {
            Assert.Equal(QmpPeer.Done, await peer.AskAsync(Inject, text));
            Assert.Equal(told[i], await peer.ReadAsync());
        }

        Assert.Equal((1U, 5U), (_device.Hosts[0].Extents.Generation, _device.Hosts[1].Extents.Generation));
        Assert.Equal(3, _device.FabricManager.Cci.DynamicCapacityLog.OverflowCount);
    }

    [Theory]
    [InlineData(
        """{"fault": {"fault": "no_reply"}}""",
        "Parameter 'fault': fault: \\\"no_reply\\\": cannot happen at once: it needs a command, record or interrupt "
        + "to happen to")]
    [InlineData("""{"fault": {"fault": "change_list"}}""", "there is nothing that the fault could happen to")]
    [InlineData("""{"host-id": 2, "fault": {"fault": "reset"}}""", "host id is too large: 2 is given, 1 is the last")]
    [InlineData(
        """{"host-id": 0, "fm": true, "fault": {"fault": "reset"}}""",
        "Parameter 'host-id' is unexpected: the Fabric Manager is no host")]
    public async Task A_fault_that_cannot_happen_is_refused(string arguments, string description)
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        Assert.Equal(
            Refusal.Of(description), await peer.AskAsync(Inject, $$"""{"path": "cxl-dcd0", {{arguments[1..]}}"""));
    }

    [Fact]
    public async Task A_flood_that_a_peer_does_not_read_ends_no_session_and_what_was_missed_is_counted()
    {
        const int flood = 5000;
        using var server = new QmpServer([_device], new QmpServerOptions { Clock = QmpPeer.Clock });
        _device.LoadFaults(FaultScenarioFile.Parse(Scenario.Replace("2", "\"always\"", StringComparison.Ordinal)));
        await using QmpPeer slow = QmpPeer.Connect(server, unreadLimit: 1);
        await slow.ReadAsync();
        await slow.WriteAsync("""{"execute": "qmp_capabilities"}""");
        await slow.ReadAsync();
        for (int i = 0; i < flood; i++)
            Identify();
        int told = 0;
        long missed = 0;
        while (told + missed < flood)
        {
            string line = await slow.ReadAsync();
            if (line.Contains("X_CXLWIRE_FAULTS_MISSED", StringComparison.Ordinal))
                missed += long.Parse(line.Split("\"data\": {\"count\": ")[1].TrimEnd('}'));
            else if (line == Fired("fault-0", "return_code", "Identify (0001h)"))
                told++;
        }

        Assert.Equal(flood, told + missed);
        Assert.InRange(told, QmpSession.MaximumBeforeRefusal, flood - 1);
    }

    [Fact]
    public async Task A_complaint_is_not_as_long_as_what_it_complains_of()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        string name = new('x', 100_000);
        string answer = await peer.AskAsync(Load, $$"""{"path": "cxl-dcd0", "scenario": {"{{name}}": 1} }""");
        Assert.InRange(answer.Length, 100, 512);
    }
}
