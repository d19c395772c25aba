using System.Text;
using CxlWire.Tests;

namespace CxlWire.Cli.Tests;

public sealed class DecodeEncodeTests
{
    private static readonly byte[] _getEventRecords = Hex.Bytes("00 07 00 0001 010000 0000 0000 04");

    public static TheoryData<string> Folders =>
        [.. Directory.EnumerateDirectories(Repository.PathOf("fixtures", "messages")).Select(d => Path.GetFileName(d))
            .Order()];

    [Fact]
    public async Task Decodes_messages_from_hexadecimal_text()
    {
        Outcome outcome =
            await Cli.RunAsync(
                "0000: 00 07 00 00 01 01 00 00 | header\n 0000 0000 04 # log"u8.ToArray(), ["decode", "--hex"]);
        Assert.Equal("", outcome.Error);
        Assert.Equal(
            """
            message 1 at 0000h: request Get Event Records (0100h), tag 7, 1 byte of payload
            0000                           header                      cci_header, 12 bytes
            0000  00           bits 3:0      category                  0           request
            0000               bits 7:4      category_reserved         0
            0001  07                         message_tag               7
            0002  00                         reserved2                 0
            0003  00 01                      opcode                    0x0100      Get Event Records
            0005  01 00 00     bits 20:0     payload_length            1           bytes
            0005               bits 22:21    length_reserved           0
            0005               bit 23        background_operation      false
            0008  00 00                      return_code               0           Success
            000a  00 00                      vendor_status             0
            000c                           payload                     get_event_records_request, 1 byte
            000c  04                         log                       4           dynamic capacity

            """,
            outcome.Output);
        Assert.Equal(0, outcome.ExitCode);
    }

    [Fact]
    public async Task Decodes_a_file_as_a_layout()
    {
        using var directory = new TempDirectory();
        string file = directory.Write("payload.bin", [0x04, 0x01]);
        Outcome outcome = await Cli.RunAsync("decode", file, "--as", "get-dc-configuration-request");
        Assert.Equal(
            """
            get_dc_configuration_request, 2 bytes: CXL r3.1 8.2.9.9.9.1 Get Dynamic Capacity Configuration (4800h)
            0000  04                       region_count                4
            0001  01                       start_index                 1

            """,
            outcome.Output);
        Outcome json = await Cli.RunAsync("decode", file, "--as", "get_dc_configuration_request", "--json");
        Assert.Equal("{\n  \"region_count\": 4,\n  \"start_index\": 1\n}\n", json.Output);
    }

    [Fact]
    public async Task Bytes_that_a_layout_refuses_are_shown_and_refused()
    {
        Outcome outcome = await Cli.RunAsync([4, 1], ["decode", "--as", "get-event-records-request"]);
        Assert.Equal(
            """
            refused: get_event_records_request: too long at byte 1: 1 bytes needed, 2 there
            0000  04 01                                            |..|

            """,
            outcome.Output);
        Assert.Equal(
            "cxlwire: standard input: get_event_records_request: too long at byte 1: 1 bytes needed, 2 there\n",
            outcome.Error);
        Assert.Equal(2, outcome.ExitCode);
    }

    [Fact]
    public async Task A_stream_that_ends_inside_a_message_is_shown_and_refused()
    {
        Outcome outcome = await Cli.RunAsync(_getEventRecords[..12], ["decode"]);
        const string reason = "byte 0: the input ends inside a message: 13 bytes needed, 12 there";
        Assert.Equal(
            $"{reason}\n0000  00 07 00 00 01 01 00 00 00 00 00 00              |............|\n", outcome.Output);
        Assert.Equal($"cxlwire: standard input: {reason}\n", outcome.Error);
        Assert.Equal(2, outcome.ExitCode);
    }

    [Fact]
    public async Task Wrong_hexadecimal_text_is_named_by_line_and_column()
    {
        Outcome outcome = await Cli.RunAsync("00 01\n02 0g"u8.ToArray(), ["decode", "--hex"]);
        Assert.Equal("cxlwire: standard input: line 2, column 5: 'g' is no hexadecimal digit\n", outcome.Error);
        Assert.Equal(2, outcome.ExitCode);
    }

    [Fact]
    public async Task Encodes_bytes_into_a_pipe_and_text_onto_a_terminal()
    {
        byte[] json = "{\"log\": 4}"u8.ToArray();
        string[] args = ["encode", "get-event-records-request"];
        Assert.Equal([4], (await Cli.RunAsync(json, args)).Bytes);
        Assert.Equal("04\n", (await Cli.RunAsync(json, args, terminal: true)).Output);
        Assert.Equal("04\n", (await Cli.RunAsync(json, [.. args, "--hex"])).Output);
    }

    [Fact]
    public async Task Encodes_into_a_file_as_it_is_asked_to()
    {
        using var directory = new TempDirectory();
        string json = directory.Write("payload.json", """{"region_count": 17, "start_index": 1}""");
        string file = directory.PathOf("payload");
        Outcome bytes =
            await Cli.RunAsync([], ["encode", "get-dc-configuration-request", json, "--out", file], terminal: true);
        Assert.Equal((0, ""), (bytes.ExitCode, bytes.Output));
        Assert.Equal([0x11, 0x01], await File.ReadAllBytesAsync(file, Cli.Cancelled));
        await Cli.RunAsync("encode", "get-dc-configuration-request", json, "--out", file, "--hex");
        Assert.Equal("11 01\n", await File.ReadAllTextAsync(file, Cli.Cancelled));
    }

    [Fact]
    public async Task Wrong_json_is_named_by_its_path()
    {
        Outcome outcome = await Cli.RunAsync("{\"log\": 256}"u8.ToArray(), ["encode", "get-event-records-request"]);
        Assert.Equal("cxlwire: standard input: $.log: 256 where an integer from 0 to 255 is expected\n", outcome.Error);
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
    }

    [Fact]
    public async Task Hexadecimal_text_of_encode_is_input_of_decode()
    {
        byte[] stream = [.. Enumerable.Repeat(_getEventRecords, 3).SelectMany(m => m)];
        Outcome decoded = await Cli.RunAsync(stream, ["decode", "--json"]);
        Outcome text = await Cli.RunAsync(decoded.Bytes, ["encode", "cci-message", "--hex"]);
        Assert.Equal("00 07 00 00 01 01 00 00 00 00 00 00 04 00 07 00", text.Lines[0]);
        Outcome again = await Cli.RunAsync(text.Bytes, ["decode", "--json", "--hex"]);
        Assert.Equal(decoded.Output, again.Output);
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task Encode_is_the_inverse_of_decode(string folder)
    {
        bool isMessage = char.IsAsciiHexDigit(folder[3]) && folder[4] == '_';
        foreach (string file in Directory.EnumerateFiles(Repository.PathOf("fixtures", "messages", folder), "*.bin"))
        {
            string layout = isMessage ? "cci-message" : folder;
            Outcome decoded = await Cli.RunAsync("decode", file, "--as", layout, "--json");

            // A golden that its layout refuses has no JSON of fields.
            if (!isMessage && decoded.ExitCode != 0)
                continue;
            Outcome encoded = await Cli.RunAsync(decoded.Bytes, ["encode", layout]);
            Assert.True(encoded.ExitCode == 0, $"{file}: {decoded.Error}{encoded.Error}");
            Assert.Equal(await File.ReadAllBytesAsync(file, Cli.Cancelled), encoded.Bytes);
        }
    }

    [Fact]
    public async Task Nothing_is_no_messages()
    {
        Assert.Equal("[]\n", (await Cli.RunAsync([], ["decode", "--json"])).Output);
        Assert.Equal("", (await Cli.RunAsync([], ["decode", "-"])).Output);
        Assert.Empty((await Cli.RunAsync(Encoding.UTF8.GetBytes("[]"), ["encode", "cci-message"])).Bytes);
    }
}
