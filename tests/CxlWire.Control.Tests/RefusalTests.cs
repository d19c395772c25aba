using CxlWire.Device;
using CxlWire.Device.Activity;
using CxlWire.Device.Configuration;
using CxlWire.Protocol;
using CxlWire.Tests;
using static CxlWire.Control.Tests.TestHost;

namespace CxlWire.Control.Tests;

/// <summary>X_CXLWIRE_COMMAND_REFUSED and x-cxlwire-query-refusals: whole events, whole replies.</summary>
public sealed class RefusalTests
{
    private const string Query = "x-cxlwire-query-refusals";
    private const string Path = "\"path\": \"/machine/peripheral/cxl-dcd0\"";
    private const string Event =
        """{"timestamp": {"seconds": 1767225600, "microseconds": 123456}, """
            + "\"event\": \"X_CXLWIRE_COMMAND_REFUSED\", \"data\": {"
            + Path + ", ";

    private const string WrongDpa =
        """
        "opcode": 18434, "command": "add-dc-response", "return-code": "Invalid Physical Address", "rule": "A2",
         "field": "extents[0].start_dpa", "offset": 8, "reason": "
        """;

    private readonly CxlDevice _device = new(DeviceConfigurationFile.Parse("""{"hosts": 2}"""u8.ToArray()));

    [Fact]
    public async Task A_refusal_is_told_and_kept_with_rule_field_and_byte()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        string said = RespondWrongly(_device, 1);
        string why = $"\"host-id\": 1, {WrongDpa.ReplaceLineEndings("")}{said}\"";
        Assert.Equal($"{Event}{why}}}}}", await peer.ReadAsync());
        Assert.Equal(
            $$$"""{"return": {{{{Path}}}, "count": 1, "refusals": [{"number": 1, {{{why}}}}]}}""",
            await peer.AskAsync(Query, """{"path": "cxl-dcd0"}"""));
    }

    [Fact]
    public async Task The_fabric_manager_has_no_host_and_an_unknown_opcode_no_name()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        Execute(_device.FabricManager.Cci, new Opcode(0xC123));
        const string why =
            """
            "opcode": 49443, "return-code": "Unsupported", "rule": "C1", "field": "opcode", "offset": 3,
             "reason": "this CCI does not carry the command"
            """;
        Assert.Equal($"{Event}{why.ReplaceLineEndings("")}}}}}", await peer.ReadAsync());
    }

    [Fact]
    public async Task What_a_tunnel_carries_is_told_of_its_host()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        Execute(
            _device.FabricManager.Cci, Opcode.TunnelManagementCommand, "01 00", Hex.U16(12),
            "00 2a 00 0056 000000 0000 0000");
        Assert.StartsWith(
            $$$"""{{{Event}}}"host-id": 1, "opcode": 22016, "command": "get-dcd-info", "return-code": "Unsupported","""
                + """ "rule": "C1", "field": "opcode", "offset": 3, """,
            await peer.ReadAsync(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_newest_are_kept_and_all_are_counted_and_a_host_can_be_asked_about()
    {
        Execute(_device.Hosts[0].Cci, Opcode.GetDcdInfo);
        for (int i = 0; i < RefusalLog.Capacity; i++)
            Execute(_device.Hosts[1].Cci, Opcode.GetLog);
        Execute(_device.FabricManager.Cci, new Opcode(0xC123));
        Execute(_device.Hosts[0].Cci, Opcode.GetDcdInfo);
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        Assert.Equal(
            $$$"""{"return": {{{{Path}}}, "count": 259, "refusals": [{"number": 259, "host-id": 0, "opcode": 22016,"""
                + """ "command": "get-dcd-info", "return-code": "Unsupported", "rule": "C1", "field": "opcode","""
                + """ "offset": 3, "reason": "this CCI does not carry the command"}]}}""",
            await peer.AskAsync(Query, """{"path": "cxl-dcd0", "host-id": 0}"""));
        string all = await peer.AskAsync(Query, """{"path": "cxl-dcd0"}""");
        Assert.Contains("\"refusals\": [{\"number\": 4, ", all, StringComparison.Ordinal);
        Assert.Equal(RefusalLog.Capacity, all.Split("\"number\": ").Length - 1);
    }

    [Theory]
    [InlineData("""{}""", "Parameter 'path' is missing")]
    [InlineData("""{"path": "cxl-dcd0", "host-id": 65536}""", "Parameter 'host-id' expects uint16_t: "
        + "65536 is given, 0 to 65535 are allowed")]
    [InlineData("""{"path": "cxl-dcd0", "host-id": 2}""", "host id is too large: 2 is given, 1 is the last")]
    [InlineData("""{"path": "cxl-dcd0", "fm": true}""", "Parameter 'fm' is unexpected")]
    public async Task A_query_that_is_wrong_is_refused(string arguments, string description)
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        Assert.Equal(Refusal.Of(description), await peer.AskAsync(Query, arguments));
    }

    [Fact]
    public async Task A_flood_that_a_peer_does_not_read_ends_no_session_and_what_was_missed_is_counted()
    {
        const int flood = 5000;
        using var server = new QmpServer([_device], new QmpServerOptions { Clock = QmpPeer.Clock });
        await using QmpPeer slow = QmpPeer.Connect(server, unreadLimit: 1);
        await slow.ReadAsync();
        await slow.WriteAsync("""{"execute": "qmp_capabilities"}""");
        await slow.ReadAsync();
        for (int i = 0; i < flood; i++)
            Execute(_device.Hosts[0].Cci, Opcode.GetDcdInfo);

        // The session may have taken some out of its queue meanwhile; what is told and what is missed is all.
        int told = 0;
        long missed = 0;
        while (told + missed < flood)
        {
            string line = await slow.ReadAsync();
            if (line.Contains("X_CXLWIRE_REFUSALS_MISSED", StringComparison.Ordinal))
                missed += long.Parse(line.Split("\"data\": {\"count\": ")[1].TrimEnd('}'));
            else if (line.StartsWith(Event, StringComparison.Ordinal))
                told++;
        }

        Assert.Equal(flood, told + missed);
        Assert.InRange(told, QmpSession.MaximumBeforeRefusal, flood - 1);
        await slow.WriteAsync("""{"execute": "query-status"}""");
        Assert.Equal("""{"return": {"running": true, "status": "running"}}""", await slow.ReadAsync());
    }

    /// <summary>A host accepts what it was not offered.</summary>
    /// <returns>The reason that it was refused for.</returns>
    private static string RespondWrongly(CxlDevice device, int hostId)
    {
        return Execute(
            device.Hosts[hostId].Cci, Opcode.AddDynamicCapacityResponse, Hex.U32(1), Hex.Zeros(4), Hex.U64(Region0),
            Hex.U64(2 * Mebibyte), Hex.Zeros(8));
    }

    private static string Execute(CciPort cci, Opcode opcode, params string[] payload)
    {
        CommandResult result = cci.Execute(opcode, Hex.Bytes(payload), new byte[cci.MaximumPayload]);
        return result.Refusal?.Reason ?? "";
    }
}
