using CxlWire.Device;
using CxlWire.Device.Configuration;
using CxlWire.Fuzz.Checks;
using CxlWire.Fuzz.Targets;
using CxlWire.Tests;
using CxlWire.Transport;
using CxlWire.Transport.Mctp;
using Microsoft.Extensions.Logging.Abstractions;

namespace CxlWire.Conformance.Mctp;

/// <summary>
/// What is wrong on a serial line with MCTP is answered as <see cref="NegativeCase"/> says, byte for byte, in whatever
/// pieces it comes; the device stays as it is, and the endpoint answers whoever is next.
/// </summary>
public class NegativeCases
{
    private static readonly byte[] _ping = SerialLine.Ask(SerialLine.Whole | 7, SerialLine.Identify);
    private static readonly byte[] _pong = SerialLine.Reply(SerialLine.Identified, tag: 7);

    private readonly CxlDevice _device = new(DeviceConfiguration.Default, new StepClock());

    public static TheoryData<string> Of(string rule) =>
        [.. NegativeCase.All.Where(c => c.Rule == rule).Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Of), "I1")]
    public Task I1_a_message_type_carries_its_commands_and_no_others(string name) => CheckAsync("I1", name);

    [Theory]
    [MemberData(nameof(Of), "I2")]
    public Task I2_a_message_is_a_CCI_header_and_its_payload(string name) => CheckAsync("I2", name);

    [Theory]
    [MemberData(nameof(Of), "I3")]
    public Task I3_a_wrong_frame_is_dropped_up_to_the_next_flag(string name) => CheckAsync("I3", name);

    [Theory]
    [MemberData(nameof(Of), "I4")]
    public Task I4_a_packet_that_is_not_for_the_endpoint_is_dropped(string name) => CheckAsync("I4", name);

    [Theory]
    [MemberData(nameof(Of), "I5")]
    public Task I5_a_message_is_its_packets_in_order_of_one_sender_and_tag(string name) => CheckAsync("I5", name);

    [Theory]
    [MemberData(nameof(Of), "I6")]
    public Task I6_messages_that_nobody_ends_are_bounded(string name) => CheckAsync("I6", name);

    [Theory]
    [MemberData(nameof(Of), "I7")]
    public Task I7_control_messages_end_with_a_completion_code(string name) => CheckAsync("I7", name);

    [Fact]
    public void There_are_at_least_twenty_and_no_two_are_the_same()
    {
        Assert.InRange(NegativeCase.All.Length, 20, int.MaxValue);
        Assert.Equal(NegativeCase.All.Length, NegativeCase.All.Select(c => c.Name).Distinct().Count());
        Assert.Equal(
            NegativeCase.All.Length, NegativeCase.All.Select(c => Convert.ToHexString(c.Said)).Distinct().Count());
    }

    private async Task CheckAsync(string rule, string name)
    {
        NegativeCase negative = Assert.Single(NegativeCase.All, c => c.Rule == rule && c.Name == name);
        byte[] before = DeviceSnapshot.Of(_device);
        byte[] line = [.. negative.Said, .. _ping];
        byte[] expected = [.. negative.Answered, .. _pong];
        int[] pieces = line.Length < 1000 ? [0, 1, 2, 3, 5, 7] : [0, 61];
        foreach (int piece in pieces)
            Assert.Equal(Convert.ToHexString(expected), Convert.ToHexString(await SayAsync(line, piece)));
        Assert.Equal(before, DeviceSnapshot.Of(_device));
    }

    private async Task<byte[]> SayAsync(byte[] line, int piece)
    {
        var server = new MctpServer(
            new CciServer(_device, _device.Hosts[0].Cci, NullLogger.Instance),
            new CciServer(_device, _device.FabricManager.Cci, NullLogger.Instance),
            _device.Configuration.SerialNumber,
            NullLogger.Instance);
        var link = new MemoryLink();
        Task serving = server.ServeAsync(link, CancellationToken.None);
        await link.WriteAsync(line, piece);
        link.EndInput();
        await serving;
        link.EndOutput();
        return await link.ReadToEndAsync();
    }
}
