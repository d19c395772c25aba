using CxlWire.Device;
using CxlWire.Device.Configuration;
using CxlWire.Tests;
using CxlWire.Transport;
using CxlWire.Transport.Endpoints;
using CxlWire.Transport.Mctp;
using Microsoft.Extensions.Logging.Abstractions;
using static CxlWire.Tests.SerialLine;

namespace CxlWire.Cli.Tests;

public sealed class MctpTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Send_asks_an_MCTP_endpoint_and_shows_what_a_stream_would()
    {
        var device = new CxlDevice(DeviceConfiguration.Default);
        string path = _directory.PathOf("m");
        await using EndpointListener listener = EndpointListener.Open(EndpointAddress.Parse($"unix:{path}"));
        var server = new MctpServer(
            new CciServer(device, device.Hosts[0].Cci, NullLogger.Instance),
            new CciServer(device, device.FabricManager.Cci, NullLogger.Instance),
            device.Configuration.SerialNumber,
            NullLogger.Instance);
        using var stop = new CancellationTokenSource();
        Task serving = new EndpointServer(listener, server.ServeAsync, NullLogger.Instance).RunAsync(stop.Token);
        foreach ((string command, string said) in new[]
        {
            ("4801", "response to Get Dynamic Capacity Extent List (4801h), tag 0, Success (00h), 16 bytes of payload"),
            ("get-dcd-info", "response to Get DCD Info (5600h), tag 0, Success (00h), 84 bytes of payload"),
        })
        {
            Outcome outcome = await Cli.RunAsync("send", $"mctp:unix:{path}/9", command, "--full");
            Assert.Equal("", outcome.Error);
            Assert.StartsWith($"message 1 at 0000h: {said}\n", outcome.Output, StringComparison.Ordinal);
        }

        await stop.CancelAsync();
        await serving;
    }

    [Theory]
    [InlineData("mctp:unix:/tmp/x")]
    [InlineData("mctp:9")]
    public async Task An_EID_is_needed(string endpoint)
    {
        string error = $"'{endpoint}': mctp:ENDPOINT/EID needs an EID, 0 to 255, behind the last '/'";
        Outcome outcome = await Cli.RunAsync("send", endpoint, "identify");
        Assert.Contains(error, outcome.Error, StringComparison.Ordinal);
        Assert.Equal(2, outcome.ExitCode);
    }

    [Fact]
    public async Task Decode_knows_a_line_of_frames_and_shows_packets_and_messages()
    {
        byte[] line =
            [.. Ask(Start, "08 00000001"), .. Ask(End | 0x10, "00000000 00007d7e"), .. Ask(Whole, "00 80 01 00 1d")];
        Outcome outcome = await Cli.RunAsync(line, ["decode"]);
        Assert.Equal("", outcome.Error);
        string[] headings = [.. outcome.Output.Split('\n').Where(text => text.Contains(':', StringComparison.Ordinal)
            && !text.Contains("bits", StringComparison.Ordinal))];
        Assert.Equal(
            [
                "frame 1 at 0000h: EID 8 to 9, tag 0", "mctp_packet, 9 bytes: DSP0236 MCTP packet fields",
                "frame 2 at 000fh: EID 8 to 9, tag 0", "mctp_packet, 12 bytes: DSP0236 MCTP packet fields",
                "message 1 at 0000h: request Identify (0001h), tag 0, no payload",
                "frame 3 at 0023h: EID 8 to 9, tag 0", "mctp_packet, 9 bytes: DSP0236 MCTP packet fields",
                "mctp_set_endpoint_id_request, 5 bytes: DSP0236 12.3 Set Endpoint ID (01h)",
            ],
            headings);
    }

    [Fact]
    public async Task Diff_compares_lines_packet_by_packet()
    {
        string one = _directory.PathOf("a"), other = _directory.PathOf("b");
        CancellationToken token = TestContext.Current.CancellationToken;
        byte[] first = Ask(Whole, SerialLine.Identify);
        await File.WriteAllBytesAsync(one, [.. first, .. Ask(Whole, "00 80 02")], token);
        await File.WriteAllBytesAsync(other, [.. first, .. Ask(Whole, "00 80 02", source: 7)], token);
        Outcome outcome = await Cli.RunAsync("diff", one, other);
        Assert.Contains("[1].header.source_eid", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal(0, (await Cli.RunAsync("diff", one, one)).ExitCode);
    }
}
