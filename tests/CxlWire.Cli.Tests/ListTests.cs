using System.Text.Json;
using CxlWire.Protocol;
using CxlWire.Protocol.Commands;

namespace CxlWire.Cli.Tests;

public sealed class ListTests
{
    [Fact]
    public async Task Has_a_line_for_every_opcode()
    {
        Outcome outcome = await Cli.RunAsync("list");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(CommandTable.Rows.Count + 2, outcome.Lines.Length);
        Assert.Equal(
            "opcode  command                             name                                CCIs               "
                + "request               section      effects",
            outcome.Lines[0]);
        Assert.Contains(
            "0101h   clear-event-records                 Clear Event Records                 host, fm           "
                + "6 + 2 x handle_count  8.2.9.2.3    immediate log change",
            outcome.Lines);
        Assert.Contains(
            "0106h   event-notification                  Event Notification                  from device        "
                + "exactly 2             8.2.9.2.8",
            outcome.Lines);
        Assert.Contains(
            "4801h   get-dc-extent-list                  Get Dynamic Capacity Extent List    host               "
                + "exactly 8             8.2.9.9.9.2",
            outcome.Lines);
        Assert.Contains(
            "5500h   get-multi-headed-info               Get Multi-Headed Info               fm, several hosts  "
                + "exactly 2             7.6.7.5.1",
            outcome.Lines);
    }

    [Theory]
    [InlineData("r3.1", "8.2.9.9.9.3", "CXL r3.1 8.2.9.9.9.2 Get Dynamic Capacity Extent List (4801h)")]
    [InlineData("r4.0", "8.2.10.9.9.3", "CXL r4.0 8.2.10.9.9.2 Get Dynamic Capacity Extent List (4801h)")]
    public async Task Numbers_sections_as_a_revision_does(string revision, string response, string list)
    {
        Outcome commands = await Cli.RunAsync("list", "--json", "--revision", revision);
        using var rows = JsonDocument.Parse(commands.Bytes);
        Assert.Equal(
            [response, "7.6.7.6.5"],
            rows.RootElement.EnumerateArray()
                .Where(r => r.GetProperty("opcode").GetString() is "0x4802" or "0x5604")
                .Select(r => r.GetProperty("section").GetString()!));
        Outcome layouts = await Cli.RunAsync("list", "--layouts", "--json", "--revision", revision);
        using var all = JsonDocument.Parse(layouts.Bytes);
        Assert.Equal(
            list,
            all.RootElement.EnumerateArray()
                .Single(l => l.GetProperty("layout").GetString() == "get_dc_extent_list_request")
                .GetProperty("section").GetString());
    }

    [Fact]
    public async Task Is_the_command_table_as_json()
    {
        Outcome outcome = await Cli.RunAsync("list", "--json");
        using var document = JsonDocument.Parse(outcome.Bytes);
        JsonElement[] rows = [.. document.RootElement.EnumerateArray()];
        Assert.Equal(
            CommandTable.Rows.Select(r => $"0x{r.Opcode.Value:x4}"),
            rows.Select(r => r.GetProperty("opcode").GetString()));
        Assert.Equal(
            """
            {
                "opcode": "0x4802",
                "command": "add-dc-response",
                "name": "Add Dynamic Capacity Response",
                "section": "8.2.9.9.9.3",
                "ccis": [
                  "host"
                ],
                "sent_by_device": false,
                "needs_several_hosts": false,
                "request_bytes": "8 + 24 x count",
                "request_layout": "add_dc_response_request",
                "response_layout": "empty",
                "effects": [
                  "immediate data change"
                ]
              }
            """,
            rows.Single(r => r.GetProperty("opcode").GetString() == "0x4802").GetRawText());
    }

    [Fact]
    public async Task Has_every_layout()
    {
        Outcome plain = await Cli.RunAsync("list", "--layouts");
        Assert.Contains(
            "get_dc_configuration_response              8 + 40 x regions_returned + 16  CXL r3.1 8.2.9.9.9.1 Get "
                + "Dynamic Capacity Configuration (4800h)",
            plain.Lines);
        Outcome json = await Cli.RunAsync("list", "--layouts", "--json");
        using var document = JsonDocument.Parse(json.Bytes);
        Assert.Equal(
            Layouts.All.Select(l => l.Name),
            document.RootElement.EnumerateArray().Select(l => l.GetProperty("layout").GetString()));
    }
}
