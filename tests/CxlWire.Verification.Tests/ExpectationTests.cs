using System.Text.Json;
using CxlWire.Device.Json;
using CxlWire.Protocol;

namespace CxlWire.Verification.Tests;

/// <summary>What should have happened is found, or the nearest miss is told.</summary>
public sealed class ExpectationTests : IDisposable
{
    private readonly Watched _watched = new();
    private readonly JournalMonitor _monitor;

    public ExpectationTests() => _monitor = new JournalMonitor(_watched.Device);

    public void Dispose() => _monitor.Dispose();

    [Fact]
    public void A_sequence_is_found_with_others_between()
    {
        Converse();
        Assert.Equal(
            [1, 3, 4],
            Verify(
                """
                {"sequence": [{"command": "get-event-records", "host": 0, "reply": {"record_count": 2}},
                  {"command": "add-dc-response", "return_code": "Success",
                    "request": {"more": false, "extents": [{"start_dpa": "0x10000000"}, {"length": 2097152}]}},
                  {"command": "release-dc", "request": {"extents[0].start_dpa": 268435456, "count": 1}}]}
                """).Entries);
        Assert.Equal([2, 3], Verify("""{"count": {"command": "add-dc-response"}, "times": 2}""").Entries);
        Assert.True(Verify("""{"count": {"command": "any", "fm": true}, "max": 0}""").IsMet);
        Assert.Equal([5], Verify("""{"count": {"reset": true}, "min": 1}""").Entries);
    }

    [Theory]
    [InlineData(
        """{"sequence": [{"command": "release-dc"}, {"command": "add-dc-response"}]}""",
        "sequence[1] {\"command\":\"add-dc-response\"} was not seen after entry 4: nothing like it is there; before "
            + "that came entry 2, host 0: add-dc-response, Invalid Physical Address (0Fh)")]
    [InlineData(
        """{"sequence": [{"command": "release-dc", "host": 1}]}""",
        "sequence[0] {\"command\":\"release-dc\",\"host\":1} was not seen: the nearest is entry 4, host 0: release-dc, "
            + "Success (00h): host: expected host 1, seen host 0; request count=1 more=false "
            + "extents[0].start_dpa=0x10000000 extents[0].length=2097152")]
    [InlineData(
        """{"sequence": [{"command": "add-dc-response", "return_code": "Success", "request": {"extents": []}}]}""",
        "sequence[0] {\"command\":\"add-dc-response\",\"return_code\":\"Success\",\"request\":{\"extents\":[]}} was "
            + "not seen: the nearest is entry 3, host 0: add-dc-response, Success (00h): request.extents, entries: "
            + "expected 0, seen 2; request count=2 more=false extents[0].start_dpa=0x10000000 "
            + "extents[0].length=2097152 extents[1].start_dpa=0x10200000 extents[1].length=2097152")]
    [InlineData(
        """{"sequence": [{"command": "release-dc", "request": {"tag": 1, "count": 2}}]}""",
        "sequence[0] {\"command\":\"release-dc\",\"request\":{\"tag\":1,\"count\":2}} was not seen: the nearest is "
            + "entry 4, host 0: release-dc, Success (00h): request.tag: expected 1, and there is only count, more, "
            + "flags_reserved, reserved5, extents; request.count: expected 2, seen 1; request count=1 more=false "
            + "extents[0].start_dpa=0x10000000 extents[0].length=2097152")]
    [InlineData(
        """{"count": {"command": "add-dc-response", "return_code": "Success"}, "times": 2}""",
        "count {\"command\":\"add-dc-response\",\"return_code\":\"Success\"} was seen 1 time, and 2 is expected; of "
            + "the others, the nearest is entry 2, host 0: add-dc-response, Invalid Physical Address (0Fh): "
            + "return_code: expected Success (00h), seen Invalid Physical Address (0Fh); request count=1 more=false "
            + "extents[0].start_dpa=0x20000000 extents[0].length=2097152")]
    [InlineData(
        """{"count": {"command": "any"}, "max": 2}""",
        "count {\"command\":\"any\"} was seen 4 times, and at most 2 is expected; the last are entries 1, 2, 3, 4")]
    [InlineData(
        """{"sequence": [{"command": "get-event-records"}, {"command": "release-dc"}], "strict": true}""",
        "sequence[1] {\"command\":\"release-dc\"} was not seen: entry 2, host 0: add-dc-response, Invalid Physical "
            + "Address (0Fh) came in its place")]
    [InlineData(
        """{"sequence": [{"reset": true}, {"command": "any"}], "strict": true}""",
        "sequence[1] {\"command\":\"any\"} was not seen: nothing came after what precedes it")]
    [InlineData(
        """{"sequence": [{"fault": "busy"}]}""",
        "sequence[0] {\"fault\":\"busy\"} was not seen: nothing like it is there")]
    public void What_is_not_met_says_the_nearest_miss(string expectation, string miss)
    {
        Converse();
        Assert.Equal(miss, Verify(expectation).Miss);
    }

    [Fact]
    public void A_strict_sequence_may_begin_anywhere()
    {
        Converse();
        Assert.Equal(
            [2, 3, 4],
            Verify(
                """
                {"sequence": [{"command": "add-dc-response"}, {"command": "add-dc-response"},
                  {"command": "release-dc"}], "strict": true}
                """).Entries);
    }

    [Fact]
    public void What_is_forgotten_or_not_kept_is_not_looked_at()
    {
        Converse();
        _monitor.Reset();
        Assert.False(Verify("""{"count": {"command": "any"}, "min": 1}""").IsMet);
        for (int i = 0; i < 10_000; i++)
            _watched.Send(Opcode.GetTimestamp);
        Findings findings = Verify("""{"count": {"command": "any"}, "min": 10000}""");
        Assert.Equal(10_000 - 8192, findings.Missed);
        Assert.Equal(
            "count {\"command\":\"any\"} was seen 8192 times, and at least 10000 is expected; of the others, nothing "
                + "like it is there; of what came first, 1808 are not kept any more",
            findings.Miss);
    }

    [Theory]
    [InlineData("5", ": 5: an object is needed")]
    [InlineData("{}", ": {}: one of sequence and count is needed")]
    [InlineData("""{"sequence": []}""", "sequence: 0 patterns: 1 to 256 are needed")]
    [InlineData("""{"sequence": [{}]}""", "sequence[0]: {}: one of command, fault, control and reset is needed")]
    [InlineData("""{"sequence": [{"command": "any"}], "strict": 1}""", "strict: 1: true or false is needed")]
    [InlineData(
        """{"sequence": [{"command": "any", "hosts": 1}]}""", "sequence[0].hosts: 1: not a member that a pattern has")]
    [InlineData(
        """{"sequence": [{"command": "any", "fm": true, "host": 1}]}""",
        "sequence[0].host: 1: the Fabric Manager is no host")]
    [InlineData(
        """{"sequence": [{"command": "any", "request": 1}]}""", "sequence[0].request: 1: an object is needed")]
    [InlineData("""{"sequence": [{"reset": false}]}""", "sequence[0].reset: false: true is needed")]
    [InlineData(
        """{"count": {"command": "any"}}""",
        ": {\"count\": {\"command\": \"any\"}}: either times or min and max are needed")]
    [InlineData("""{"count": {"command": "any"}, "min": 2, "max": 1}""", "max: 1: not between 2 and 4294967296")]
    public void What_is_wrong_is_said_with_its_path(string json, string expected) =>
        Assert.Equal(expected, Assert.Throws<JsonFileException>(() => Verify(json)).Message);

    /// <summary>0 offer, 1 records read, 2 wrong answer, 3 answer, 4 release, 5 reset.</summary>
    private void Converse()
    {
        _watched.Offer((0, 1), (1, 1));
        _watched.Send(Opcode.GetEventRecords, "04");
        _watched.Answer(false, (128, 1));
        _watched.Answer(false, (0, 1), (1, 1));
        _watched.Send(
            Opcode.ReleaseDynamicCapacity,
            "0100000000000000" + "0000001000000000" + "0000200000000000" + new string('0', 16));
        _watched.Device.Reset();
    }

    private Findings Verify(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return Expectation.Parse(document.RootElement).Verify(() => _monitor.Read());
    }
}
