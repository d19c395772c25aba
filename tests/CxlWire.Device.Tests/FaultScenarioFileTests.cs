using System.Text;
using System.Text.Json;
using CxlWire.Device.Faults;
using CxlWire.Device.Json;
using CxlWire.Protocol;
using CxlWire.Tests;

namespace CxlWire.Device.Tests;

/// <summary>Scenario files: what is wrong is told by path and value, and nothing starts.</summary>
public sealed class FaultScenarioFileTests
{
    private static string Fault(string when, string then) => $$"""{"faults": [{"when": {{when}}, "then": {{then}}}]}""";

    private static string ComplaintOf(string json) =>
        Assert.Throws<JsonFileException>(() => FaultScenarioFile.Parse(json)).Message;

    [Theory]
    [InlineData("[]", ": []: an object is needed")]
    [InlineData("{}", "faults: absent: is needed")]
    [InlineData("""{"faults": {}}""", "faults: {}: an array is needed")]
    [InlineData("""{"faults": [], "fault": 1}""", "fault: 1: not a member that a scenario has")]
    [InlineData("""{"faults": [], "seed": -1}""", "seed: -1: a whole number is needed")]
    [InlineData("""{"faults": [7]}""", "faults[0]: 7: an object is needed")]
    [InlineData("""{"faults": [{}]}""", "faults[0].when: absent: is needed")]
    [InlineData("""{"faults": [{"when": {"command": 1}}]}""", "faults[0].then: absent: is needed")]
    [InlineData("""{"faults": [{"name": ""}]}""", "faults[0].name: \"\": not 1 to 64 ASCII characters without spaces")]
    [InlineData(
        """{"faults": [{"name": "a b"}]}""", "faults[0].name: \"a b\": not 1 to 64 ASCII characters without spaces")]
    [InlineData(
        """{"faults": [{"name": "a", "when": {"command": 1}, "then": {"fault": "no_reply"}}, {"name": "a"}]}""",
        "faults[1].name: \"a\": another fault has that name")]
    public void A_wrong_value_is_named_by_path_and_value(string json, string complaint) =>
        Assert.Equal(complaint, ComplaintOf(json));

    [Theory]
    [InlineData("\"dynamic_capacity\"", 4)]
    [InlineData("\"dynamic-capacity\"", 4)]
    [InlineData("\"dc\"", 4)]
    [InlineData("\"fatal\"", 3)]
    [InlineData("\"0x1\"", 1)]
    [InlineData("2", 2)]
    public void A_log_is_named_as_in_the_file_or_on_the_command_line_or_by_number(string log, byte value)
    {
        Fault fault = FaultScenarioFile.Parse(
            Fault("""{"command": "get-log"}""", $$"""{"fault": "overflow_log", "log": {{log}}}""")).Faults[0];
        Assert.Equal(new EventLogType(value), Assert.IsType<FaultAction.OverflowLog>(fault.Action).Log);
        Fault lost = FaultScenarioFile.Parse(
            Fault($$"""{"interrupt": {{log}}}""", """{"fault": "lose_interrupt"}""")).Faults[0];
        Assert.Equal(new EventLogType(value), lost.Trigger.Log);
    }

    [Theory]
    [InlineData("{}", ": {}: one of command, record and interrupt is needed")]
    [InlineData(
        """{"command": 1, "record": "any"}""",
        ": {\"command\": 1, \"record\": \"any\"}: one of command, record and interrupt is needed")]
    [InlineData("""{"command": "frob"}""", ".command: \"frob\": a whole number is needed")]
    [InlineData("""{"command": 65536}""", ".command: 65536: not between 0 and 65535")]
    [InlineData(
        """{"record": "frob"}""",
        ".record: \"frob\": not one of add_capacity, release_capacity, forced_release, region_updated, add_response, "
        + "released, general_media, dram, memory_module")]
    [InlineData(
        """{"interrupt": "frob"}""",
        ".interrupt: \"frob\": not one of informational, warning, failure, fatal, dynamic_capacity or dc, nor a "
        + "number")]
    [InlineData("""{"interrupt": 5}""", ".interrupt: 5: not between 0 and 4")]
    [InlineData("""{"command": 1, "nth": 0}""", ".nth: 0: not between 1 and 4294967296")]
    [InlineData("""{"command": 1, "times": "often"}""", ".times: \"often\": a whole number is needed")]
    [InlineData("""{"command": 1, "probability": 1.1}""", ".probability: 1.1: a number from 0 to 1 is needed")]
    [InlineData("""{"command": 1, "probability": "1"}""", ".probability: \"1\": a number from 0 to 1 is needed")]
    [InlineData("""{"command": 1, "host": 0, "fm": true}""", ".host: 0: the Fabric Manager is no host")]
    [InlineData(
        """{"command": 1, "chain": 1}""",
        ".chain: 1: only records, pages of 4801h and payloads of 4802h and 4803h have a place in a chain")]
    [InlineData(
        """{"command": "0x4801", "chain": "last"}""", ".chain: \"last\": nobody knows which page of 4801h is the last")]
    [InlineData("""{"record": "any", "chain": 0}""", ".chain: 0: not between 1 and 2147483647")]
    [InlineData("""{"command": 1, "where": 1}""", ".where: 1: not a member that a scenario has")]
    public void A_wrong_moment_is_named(string when, string complaint) =>
        Assert.Equal($"faults[0].when{complaint}", ComplaintOf(Fault(when, """{"fault": "no_reply"}""")));

    [Theory]
    [InlineData("{}", ".fault: absent: is needed")]
    [InlineData("""{"fault": "no_reply", "ms": 1}""", ".ms: 1: not a member that a scenario has")]
    [InlineData("""{"fault": "return_code"}""", ".code: absent: is needed")]
    [InlineData("""{"fault": "return_code", "code": "Frob"}""", ".code: \"Frob\": a whole number is needed")]
    [InlineData(
        """{"fault": "return_code", "code": 1, "vendor_status": 65536}""",
        ".vendor_status: 65536: not between 0 and 65535")]
    [InlineData("""{"fault": "background"}""", ".after_ms: absent: is needed")]
    [InlineData("""{"fault": "delay", "ms": 3600001}""", ".ms: 3600001: not between 0 and 3600000")]
    [InlineData("""{"fault": "truncate", "bytes": -1}""", ".bytes: -1: a whole number is needed")]
    [InlineData("""{"fault": "pad", "bytes": 1048577}""", ".bytes: 1048577: not between 1 and 1048576")]
    [InlineData("""{"fault": "flip_bits", "bits": []}""", ".bits: []: not 1 to 4096 bits")]
    [InlineData("""{"fault": "flip_bits", "bits": [1], "count": 1}""", ".count: 1: either bits or count")]
    [InlineData("""{"fault": "flip_bits", "bits": [8388608]}""", ".bits[0]: 8388608: not between 0 and 8388607")]
    [InlineData("""{"fault": "wrong_tag", "offset": 0}""", ".offset: 0: not between 1 and 255")]
    [InlineData("""{"fault": "drop_record"}""", ".fault: \"drop_record\": cannot happen to a command")]
    [InlineData("""{"fault": "lose_interrupt"}""", ".fault: \"lose_interrupt\": cannot happen to a command")]
    public void A_wrong_fault_is_named(string then, string complaint) =>
        Assert.Equal($"faults[0].then{complaint}", ComplaintOf(Fault("""{"command": 1}""", then)));

    [Theory]
    [InlineData(
        """{"fault": "record_uuid", "value": "x"}""", ".value: \"x\": not a UUID: 8-4-4-4-12 hexadecimal digits")]
    [InlineData(
        """{"fault": "record_extent", "as": "far"}""", ".as: \"far\": not one of outside, overlapping, misaligned, "
            + "empty")]
    [InlineData(
        """{"fault": "record_tag", "value": "x"}""", ".value: \"x\": not a UUID: 8-4-4-4-12 hexadecimal digits")]
    [InlineData("""{"fault": "record_sequence"}""", ".value: absent: is needed")]
    [InlineData("""{"fault": "change_list"}""", ".fault: \"change_list\": cannot happen to a record")]
    [InlineData("""{"fault": "no_reply"}""", ".fault: \"no_reply\": cannot happen to a record")]
    public void A_wrong_fault_of_a_record_is_named(string then, string complaint) =>
        Assert.Equal($"faults[0].then{complaint}", ComplaintOf(Fault("""{"record": "any"}""", then)));

    [Fact]
    public void An_unknown_fault_is_told_which_there_are() => Assert.Equal(
        $"faults[0].then.fault: \"frob\": not a fault: {string.Join(", ", FaultScenarioFile.Kinds)}",
        ComplaintOf(Fault("""{"command": 1}""", """{"fault": "frob"}""")));

    [Fact]
    public void There_are_limits()
    {
        string many =
            string.Join(',', Enumerable.Repeat("""{"when": {"command": 1}, "then": {"fault": "no_reply"}}""", 257));
        Assert.Equal("faults: 257 faults: a scenario has at most 256", ComplaintOf($$"""{"faults": [{{many}}]}"""));
        Assert.StartsWith("$: line 1: not JSON: ", ComplaintOf(new string('[', 100_000)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("""{"faults": [], "faults": []}""")]
    [InlineData("""{"faults": [], "description": "\ud800"}""")]
    [InlineData("""{"faults": [], "\ud800": 1}""")]
    [InlineData("""{"faults": [{"name": "\ud800"}]}""")]
    public void What_is_no_text_is_refused(string json) => Assert.NotEmpty(ComplaintOf(json));

    [Fact]
    public void Every_truncation_and_every_changed_byte_of_a_scenario_is_one_or_is_refused()
    {
        byte[] scenario = File.ReadAllBytes(Repository.PathOf("fixtures", "scenarios", "background.json"));
        var random = new Random(6);
        for (int i = 0; i < 2 * scenario.Length; i++)
        {
            byte[] damaged = i < scenario.Length ? scenario[..i] : [.. scenario];
            if (i >= scenario.Length)
                damaged[i - scenario.Length] = (byte)random.Next(256);
            try
            {
                Assert.NotNull(FaultScenarioFile.Parse(damaged));
            }
            catch (JsonFileException e)
            {
                Assert.NotEmpty(e.Message);
            }
        }
    }

    [Fact]
    public void A_fault_that_waits_for_a_moment_is_not_injected()
    {
        using var document = JsonDocument.Parse("""{"fault": "no_reply"}""");
        JsonFileException e =
            Assert.Throws<JsonFileException>(() => FaultScenarioFile.ParseImmediate(document.RootElement));
        Assert.Equal(
            "fault: \"no_reply\": cannot happen at once: it needs a command, record or interrupt to happen to",
            e.Message);
        Assert.Equal("fault", e.Path);
    }

    [Fact]
    public void The_text_of_a_scenario_is_one_line()
    {
        byte[] json = Encoding.UTF8.GetBytes("{ // what goes wrong\n \"faults\": [], \n}");
        Assert.Equal("""{"faults":[]}""", FaultScenarioFile.Parse(json).Json);
    }
}
