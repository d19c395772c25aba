using CxlWire.Device;
using CxlWire.Device.Faults;
using CxlWire.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace CxlWire.Transport.Tests;

/// <summary>What a capture is told of Event Notifications on byte streams.</summary>
public sealed class NotificationTapTests
{
    private const string Notification = "host 0 Stream 0000000601020000000000001000";

    private readonly CxlDevice _device = TestDevice.Create();
    private readonly CciServer _server;

    public NotificationTapTests() => _server = new CciServer(_device, _device.Hosts[0].Cci, NullLogger.Instance);

    [Theory]
    [InlineData(null, 1)]
    [InlineData("""{"fault": "reply_twice"}""", 2)]
    [InlineData("""{"fault": "no_reply"}""", 0)]
    public async Task A_notification_is_told_when_it_is_sent_by_itself_or_behind_a_reply(
        string? fault, int copies)
    {
        using var captured = new CapturedEntries(_device);
        await using var link = new InProcessLink(_server);
        await link.Peer.AskAsync(
            Message.Request(0, 0x0105, Hex.U16(TestDevice.DynamicCapacity)), Message.Response(0, 0x0105, 0));
        Assert.Equal(["0105"], captured.Take());

        // Nine records for a log of eight: the ninth waits and enters when the log is cleared.
        TestDevice.Offer(_device, 0, 9);
        await link.Peer.ExpectAsync(Message.Notification(TestDevice.DynamicCapacity));
        Assert.Equal([Notification], captured.Take());

        if (fault is not null)
            _device.LoadFaults(FaultScenarioFile.Parse(
                $$"""{"faults": [{"when": {"command": "any"}, "then": {{fault}}}]}"""));
        await link.Peer.SendAsync(Message.Request(
            5, 0x0101, "04 00 08 000000", string.Concat(Enumerable.Range(1, 8).Select(i => Hex.U16(i)))));
        await link.Peer.ExpectAsync(
            [
                .. Enumerable.Repeat(Message.Response(5, 0x0101, 0), copies),
                Message.Notification(TestDevice.DynamicCapacity),
            ]);
        Assert.Equal(["0101", Notification], captured.Take());
    }
}
