using System.Text;
using CxlWire.Device.Json;
using CxlWire.Judge.Cases;

namespace CxlWire.Judge.Tests;

public sealed class DriverCaseFileTests
{
    private const string Whole = """
        {
          "name": "a-1",
          "title": "All kinds of steps.",
          "rules": ["H1", "H34"],
          "seed": 7,
          "over": "stream",
          "steps": [
            {"until":{"list":1},"within":0.5},
            {"until":{"listens":true}},
            {"pass":0.25},
            {"qmp":"add","region":1,"extents":[[0,2097152]],
             "args":{"host-id":1,"tag":"5be13bce-ae34-4a77-b6c3-16df975fcf1a"}},
            {"faults":{"faults":[{"when":{"command":"4802"},"then":{"fault":"no_reply"}}]}},
            {"faults":null},
            {"inject":{"fault":"reset"},"host":0},
            {"reset":"function-level","host":0},
            {"fm":"5600","name":"Get DCD Info","req":""},
            {"host":1,"op":"0001","name":"Identify","req":""},
            {"control":"query-version","arguments":{}},
            {"poison":[64,64]}
          ]
        }
        """;

    [Fact]
    public void What_is_written_is_read_again()
    {
        DriverCase read = Parse(Whole);
        using var written = new MemoryStream();
        DriverCaseFile.Write(written, read);
        Assert.Equal(Compact(Whole), Compact(Encoding.UTF8.GetString(written.ToArray())));
        Assert.Equal(12, read.Steps.Count);
    }

    [Theory]
    [InlineData("\"a-1\"", "\"A 1\"", "name: \"A 1\": 1 to 64 lower-case letters, digits and hyphens are needed")]
    [InlineData("\"H34\"", "\"H35\"", "rules[1]: \"H35\": not a rule of the host, H1 to H34")]
    [InlineData("\"stream\"", "\"post\"", "over: \"post\": not one of stream, mailbox")]
    [InlineData("0.25", "-1", "steps[2].pass: -1: a part of T, from 0 to 1000, is needed")]
    [InlineData("{\"pass\":0.25}", "{\"wait\":5}", "steps[2].wait: 5: a case passes time in parts of T: \"pass\"")]
    [InlineData(
        "{\"pass\":0.25}",
        "{\"op\":\"0001\",\"req\":\"\"}",
        "steps[2].op: \"0001\": host 0 is the driver's: only others are spoken for")]
    [InlineData("\"seed\": 7", "\"sed\": 7", "sed: 7: not a member that a case has")]
    public void What_is_no_case_is_refused_with_its_path(string text, string wrong, string message) => Assert.Equal(
        message,
        Assert.Throws<JsonFileException>(() => Parse(Whole.Replace(text, wrong, StringComparison.Ordinal))).Message);

    private static DriverCase Parse(string json) => DriverCaseFile.Parse(Encoding.UTF8.GetBytes(json));

    private static string Compact(string json) =>
        new([.. json.Where(c => !char.IsWhiteSpace(c))]);
}
