using CxlWire.Device.Json;

namespace CxlWire.Verification.Tests;

/// <summary>What is no condition is refused with the path of what is wrong.</summary>
public sealed class ConditionFileTests
{
    [Theory]
    [InlineData("5", "condition: 5: an object is needed")]
    [InlineData(
        "{}",
        "condition: {}: one of pending, answered, list, held, command, log_empty, fault, violated, listens, "
            + "connected, all and any is needed")]
    [InlineData(
        """{"list": 1, "pending": 2}""",
        "condition.list: 1: a condition is of one kind, and this has pending, too")]
    [InlineData("""{"list": -1}""", "condition.list: -1: a whole number is needed")]
    [InlineData("""{"list": 4294967296}""", "condition.list: 4294967296: not between 0 and 2147483647")]
    [InlineData("""{"list": null}""", "condition.list: null: a whole number is needed")]
    [InlineData("""{"list": 1, "host": 2}""", "condition.host: 2: there is no such host: 1 is the last")]
    [InlineData("""{"list": 1, "hosts": 1}""", "condition.hosts: 1: not a member that a condition with list has")]
    [InlineData("""{"list": 1, "fm": true}""", "condition.fm: true: not a member that a condition with list has")]
    [InlineData("""{"fault": "x", "host": 0}""", "condition.host: 0: not a member that a condition with fault has")]
    [InlineData("""{"answered": 0}""", "condition.answered: 0: not between 1 and 4294967296")]
    [InlineData(
        """{"command": "get-extents"}""",
        "condition.command: \"get-extents\": not a command: cxlwire list has their names")]
    [InlineData("""{"command": 65536}""", "condition.command: 65536: not between 0 and 65535")]
    [InlineData(
        """{"command": "release-dc", "return_code": "Bussy"}""",
        "condition.return_code: \"Bussy\": not a return code: its name or number is needed")]
    [InlineData("""{"command": "release-dc", "times": 0}""", "condition.times: 0: not between 1 and 4294967296")]
    [InlineData(
        """{"command": "release-dc", "fm": true, "host": 0}""", "condition.host: 0: the Fabric Manager is no host")]
    [InlineData(
        """{"log_empty": "all"}""",
        "condition.log_empty: \"all\": not one of informational, warning, failure, fatal, dynamic_capacity or dc, "
            + "nor a number")]
    [InlineData("""{"fault": ""}""", "condition.fault: \"\": not 1 to 64 ASCII characters without spaces")]
    [InlineData("""{"violated": 1}""", "condition.violated: 1: text is needed")]
    [InlineData("""{"listens": 1}""", "condition.listens: 1: true or false is needed")]
    [InlineData("""{"held": 1}""", "condition.held: 1: an array is needed")]
    [InlineData("""{"held": [[0, 4], [1]]}""", "condition.held[1]: [1]: a DPA and a length are needed")]
    [InlineData("""{"held": [[8, 4], [0, 9]]}""", "condition.held[0]: [8, 4]: overlaps another range")]
    [InlineData("""{"held": [[8, 0]]}""", "condition.held[0]: [8, 0]: an empty range")]
    [InlineData(
        """{"held": [[18446744073709551615, 2]]}""",
        "condition.held[0]: [18446744073709551615, 2]: leaves 64 bits")]
    [InlineData("""{"all": []}""", "condition.all: []: at least one condition is needed")]
    [InlineData(
        """{"any": [{"list": 1}, {"all": [{"list": true}]}]}""",
        "condition.any[1].all[0].list: true: a whole number is needed")]
    [InlineData("""{"fault": "\ud800"}""", "condition: not text: half of a surrogate pair, which no text has")]
    public void What_is_wrong_is_said_with_its_path(string json, string expected) =>
        Assert.Equal(expected, Assert.Throws<JsonFileException>(() => Watched.Read(json)).Message);

    [Fact]
    public void A_condition_has_so_many_parts()
    {
        static string Of(int parts) =>
            $$"""{"any": [{{string.Join(", ", Enumerable.Repeat("{\"list\": 0}", parts))}}]}""";
        Watched.Read(Of(255));
        Assert.Equal(
            "condition.any[255]: {\"list\": 0}: one condition has at most 255 inside of it",
            Assert.Throws<JsonFileException>(() => Watched.Read(Of(256))).Message);
        string ranges = string.Join(", ", Enumerable.Range(0, 4097).Select(i => $"[{2 * i}, 1]"));
        Assert.Equal(
            "condition.held: 4097 ranges: there are at most 4096",
            Assert.Throws<JsonFileException>(() => Watched.Read($$"""{"held": [{{ranges}}]}""")).Message);
    }

    [Fact]
    public void Without_a_device_any_host_may_be_meant() =>
        Assert.Equal("the list of host 9 has 1 extent", Watched.Read("""{"list": 1, "host": 9}""", null).ToString());
}
