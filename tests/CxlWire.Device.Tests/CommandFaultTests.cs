using CxlWire.Device.Faults;
using CxlWire.Protocol;
using CxlWire.Tests;
using static CxlWire.Device.Tests.Rig;

namespace CxlWire.Device.Tests;

/// <summary>At which command of a chain a fault happens, and what it leaves of the reply.</summary>
public sealed class CommandFaultTests
{
    private readonly Rig _rig = new();

    private void Load(string when, string then) => _rig.Device.LoadFaults(
        FaultScenarioFile.Parse($$"""{"faults": [{"when": {{when}}, "then": {{then}}}]}"""));

    private string Ask(Opcode opcode, params string[] payload)
    {
        byte[] reply = new byte[_rig.Host.Cci.MaximumPayload];
        CommandResult result = _rig.Host.Cci.Execute(opcode, Hex.Bytes(payload), reply);
        string vendor = result.VendorStatus == 0 ? "" : $" {result.VendorStatus:x}h";
        string fault = result.ReplyFault is null ? "" : $", {result.ReplyFault}";
        return $"{result.Code.Name}{vendor}: {Hex.Text(reply.AsSpan(0, result.Length))}{fault}";
    }

    /// <summary>Which of some commands are busy, each at that place of a chain of its own kind.</summary>
    private string Busy(string chain, params (Opcode Opcode, string Payload)[] commands)
    {
        IEnumerable<string> faults = commands.Select(c => c.Opcode).Distinct().Select(opcode => $$"""
            {"when": {"command": "0x{{opcode.Value:x4}}", "chain": {{chain}}, "times": "always"},
             "then": {"fault": "return_code", "code": "Busy"} }
            """);
        _rig.Device.LoadFaults(FaultScenarioFile.Parse($$"""{"faults": [{{string.Join(", ", faults)}}]}"""));
        return string.Concat(commands.Select(
            c => Ask(c.Opcode, c.Payload).StartsWith("Busy", StringComparison.Ordinal) ? 'x' : '.'));
    }

    [Theory]
    [InlineData("1", "x..x.")]
    [InlineData("2", ".x..x")]
    [InlineData("3", "..x..")]
    public void Pages_of_the_list_have_places(string chain, string busy)
    {
        _rig.Give((0, 1), (2, 1), (4, 1));
        Assert.Equal(busy, Busy(chain, [.. new[] { 0, 1, 2, 0, 1 }.Select(
            start => (Opcode.GetDynamicCapacityExtentList, Hex.U32(1) + Hex.U32(start)))]));
    }

    [Fact]
    public void A_reading_that_begins_in_the_middle_begins_at_its_second_page()
    {
        _rig.Give((0, 1), (2, 1), (4, 1));
        Assert.Equal("x.", Busy("2", [.. new[] { 1, 2 }.Select(
            start => (Opcode.GetDynamicCapacityExtentList, Hex.U32(1) + Hex.U32(start)))]));
    }

    [Theory]
    [InlineData("1", "xx....x")]
    [InlineData("2", "..xx...")]
    [InlineData("3", "....xx.")]
    [InlineData("\"last\"", "....xx.")]
    public void Responses_and_releases_are_chains_of_their_own(string chain, string busy)
    {
        (Opcode, string) response = (Opcode.AddDynamicCapacityResponse, Entries(more: true, (0, 1)));
        (Opcode, string) release = (Opcode.ReleaseDynamicCapacity, Entries(more: true, (9, 1)));
        Assert.Equal(busy, Busy(
            chain,
            response, release, response, release,
            (Opcode.AddDynamicCapacityResponse, Entries((2, 1))), (Opcode.ReleaseDynamicCapacity, Entries((2, 1))),
            response));
    }

    [Fact]
    public void A_type_of_record_stays_seen()
    {
        Assert.Null(_rig.Offer((0, 1), (2, 1)));
        Load(
            """{"command": "identify", "after_read": "add_capacity"}""",
            """{"fault": "return_code", "code": "Busy"}""");
        Ask(Opcode.GetEventRecords, "04");
        Ask(Opcode.GetEventRecords, "04");
        Assert.Equal("Busy: ", Ask(Opcode.Identify));
        Load(
            """{"command": "identify", "after_record": "add_capacity"}""",
            """{"fault": "return_code", "code": "Busy"}""");
        Assert.Null(_rig.Offer((4, 1)));
        Assert.Null(_rig.Offer((6, 1)));
        Assert.Equal("Busy: ", Ask(Opcode.Identify));
    }

    [Fact]
    public void A_success_that_is_carried_out_keeps_its_reply()
    {
        string identity = Ask(Opcode.GetTimestamp);
        Load(
            """{"command": "get-timestamp"}""",
            """{"fault": "return_code", "code": "Success", "carried_out": true, "vendor_status": 4660}""");
        Assert.Equal(identity.Replace("Success", "Success 1234h", StringComparison.Ordinal), Ask(Opcode.GetTimestamp));
        Load(
            """{"command": "get-timestamp"}""", """{"fault": "return_code", "code": "Success"}""");
        Assert.Equal("Success: ", Ask(Opcode.GetTimestamp));
    }

    [Fact]
    public void A_success_of_what_failed_has_no_reply()
    {
        Load(
            """{"command": "release-dc"}""",
            """{"fault": "return_code", "code": "Success", "carried_out": true}""");
        Assert.Equal("Success: ", Ask(Opcode.ReleaseDynamicCapacity, Entries()));
        Assert.Equal("Invalid Input: ", Ask(Opcode.ReleaseDynamicCapacity, Entries()));
    }

    [Theory]
    [InlineData("{\"fault\": \"truncate\", \"bytes\": 8}", 0, "0000000000000000")]
    [InlineData("{\"fault\": \"truncate\", \"bytes\": 7}", 1, "00000000000000")]
    [InlineData("{\"fault\": \"flip_bits\", \"bits\": [64]}", 0, "0000000000000000")]
    [InlineData("{\"fault\": \"flip_bits\", \"bits\": [63, 64]}", 1, "0000000000000080")]
    [InlineData("{\"fault\": \"delay\", \"ms\": 5}", 1, "0000000000000000, 5 ms late")]
    [InlineData("{\"fault\": \"delay\", \"ms\": 5, \"others_wait\": false}", 1,
        "0000000000000000, 5 ms late, others pass")]
    [InlineData("{\"fault\": \"cut\", \"bytes\": 13}", 1, "0000000000000000, cut after 13 bytes")]
    public void A_reply_of_eight_bytes_is_spoilt(string then, int fired, string reply)
    {
        Load("""{"command": "any", "times": "always"}""", then);
        Assert.Equal($"Success: {reply}", Ask(Opcode.GetTimestamp));
        Assert.Equal((1, fired), (_rig.Device.Faults!.Counts[0].Matches, _rig.Device.Faults.Counts[0].Fired));
    }

    [Fact]
    public void Of_two_cuts_the_shorter_counts()
    {
        _rig.Device.LoadFaults(FaultScenarioFile.Parse("""
            {"faults": [{"when": {"command": "any"}, "then": {"fault": "cut", "bytes": 3}},
                        {"when": {"command": "any"}, "then": {"fault": "cut", "bytes": 9}}]}
            """));
        Assert.Equal("Success: 0000000000000000, cut after 3 bytes", Ask(Opcode.GetTimestamp));
    }

    [Fact]
    public void Chance_flips_one_of_all_bits_of_the_reply()
    {
        var flipped = new HashSet<string>();
        Load("""{"command": "any", "times": "always"}""", """{"fault": "flip_bits", "count": 1}""");
        for (int i = 0; i < 1000; i++)
            flipped.Add(Ask(Opcode.GetTimestamp));
        Assert.Equal(64, flipped.Count);
    }

    [Fact]
    public void A_full_reply_is_not_padded()
    {
        var rig = new Rig("""{"payload_size": 256, "lsa_size": 256}""");
        rig.Device.LoadFaults(FaultScenarioFile.Parse("""
            {"faults": [{"when": {"command": "any", "times": "always"}, "then": {"fault": "pad", "bytes": 4}}]}
            """));
        byte[] reply = new byte[256];
        Assert.Equal(256, rig.Host.Cci.Execute(Opcode.GetLsa, Hex.Bytes(Hex.U32(0), Hex.U32(256)), reply).Length);
        Assert.Equal(0, rig.Device.Faults!.Counts[0].Fired);
        Assert.Equal(255 + 1, rig.Host.Cci.Execute(Opcode.GetLsa, Hex.Bytes(Hex.U32(0), Hex.U32(255)), reply).Length);
        Assert.Equal(1, rig.Device.Faults.Counts[0].Fired);
    }

    [Fact]
    public void Faults_that_are_cleared_happen_no_more_and_what_they_let_take_long_is_forgotten()
    {
        Load(
            """{"command": "identify", "times": "always"}""",
            """{"fault": "background", "after_ms": 1000, "code": "Success"}""");
        Assert.Equal("Background Command Started: ", Ask(Opcode.Identify));
        Assert.Equal("Busy: ", Ask(Opcode.Identify));
        _rig.Device.LoadFaults(null);
        Assert.StartsWith("Success: 981ecd0d", Ask(Opcode.Identify), StringComparison.Ordinal);
        Assert.Equal("Success: 0000000000000000", Ask(Opcode.BackgroundOperationStatus));
    }
}
