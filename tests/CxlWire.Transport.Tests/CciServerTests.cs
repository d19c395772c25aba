using CxlWire.Device;
using CxlWire.Device.Configuration;
using CxlWire.Tests;

namespace CxlWire.Transport.Tests;

/// <summary>Whole messages in, whole messages out, over pipes in memory.</summary>
public sealed class CciServerTests
{
    private const int Unsupported = 0x03;
    private const int InvalidPayloadLength = 0x16;

    private readonly CxlDevice _device = TestDevice.Create();
    private readonly ListLogger _log = new();
    private readonly CciServer _server;

    public CciServerTests() => _server = new CciServer(_device, _device.Hosts[0].Cci, _log);

    [Fact]
    public async Task A_response_repeats_tag_and_opcode()
    {
        await using var link = new InProcessLink(_server);
        byte[] list = Message.Request(0xA5, 0x4801, "0a000000 00000000");
        await link.Peer.AskAsync(list, Message.Response(0xA5, 0x4801, 0, "00000000 00000000 00000000 00000000"));
    }

    [Fact]
    public async Task Responses_come_in_request_order()
    {
        await using var link = new InProcessLink(_server);
        byte[][] requests = [.. Enumerable.Range(0, 200).Select(i => Message.Request(i, 0xC000 + i))];
        Task sent = link.Peer.SendAsync(requests);
        await link.Peer.ExpectAsync(
            [.. Enumerable.Range(0, 200).Select(i => Message.Response(i, 0xC000 + i, Unsupported))]);
        await sent;
    }

    [Fact]
    public async Task C3_reserved_bits_and_the_status_of_a_request_are_ignored_and_not_repeated()
    {
        await using var link = new InProcessLink(_server);
        byte[] request = Message.Build(0xF0, 1, 0xC000, 0xFFFF);
        request[2] = 0xFF;
        request[7] |= 0xE0;
        (request[10], request[11]) = (0xCD, 0xAB);
        await link.Peer.AskAsync(request, Message.Response(1, 0xC000, Unsupported));
    }

    [Fact]
    public async Task C5_a_response_is_dropped_and_counted()
    {
        await using var link = new InProcessLink(_server);
        await link.Peer.SendAsync(
            Message.Response(1, 0x0106, 0),
            Message.Response(2, 0x0106, 0, Hex.Zeros(4000)),
            Message.Request(3, 0xC000));
        await link.Peer.ExpectAsync(Message.Response(3, 0xC000, Unsupported));
        Assert.Equal(2, _server.DroppedResponses);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(15)]
    [InlineData(0x32)]
    public async Task C5_any_other_category_closes_the_connection_after_what_was_asked(int category)
    {
        await using var link = new InProcessLink(_server);
        await link.Peer.SendAsync(
            Message.Request(1, 0xC000), Message.Build(category, 2, 0xC000, 0), Message.Request(3, 0xC000));
        await link.Peer.ExpectAsync(Message.Response(1, 0xC000, Unsupported));
        InvalidDataException e = await Assert.ThrowsAsync<InvalidDataException>(
            () => link.Served.WaitAsync(Deadline.Token));
        Assert.Equal($"C5: category, byte 0: {category & 0xF} is neither request nor response", e.Message);
        Assert.False(link.Responses.TryRead(out _));
    }

    [Theory]
    [InlineData(2049)]
    [InlineData((1 << 20) - 1)]
    [InlineData(1 << 20)]
    [InlineData((1 << 20) + 1)]
    [InlineData((1 << 21) - 1)]
    public async Task C5_a_payload_over_the_limit_is_thrown_away_and_refused(int length)
    {
        await using var link = new InProcessLink(_server);
        Task sent = link.Peer.SendAsync(
            Message.Header(0, 9, 0x4802, 0, length), new byte[length], Message.Request(10, 0xC000));
        await link.Peer.ExpectAsync(
            Message.Response(9, 0x4802, InvalidPayloadLength), Message.Response(10, 0xC000, Unsupported));
        await sent;
    }

    [Fact]
    public async Task A_mebibyte_for_4103h_is_one_request_and_gets_one_reply()
    {
        const int MiB = 1 << 20;
        CxlDevice device =
            new(DeviceConfiguration.Default with { PayloadSize = MiB, LsaSize = 2 * MiB }, new ManualTime());
        await using var link = new InProcessLink(new CciServer(device, device.Hosts[0].Cci, _log));
        byte[] label = new byte[MiB - 8];
        new Random(21).NextBytes(label);
        Task sent = link.Peer.SendAsync(
            Message.Request(1, 0x4103, Hex.U32(0), Hex.Zeros(4), Hex.Text(label)), Message.Request(2, 0xC000));
        await link.Peer.ExpectAsync(Message.Response(1, 0x4103, 0), Message.Response(2, 0xC000, Unsupported));
        await sent;

        // As much comes back.
        sent = link.Peer.SendAsync(
            Message.Request(3, 0x4102, Hex.U32(0), Hex.U32(MiB)), Message.Request(4, 0xC000));
        await link.Peer.ExpectAsync(
            Message.Response(3, 0x4102, 0, Hex.Text(label), Hex.Zeros(8)), Message.Response(4, 0xC000, Unsupported));
        await sent;
    }

    [Fact]
    public async Task C5_a_payload_over_the_limit_is_answered_only_once_it_is_all_there()
    {
        await using var link = new InProcessLink(_server);

        // More than the link holds: once this returns, the server has taken all of it.
        await link.Peer.SendAsync(Message.Header(0, 9, 0x4802, 0, 2050), new byte[2049]);
        Assert.False(link.Responses.TryRead(out _));
        await link.Peer.SendAsync([0]);
        await link.Peer.ExpectAsync(Message.Response(9, 0x4802, InvalidPayloadLength));
    }

    [Fact]
    public async Task A_payload_of_the_limit_reaches_the_device()
    {
        await using var link = new InProcessLink(_server);
        Task sent = link.Peer.SendAsync(Message.Request(1, 0x4802, Hex.U32(85), Hex.Zeros(2044)));
        await link.Peer.ExpectAsync(TestDevice.Answer(
            TestDevice.Create(), Message.Request(1, 0x4802, Hex.U32(85), Hex.Zeros(2044))));
        await sent;
    }

    [Fact]
    public async Task A_refused_command_is_logged_with_its_rule_and_byte()
    {
        await using var link = new InProcessLink(_server);
        await link.Peer.AskAsync(Message.Request(4, 0x4803, "00"), Message.Response(4, 0x4803, InvalidPayloadLength));
        string line = Assert.Single(_log.Lines);
        Assert.StartsWith("Debug", line, StringComparison.Ordinal);
        Assert.Contains(
            "Release Dynamic Capacity (4803h), tag 4: Invalid Payload Length (16h); C2: ", line,
            StringComparison.Ordinal);
        Assert.Contains("byte ", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_the_end_of_input_a_partial_message_is_dropped_and_the_rest_answered()
    {
        await using var link = new InProcessLink(_server);
        await link.Peer.SendAsync(Message.Request(1, 0xC000), Message.Request(2, 0x4801, "0a000000 00000000")[..^1]);
        await link.Peer.CloseOutputAsync();
        await link.Served.WaitAsync(Deadline.Token);
        await link.Peer.ExpectAsync(Message.Response(1, 0xC000, Unsupported));
        Assert.False(link.Responses.TryRead(out _));
        Assert.Single(
            _log.Lines,
            l => l.EndsWith("the stream ended inside a message, which is dropped", StringComparison.Ordinal));
    }

    [Fact]
    public async Task While_a_peer_does_not_read_nothing_more_of_it_is_executed()
    {
        await using var link = new InProcessLink(_server);
        byte[][] requests = [.. Enumerable.Range(0, 4000).Select(i => Message.Request(i, 0x0001))];
        Task sent = link.Peer.SendAsync(requests);

        // What fits: the link's room, and what was read and answered up to the threshold of a flush.
        Assert.InRange(await link.IsStuckAsync(), InProcessLink.Room, InProcessLink.Room + (16 * 1024));
        Assert.False(sent.IsCompleted);

        byte[] identify = TestDevice.Answer(TestDevice.Create(), Message.Request(0, 0x0001));
        for (int i = 0; i < requests.Length; i++)
        {
            identify[1] = (byte)i;
            await link.Peer.ExpectAsync(identify);
        }

        await sent;
    }

    [Fact]
    public async Task With_payloads_of_a_mebibyte_a_peer_that_does_not_read_costs_one_answer()
    {
        CxlDevice device = new(DeviceConfiguration.Default with { PayloadSize = 1 << 20 }, new ManualTime());
        await using var link = new InProcessLink(new CciServer(device, device.Hosts[0].Cci, _log));
        _ = link.Peer.SendAsync([.. Enumerable.Repeat(Message.Request(1, 0x0001), 400)]);
        Assert.InRange(await link.IsStuckAsync(), InProcessLink.Room, InProcessLink.Room + 64);
    }

    [Fact]
    public async Task Two_peers_share_one_device()
    {
        await using var one = new InProcessLink(_server);
        await using var other = new InProcessLink(_server);
        await one.Peer.AskAsync(Message.Request(1, 0x0105, "1f00"), Message.Response(1, 0x0105, 0));
        await other.Peer.AskAsync(Message.Request(1, 0x0104), Message.Response(1, 0x0104, 0, "1f00"));
    }

    [Fact]
    public async Task E11_a_notification_goes_to_every_peer()
    {
        await using var one = new InProcessLink(_server);
        await using var other = new InProcessLink(_server);
        await one.Peer.AskAsync(EnableAll(), Message.Response(0, 0x0105, 0));
        TestDevice.Offer(_device, 0, 2);
        await one.Peer.ExpectAsync(Message.Notification(TestDevice.DynamicCapacity));
        await other.Peer.ExpectAsync(Message.Notification(TestDevice.DynamicCapacity));
    }

    [Fact]
    public async Task E11_a_notification_of_ones_own_command_follows_its_response()
    {
        await using var one = new InProcessLink(_server);
        await using var other = new InProcessLink(_server);
        await one.Peer.AskAsync(EnableAll(), Message.Response(0, 0x0105, 0));

        // Nine records for a log of eight: the ninth waits and enters when the log is cleared.
        TestDevice.Offer(_device, 0, 9);
        await one.Peer.ExpectAsync(Message.Notification(TestDevice.DynamicCapacity));
        await other.Peer.ExpectAsync(Message.Notification(TestDevice.DynamicCapacity));
        byte[] clear = Message.Request(
            5, 0x0101, "04 00 08 000000", string.Concat(Enumerable.Range(1, 8).Select(i => Hex.U16(i))));
        byte[][] expected = AnswerAndNotification(clear);

        await one.Peer.SendAsync(clear, Message.Request(6, 0xC000));
        await one.Peer.ExpectAsync(expected);
        await one.Peer.ExpectAsync(Message.Response(6, 0xC000, Unsupported));
        await other.Peer.ExpectAsync(expected[1]);
    }

    [Fact]
    public async Task E11_notifications_of_a_peer_that_does_not_read_are_added_up_in_one()
    {
        await using var link = new InProcessLink(_server);
        await link.Peer.AskAsync(EnableAll(), Message.Response(0, 0x0105, 0));

        // Fill the way out; then there is nothing to be had until it is read.
        byte[] fill = Message.Request(1, 0x0001);
        int answered = 0;
        byte[] identify = TestDevice.Answer(TestDevice.Create(), fill);
        Task sent = link.Peer.SendAsync([.. Enumerable.Repeat(fill, 400)]);
        await link.IsStuckAsync();
        for (int log = 0; log < 4; log++)
            TestDevice.AddRecord(_device, log);
        TestDevice.Offer(_device, 0, 1);

        int notified = 0;
        while (answered < 400 || notified == 0)
        {
            string message = await link.Peer.ReceiveAsync();
            if (message == Hex.Text(identify))
            {
                answered++;
                continue;
            }

            Assert.Equal(Hex.Text(Message.Notification(0x1F)), message);
            notified++;
        }

        await sent;
        Assert.Equal(1, notified);
        await link.Peer.PingAsync(2);
    }

    [Fact]
    public async Task E11_a_log_that_was_not_asked_for_is_not_told()
    {
        await using var link = new InProcessLink(_server);
        await link.Peer.AskAsync(Message.Request(0, 0x0105, "0100"), Message.Response(0, 0x0105, 0));
        TestDevice.Offer(_device, 0, 1);
        TestDevice.AddRecord(_device, 0);
        await link.Peer.ExpectAsync(Message.Notification(1));
    }

    [Fact]
    public async Task E11_a_peer_that_is_gone_is_not_told()
    {
        var gone = new InProcessLink(_server);
        await using var link = new InProcessLink(_server);
        await link.Peer.AskAsync(EnableAll(), Message.Response(0, 0x0105, 0));
        await gone.DisposeAsync();
        TestDevice.Offer(_device, 0, 1);
        await link.Peer.ExpectAsync(Message.Notification(TestDevice.DynamicCapacity));
        Assert.False(gone.Responses.TryRead(out _));
    }

    [Fact]
    public async Task A_peer_that_takes_no_more_output_ends_its_connection_only()
    {
        await using var gone = new InProcessLink(_server);
        await using var link = new InProcessLink(_server);
        await gone.Responses.CompleteAsync();
        await gone.Peer.SendAsync(Message.Request(1, 0x0001));
        await Assert.ThrowsAsync<IOException>(() => gone.Served.WaitAsync(Deadline.Token));
        await link.Peer.PingAsync(2);
    }

    [Fact]
    public async Task Cancellation_ends_a_connection_that_waits_for_input_or_for_output()
    {
        await using var idle = new InProcessLink(_server);
        await using var stuck = new InProcessLink(_server);
        _ = stuck.Peer.SendAsync([.. Enumerable.Repeat(Message.Request(1, 0x0001), 400)]);
        await stuck.IsStuckAsync();
        await stuck.DisposeAsync();
        await idle.DisposeAsync();
        Assert.True(stuck.Served.IsCanceled);
        Assert.True(idle.Served.IsCanceled);
    }

    private static byte[] EnableAll() => Message.Request(0, 0x0105, "1f00");

    /// <summary>What a device in the same state answers, and what it has to notify of then.</summary>
    private static byte[][] AnswerAndNotification(byte[] request)
    {
        CxlDevice twin = TestDevice.Create();
        TestDevice.Answer(twin, EnableAll());
        TestDevice.Offer(twin, 0, 9);
        List<byte[]> notifications = [];
        twin.Hosts[0].Cci.EventNotification += mask => notifications.Add(Message.Notification(mask));
        return [TestDevice.Answer(twin, request), Assert.Single(notifications)];
    }
}
