using CxlWire.Protocol;
using CxlWire.Tests;
using CxlWire.Transport;
using CxlWire.Transport.Endpoints;
using static CxlWire.Tests.SerialLine;
using Hex = CxlWire.Tests.Hex;

namespace CxlWire.Cli.Tests;

public sealed class CaptureTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    private string Capture => _directory.PathOf("capture.pcapng");

    private string Endpoint => $"unix:{_directory.PathOf("host")}";

    private static string Fixture => Repository.PathOf("fixtures", "conversations", "sharing.jsonl");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_conversation_is_the_packets_of_its_commands_in_a_file_or_on_standard_output()
    {
        Outcome outcome = await Cli.RunAsync("capture", Fixture);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        PcapngFile capture = PcapngFile.Read(outcome.Bytes);
        Assert.Equal(["Fabric Manager", "host 0", "host 1"], capture.Interfaces);
        Assert.Equal(
            (await File.ReadAllLinesAsync(Fixture, Cli.Cancelled)).Count(line => line.Contains("\"rsp\"")),
            capture.Packets.Count(packet => (packet.Bytes[3] & 0x48) == 0x48));

        Assert.Equal(0, (await Cli.RunAsync("capture", Fixture, "--out", Capture)).ExitCode);
        Assert.Equal(outcome.Bytes, await File.ReadAllBytesAsync(Capture, Cli.Cancelled));
        byte[] conversation = await File.ReadAllBytesAsync(Fixture, Cli.Cancelled);
        Assert.Equal(outcome.Bytes, (await Cli.RunAsync(conversation, ["capture", "-"])).Bytes);
    }

    [Fact]
    public async Task What_is_no_conversation_is_refused_and_so_is_a_terminal()
    {
        Outcome broken = await Cli.RunAsync("{\"conversation\":2}\n{\"op\":\"0001\"}\n"u8.ToArray(), ["capture", "-"]);
        Assert.Equal(
            (1, "cxlwire: standard input: line 2: step.rc: absent: an integer from 0 to 65535 is needed\n"),
            (broken.ExitCode, broken.Error));
        Outcome cut = await Cli.RunAsync("{\"conversation\":2}\n{\"op\":"u8.ToArray(), ["capture", "-"]);
        Assert.Equal((0, "standard input: line 2 is cut off, and left out\n"), (cut.ExitCode, cut.Error));
        Assert.Empty(PcapngFile.Read(cut.Bytes).Packets);
        Outcome terminal = await Cli.RunAsync([], ["capture", Fixture], terminal: true);
        Assert.Equal(
            (2, "cxlwire: a capture is no text: --out FILE, or a pipe\n"), (terminal.ExitCode, terminal.Error));
    }

    [Fact]
    public async Task The_dissector_is_written_and_nothing_else()
    {
        byte[] dissector =
            await File.ReadAllBytesAsync(Repository.PathOf("clients", "wireshark", "cxlwire.lua"), Cli.Cancelled);
        Outcome said = await Cli.RunAsync("capture", "--dissector", "-");
        Assert.Equal((0, ""), (said.ExitCode, said.Error));
        Assert.Equal(dissector, said.Bytes);
        Outcome written = await Cli.RunAsync("capture", "--dissector", Capture);
        Assert.Equal((0, "", ""), (written.ExitCode, written.Output, written.Error));
        Assert.Equal(dissector, await File.ReadAllBytesAsync(Capture, Cli.Cancelled));
    }

    [Theory]
    [InlineData("a CONVERSATION is needed, or --dissector FILE")]
    [InlineData("--dissector FILE writes nothing else: no CONVERSATION, no --out", "x", "--dissector", "-")]
    [InlineData("--dissector FILE writes nothing else: no CONVERSATION, no --out", "--out", "x", "--dissector", "-")]
    [InlineData("/none/x: there is no directory /none", "--dissector", "/none/x")]
    public async Task What_is_asked_for_has_to_be_one_thing(string error, params string[] arguments)
    {
        Outcome outcome = await Cli.RunAsync(["capture", .. arguments]);
        Assert.Equal((2, "", $"cxlwire: {error}\n"), (outcome.ExitCode, outcome.Output, outcome.Error));
    }

    [Fact]
    public async Task What_a_host_says_is_captured_at_once_and_stays_when_the_server_is_killed()
    {
        await using CliProcess server = await CliProcess.ServeAsync("--capture", Capture, "--host", Endpoint);
        await AskAsync(server.Deadline);
        while (Read().Packets.Count < 4)
            await Task.Delay(10, server.Deadline);
        server.Signal("KILL");
        await server.WaitAsync();

        PcapngFile capture = Read();
        Assert.Equal(["host 0, stream"], capture.Interfaces);
        Assert.Equal(
            [
                "010908c8 08000000010000000000000000", "010809c0 08010000010012000000000000",
                "010908c9 08000100000300000000000000", "010809c1 08010100000308000000000000",
            ],
            capture.Packets.Select(
                packet => $"{Hex.Text(packet.Bytes.AsSpan(0, 4))} {Hex.Text(packet.Bytes.AsSpan(4, 13))}"));
        Assert.StartsWith("before: connect host 0, stream, unix:", Assert.Single(capture.Packets[0].Comments));
        Assert.True(capture.Packets[0].Time > 0);
        Assert.Equal(capture.Packets.OrderBy(packet => packet.Time), capture.Packets);

        Outcome second = await Cli.RunAsync("serve", "--capture", Capture);
        Assert.Equal((2, $"cxlwire: The file '{Capture}' already exists\n"), (second.ExitCode, second.Error));
    }

    [Fact]
    public async Task What_goes_over_a_line_is_captured_as_it_is_and_not_once_more_as_a_stream()
    {
        await using CliProcess server = await CliProcess.ServeAsync(
            "--capture", Capture, "--mctp", Endpoint, "--mctp-eid", "20", "--mctp-mtu", "100");
        Assert.True(EndpointAddress.TryParse(Endpoint, out EndpointAddress? address, out _));
        await using EndpointConnection line =
            await EndpointClient.ConnectAsync(address, TimeSpan.Zero, server.Deadline);
        await line.Output.WriteAsync(
            (byte[])
            [
                .. Ask(Whole, "00 80 02", destination: 0), .. Ask(Start | 5, "08 0001000048", destination: 20),
                .. Ask(End | 0x15, "020000 0000 0000 ff00", destination: 20), .. Ask(Whole, "08 00", destination: 20),
            ],
            server.Deadline);
        while (Read().Packets.Count < 7)
            await Task.Delay(10, server.Deadline);
        await line.Output.WriteAsync(
            Ask(Whole, "08 0002000003 010000 0000 0000 01", destination: 20), server.Deadline);
        while (Read().Packets.Count < 9)
            await Task.Delay(10, server.Deadline);

        PcapngFile capture = Read();
        Assert.Equal([$"mctp on {Endpoint}"], capture.Interfaces);
        Assert.Equal(
            [
                $"1 010008c8008002; before: connect host 0, stream, {Endpoint} #1; "
                    + $"before: connect Fabric Manager, stream, {Endpoint} #1",
                "2 010814c000000200140000",
                "1 0114088d080001000048", "1 0114085d0200000000" + "0000ff00",
                "2 01081485080101000048" + Convert.ToHexStringLower(capture.Packets[4].Bytes.AsSpan(10)),
                "2 01081455" + Convert.ToHexStringLower(capture.Packets[5].Bytes.AsSpan(4)),
                "1 011408c80800; dropped: a message that ends inside its CCI header",
                "1 011408c80800020000030100000000000001",
                "2 010814c008010200000300000016000000; refused: rule C2, field end, byte 0",
            ],
            capture.Packets.Select(
                packet => string.Join("; ", [$"{packet.Flags} {Hex.Text(packet.Bytes)}", .. packet.Comments])));
        Assert.Equal(104, capture.Packets[4].Bytes.Length);
    }

    [Fact]
    public async Task A_full_disk_ends_the_capture_and_not_the_server()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux has /dev/full");
        await using CliProcess server = await CliProcess.ServeAsync("--capture", "/dev/full", "--host", Endpoint);
        await AskAsync(server.Deadline);
        server.Signal("TERM");
        (int exitCode, string error) = await server.WaitAsync();
        Assert.Equal(0, exitCode);
        string log = string.Join('\n', server.Log) + error;
        Assert.Equal(2, log.Split("/dev/full: no space left on device; the recording ends here").Length);
    }

    private PcapngFile Read()
    {
        using var stream = new FileStream(Capture, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return PcapngFile.Read(content);
    }

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        Assert.True(EndpointAddress.TryParse(Endpoint, out EndpointAddress? address, out _));
        await using EndpointConnection connection =
            await EndpointClient.ConnectAsync(address, TimeSpan.Zero, cancellationToken);
        var client = new CciClient(connection);
        foreach (Opcode opcode in new[] { Opcode.Identify, Opcode.GetTimestamp })
            await client.SendAsync(client.CreateRequest(opcode, []), cancellationToken);
    }
}
