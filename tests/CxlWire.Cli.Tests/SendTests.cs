using System.Text.Json;
using CxlWire.Device;
using CxlWire.Device.Configuration;
using CxlWire.Device.FabricManagement;
using CxlWire.Protocol;
using CxlWire.Tests;
using CxlWire.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace CxlWire.Cli.Tests;

public sealed class SendTests
{
    private const string EmptyList =
        """
        > 00 00 00 01 48 08 00 00 00 00 00 00   REQUEST
        < 01 00 00 01 48 10 00 00 00 00 00 00   00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00

        0000  01           bits 3:0    category                    1           response
        0001  00                       message_tag                 0
        0003  01 48                    opcode                      0x4801      Get Dynamic Capacity Extent List
        0005  10 00 00     bits 20:0   payload_length              16          bytes
        0008  00 00                    return_code                 0           Success
        000c  00 00 00 00              returned                    0
        0010  00 00 00 00              total                       0
        0014  00 00 00 00              generation                  0
        001c                           extents                     no entries

        """;

    private const string FullEmptyList =
        """
        message 1 at 0000h: response to Get Dynamic Capacity Extent List (4801h), tag 0, Success (00h), 16 bytes of payload
        0000                           header                      cci_header, 12 bytes
        0000  01           bits 3:0      category                  1           response
        0000               bits 7:4      category_reserved         0
        0001  00                         message_tag               0
        0002  00                         reserved2                 0
        0003  01 48                      opcode                    0x4801      Get Dynamic Capacity Extent List
        0005  10 00 00     bits 20:0     payload_length            16          bytes
        0005               bits 22:21    length_reserved           0
        0005               bit 23        background_operation      false
        0008  00 00                      return_code               0           Success
        000a  00 00                      vendor_status             0
        000c                           payload                     get_dc_extent_list_response, 16 bytes
        000c  00 00 00 00                returned                  0
        0010  00 00 00 00                total                     0
        0014  00 00 00 00                generation                0
        0018  00 00 00 00                reserved12                0
        001c                             extents                   no entries

        """;

    [Theory]
    [InlineData("get-dc-extent-list --start 0 --count 10", "0a 00 00 00 00 00 00 00")]
    [InlineData("4801", "ff ff ff ff 00 00 00 00")]
    [InlineData("4801h --count 0x10", "10 00 00 00 00 00 00 00")]
    [InlineData("0x4801", "ff ff ff ff 00 00 00 00")]
    [InlineData("0X4801 --payload 0a00000000000000", "0a 00 00 00 00 00 00 00")]
    [InlineData("4801 --payload 0x0a00000000000000", "0a 00 00 00 00 00 00 00")]
    public async Task A_command_goes_by_name_and_by_number(string command, string request)
    {
        await using Peer device = NewDevice();
        Outcome outcome = await Cli.RunAsync(["send", device.Address, .. command.Split(' ')]);
        Assert.Equal("", outcome.Error);
        Assert.Equal(EmptyList.Replace("REQUEST", request, StringComparison.Ordinal), outcome.Output);
        Assert.Equal(0, outcome.ExitCode);
    }

    [Fact]
    public async Task Every_field_is_shown_where_that_is_wanted()
    {
        await using Peer device = NewDevice();
        Outcome outcome = await Cli.RunAsync("send", device.Address, "get-dc-extent-list", "--full");
        Assert.Equal((0, FullEmptyList, ""), (outcome.ExitCode, outcome.Output, outcome.Error));
        outcome = await Cli.RunAsync("send", device.Address, "get-dc-extent-list", "--full", "--json");
        Assert.Equal(
            (2, "", "cxlwire: --json and --full: the response is shown once\n"),
            (outcome.ExitCode, outcome.Output, outcome.Error));
    }

    /// <summary>What the first page of the project shows of an exchange, up to where it stops.</summary>
    [Fact]
    public async Task The_readme_shows_what_is_printed()
    {
        var device = new CxlDevice(DeviceConfiguration.Default);
        CciPort cci = device.Hosts[0].Cci;
        Assert.Null(device.FabricManager.Add(new AddCapacityRequest
        {
            Extents = [new RegionRange(0, 128 << 20), new RegionRange(256 << 20, 128 << 20)],
        }));
        cci.Execute(
            Opcode.AddDynamicCapacityResponse,
            Hex.Bytes(
                "02000000 00000000", "0000001000000000 0000000800000000", Hex.Zeros(8),
                "0000002000000000 0000000800000000", Hex.Zeros(8)),
            new byte[cci.MaximumPayload]);
        await using var peer = new Peer(new CciServer(device, cci, NullLogger.Instance).ServeAsync);
        Outcome outcome = await Cli.RunAsync("send", peer.Address, "get-dc-extent-list");
        string readme = await File.ReadAllTextAsync(Repository.PathOf("README.md"), Cli.Cancelled);
        int start = readme.IndexOf("\n> 00", StringComparison.Ordinal) + 1;
        string shown = readme[start..readme.IndexOf("...\n```", start, StringComparison.Ordinal)];
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.True(shown.Length > 1000, shown);
        Assert.StartsWith(shown, outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_control_socket_says_why_a_command_was_refused()
    {
        using var directory = new TempDirectory();
        string host = $"unix:{directory.PathOf("h")}", control = $"unix:{directory.PathOf("qmp")}";
        await using CliProcess server = await CliProcess.ServeAsync("--host", host, "--qmp", control);
        string[] command = ["send", host, "add-dc-response", "--extent", "start_dpa=0x10000000,length=0x200000"];
        for (int i = 0; i < 2; i++)
        {
            Outcome outcome = await Cli.RunAsync([.. command, "--qmp", control]);
            Assert.Equal(
                (1, """
                    > 00 00 00 02 48 20 00 00 00 00 00 00   01 00 00 00 00 00 00 00 00 00 00 10 00 00 00 00 ...
                    < 01 00 00 02 48 00 00 00 0f 00 00 00

                    0000  01           bits 3:0    category                    1           response
                    0001  00                       message_tag                 0
                    0003  02 48                    opcode                      0x4802      Add Dynamic Capacity Response
                    0005  00 00 00     bits 20:0   payload_length              0           bytes
                    0008  0f 00                    return_code                 15          Invalid Physical Address

                    """,
                    "cxlwire: Add Dynamic Capacity Response (4802h): Invalid Physical Address (0Fh): A2: "
                        + "extents[0].start_dpa, byte 8: outside the first pending offer\n"),
                (outcome.ExitCode, outcome.Output, outcome.Error));
        }

        Outcome good = await Cli.RunAsync("send", host, "identify", "--qmp", control);
        Assert.Equal((0, ""), (good.ExitCode, good.Error));
        Outcome nobody = await Cli.RunAsync(
            [.. command, "--qmp", $"unix:{directory.PathOf("x")}", "--timeout", "0.01"]);
        Assert.Equal((2, ""), (nobody.ExitCode, nobody.Output));
    }

    [Fact]
    public async Task A_response_is_json_that_encode_takes()
    {
        await using Peer device = NewDevice();
        Outcome outcome = await Cli.RunAsync("send", device.Address, "get-dc-extent-list", "--json");
        using var document = JsonDocument.Parse(outcome.Bytes);
        Assert.Equal(0, document.RootElement.GetProperty("payload").GetProperty("generation").GetInt32());
        Outcome encoded = await Cli.RunAsync(outcome.Bytes, ["encode", "cci-message"]);
        Assert.Equal(
            Hex.Text(Hex.Bytes("01 00 00 0148 100000 0000 0000", Hex.Zeros(16))), Hex.Text(encoded.Bytes));
    }

    [Theory]
    [InlineData("c000", "C000h: Unsupported (03h)")]
    [InlineData("0xc000 --payload 0102", "C000h: Unsupported (03h)")]
    [InlineData("4801 --payload 00", "Get Dynamic Capacity Extent List (4801h): Invalid Payload Length (16h)")]
    [InlineData("get-dc-extent-list --start 1", "Get Dynamic Capacity Extent List (4801h): Invalid Input (02h)")]
    [InlineData(
        "add-dc-response --extent start_dpa=0x10000000,length=0x200000",
        "Add Dynamic Capacity Response (4802h): Invalid Physical Address (0Fh)")]
    public async Task A_refusal_is_exit_code_1_with_its_name(string command, string refusal)
    {
        await using Peer device = NewDevice();
        Outcome outcome = await Cli.RunAsync(["send", device.Address, .. command.Split(' ')]);
        Assert.Equal($"cxlwire: {refusal}\n", outcome.Error);
        Assert.StartsWith("> 00 00 00 ", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(1, outcome.ExitCode);
    }

    [Fact]
    public async Task Notifications_before_the_response_are_shown()
    {
        byte[] answer = Hex.Bytes(
            "00 00 00 0601 020000 0000 0000 1000", "01 00 00 0003 080000 0000 0000 0000000000000000");
        await using var peer = new Peer(Peer.Answering(12, answer));
        Outcome plain = await Cli.RunAsync("send", peer.Address, "get-timestamp");
        Assert.Equal(
            """
            > 00 00 00 00 03 00 00 00 00 00 00 00
            < 00 00 00 06 01 02 00 00 00 00 00 00   10 00

            0000  00           bits 3:0    category                        0           request
            0001  00                       message_tag                     0
            0003  06 01                    opcode                          0x0106      Event Notification
            0005  02 00 00     bits 20:0   payload_length                  2           bytes
            0008  00 00                    return_code                     0           Success
            000c  10 00        bit 0       informational                   false
            000c               bit 1       warning                         false
            000c               bit 2       failure                         false
            000c               bit 3       fatal                           false
            000c               bit 4       dynamic_capacity                true
            000c               bit 15      background_operation_completed  false

            < 01 00 00 00 03 08 00 00 00 00 00 00   00 00 00 00 00 00 00 00

            000e  01           bits 3:0    category                    1           response
            000f  00                       message_tag                 0
            0011  00 03                    opcode                      0x0300      Get Timestamp
            0013  08 00 00     bits 20:0   payload_length              8           bytes
            0016  00 00                    return_code                 0           Success
            001a  00 00 00 00 00 00 00 00  timestamp                   0           ns

            """,
            plain.Output);
        Assert.Equal((0, ""), (plain.ExitCode, plain.Error));

        Outcome json = await Cli.RunAsync("send", peer.Address, "get-timestamp", "--json");
        using var document = JsonDocument.Parse(json.Bytes);
        Assert.Equal("0x0300", document.RootElement.GetProperty("header").GetProperty("opcode").GetString());
        Assert.Equal("request Event Notification (0106h), tag 0, 2 bytes of payload\n", json.Error);
    }

    [Fact]
    public async Task Nobody_there_is_an_error()
    {
        using var directory = new TempDirectory();
        string address = $"unix:{directory.PathOf("nobody")}";
        Outcome outcome = await Cli.RunAsync("send", address, "identify", "--timeout", "0.05");
        Assert.StartsWith($"cxlwire: Cannot connect to {address}: ", outcome.Error, StringComparison.Ordinal);
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
    }

    [Fact]
    public async Task A_peer_that_does_not_answer_is_given_up()
    {
        await using var peer = new Peer((_, token) => Task.Delay(Timeout.Infinite, token));
        Outcome outcome = await Cli.RunAsync("send", peer.Address, "identify", "--timeout", "0.05");
        Assert.Equal($"cxlwire: {peer.Address}: no response to Identify (0001h) within 0.05 s\n", outcome.Error);
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
    }

    [Theory]
    [InlineData("", "the peer closed the connection after 0 bytes of the response")]
    [InlineData("01 00 00 0300 080000 0000 0000 00", "the peer closed the connection after 13 bytes of the response")]
    [InlineData(
        "01 00 00 0100 000000 0000 0000",
        "asked Get Timestamp (0300h) with tag 0, got category response, Identify (0001h), tag 0: the peer speaks "
        + "something else")]
    [InlineData(
        "01 09 00 0003 000000 0000 0000",
        "asked Get Timestamp (0300h) with tag 0, got category response, Get Timestamp (0300h), tag 9: the peer speaks "
        + "something else")]
    [InlineData(
        "05 00 00 0003 000000 0000 0000",
        "asked Get Timestamp (0300h) with tag 0, got category 5, Get Timestamp (0300h), tag 0: the peer speaks "
        + "something else")]
    public async Task An_answer_that_is_none_is_an_error(string answer, string reason)
    {
        await using var peer = new Peer(Peer.Answering(12, Hex.Bytes(answer)));
        Outcome outcome = await Cli.RunAsync("send", peer.Address, "get-timestamp");
        Assert.Equal($"cxlwire: {reason}\n", outcome.Error);
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
    }

    private static Peer NewDevice()
    {
        var device = new CxlDevice(DeviceConfiguration.Default);
        return new Peer(new CciServer(device, device.Hosts[0].Cci, NullLogger.Instance).ServeAsync);
    }
}
