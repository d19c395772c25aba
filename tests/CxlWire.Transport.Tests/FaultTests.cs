using CxlWire.Device;
using CxlWire.Device.Configuration;
using CxlWire.Device.Faults;
using CxlWire.Tests;

namespace CxlWire.Transport.Tests;

/// <summary>
/// Replies that go wrong on their way: whole messages in, and what comes out instead of whole messages.
/// </summary>
public sealed class FaultTests
{
    private const int List = 0x4801;
    private const int DynamicCapacity = TestDevice.DynamicCapacity;

    private static readonly string[] _empty = ["00000000 00000000 00000000 00000000"];

    private readonly ManualTime _clock = new();
    private readonly CxlDevice _device;
    private readonly ListLogger _log = new();
    private readonly CciServer _server;

    public FaultTests()
    {
        _device = new CxlDevice(DeviceConfiguration.Default, _clock);
        _server = new CciServer(_device, _device.Hosts[0].Cci, _log);
    }

    private void Load(string then, string when = """{"command": "get-dc-extent-list"}""")
    {
        lock (_device.Gate)
            _device.LoadFaults(
                FaultScenarioFile.Parse($$"""{"faults": [{"name": "spoilt", "when": {{when}}, "then": {{then}}}]}"""));
    }

    private static byte[] Ask(int tag) => Message.Request(tag, List, "0a000000 00000000");

    private static byte[] Answer(int tag) => Message.Response(tag, List, 0, _empty);

    /// <summary>The clock moves once the server waits for it.</summary>
    private async Task PassAsync(int milliseconds, int timers = 1)
    {
        await Deadline.Until(() => _clock.Timers == timers);
        _clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
    }

    [Fact]
    public async Task A_return_code_has_its_vendor_status_in_the_header()
    {
        Load("""{"fault": "return_code", "code": "0x8001", "vendor_status": "0xabcd"}""");
        await using var link = new InProcessLink(_server);
        byte[] refused = Message.Response(1, List, 0x8001);
        (refused[10], refused[11]) = (0xCD, 0xAB);
        await link.Peer.AskAsync(Ask(1), refused);
        await link.Peer.AskAsync(Ask(2), Answer(2));
        Assert.Equal(
            ["Information cxl-dcd0, host 0: fault spoilt: return_code at Get Dynamic Capacity Extent List (4801h)"],
            _log.Lines);
    }

    [Fact]
    public async Task No_reply_and_the_next_request_is_answered()
    {
        Load("""{"fault": "no_reply"}""");
        await using var link = new InProcessLink(_server);
        await link.Peer.SendAsync(Ask(1), Ask(2));
        await link.Peer.ExpectAsync(Answer(2));
    }

    [Fact]
    public async Task Truncated_and_padded_payloads_have_the_length_that_their_header_says()
    {
        Load("""{"fault": "truncate", "bytes": 5}""");
        await using var link = new InProcessLink(_server);
        await link.Peer.AskAsync(Ask(1), Message.Response(1, List, 0, Hex.Zeros(5)));
        Load("""{"fault": "pad", "bytes": 3, "value": 255}""");
        await link.Peer.AskAsync(Ask(2), Message.Response(2, List, 0, [.. _empty, "ffffff"]));
    }

    [Fact]
    public async Task A_wrong_tag_is_the_requests_plus_the_offset()
    {
        Load("""{"fault": "wrong_tag", "offset": 2}""");
        await using var link = new InProcessLink(_server);
        await link.Peer.AskAsync(Ask(255), Answer(1));
    }

    [Fact]
    public async Task A_reply_that_comes_twice_is_followed_by_the_next()
    {
        Load("""{"fault": "reply_twice"}""");
        await using var link = new InProcessLink(_server);
        await link.Peer.SendAsync(Ask(1), Ask(2));
        await link.Peer.ExpectAsync(Answer(1), Answer(1), Answer(2));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(20)]
    [InlineData(28)]
    [InlineData(1000)]
    public async Task A_cut_ends_the_stream_inside_the_message(int bytes)
    {
        Load($$"""{"fault": "cut", "bytes": {{bytes}}}""");
        await using var link = new InProcessLink(_server);
        await link.Peer.SendAsync(Ask(1), Ask(2));
        IOException e = await Assert.ThrowsAsync<IOException>(() => link.Served.WaitAsync(Deadline.Token));
        Assert.Equal("a fault cut the stream", e.Message);
        bool isThere = link.Responses.TryRead(out System.IO.Pipelines.ReadResult read);
        Assert.Equal(
            Hex.Text(Answer(1).AsSpan(0, Math.Min(bytes, 28))), isThere ? Hex.Text(read.Buffer.First.Span) : "");
    }

    [Fact]
    public async Task A_delayed_reply_comes_when_its_time_has_come_and_the_next_behind_it()
    {
        Load("""{"fault": "delay", "ms": 250}""");
        await using var link = new InProcessLink(_server);
        await link.Peer.SendAsync(Ask(1), Ask(2));
        await PassAsync(249);
        Assert.False(link.Responses.TryRead(out _));
        await PassAsync(1);
        await link.Peer.ExpectAsync(Answer(1), Answer(2));
    }

    [Fact]
    public async Task Others_pass_a_delayed_reply_where_the_fault_says_so()
    {
        Load("""{"fault": "delay", "ms": 250, "others_wait": false}""");
        await using var link = new InProcessLink(_server);
        await link.Peer.SendAsync(Ask(1), Ask(2));
        await link.Peer.ExpectAsync(Answer(2));
        await PassAsync(250);
        await link.Peer.ExpectAsync(Answer(1));
    }

    [Fact]
    public async Task A_delayed_reply_comes_though_the_input_has_ended()
    {
        Load("""{"fault": "delay", "ms": 250, "others_wait": false}""");
        await using var link = new InProcessLink(_server);
        await link.Peer.SendAsync(Ask(1));
        await link.Peer.CloseOutputAsync();
        await PassAsync(250);
        await link.Served.WaitAsync(Deadline.Token);
        await link.Peer.ExpectAsync(Answer(1));
    }

    [Fact]
    public async Task With_too_many_delayed_replies_the_others_wait_after_all()
    {
        Load(
            """{"fault": "delay", "ms": 250, "others_wait": false}""",
            """{"command": "get-dc-extent-list", "times": "always"}""");
        await using var link = new InProcessLink(_server);
        Task sent = link.Peer.SendAsync([.. Enumerable.Range(0, 200).Select(Ask)]);
        await Deadline.Until(() => _clock.Timers == 65);
        Task<HashSet<string>> tags = ReceiveTagsAsync(200);
        while (!tags.IsCompleted)
        {
            await Deadline.Until(() => _clock.Timers > 0 || tags.IsCompleted);
            Assert.InRange(_clock.Timers, 0, 65);
            _clock.Advance(TimeSpan.FromMilliseconds(250));
        }

        Assert.Equal(200, (await tags).Count);
        await sent;

        async Task<HashSet<string>> ReceiveTagsAsync(int replies)
        {
            var seen = new HashSet<string>();
            for (int i = 0; i < replies; i++)
                seen.Add((await link.Peer.ReceiveAsync())[2..4]);
            return seen;
        }
    }

    [Fact]
    public async Task A_stream_that_is_closed_waits_for_no_delay()
    {
        Load("""{"fault": "delay", "ms": 250}""");
        await using (var link = new InProcessLink(_server))
        {
            await link.Peer.SendAsync(Ask(1));
            await Deadline.Until(() => _clock.Timers == 1);
        }

        Load("""{"fault": "delay", "ms": 250, "others_wait": false}""");
        await using (var link = new InProcessLink(_server))
        {
            await link.Peer.SendAsync(Ask(1));
            await Deadline.Until(() => _clock.Timers == 1);
        }

        Assert.Equal(0, _clock.Timers);
    }

    [Fact]
    public async Task A_lost_interrupt_is_no_notification_and_a_spurious_one_is_sent_behind_the_reply()
    {
        await using var link = new InProcessLink(_server);
        await link.Peer.AskAsync(Message.Request(1, 0x0105, "1000"), Message.Response(1, 0x0105, 0));
        Load("""{"fault": "lose_interrupt"}""", """{"interrupt": "dynamic_capacity"}""");
        TestDevice.Offer(_device, 0, 1);
        await link.Peer.AskAsync(Ask(2), Answer(2));
        Load("""{"fault": "spurious_interrupt"}""");
        await link.Peer.AskAsync(Ask(3), Answer(3), Message.Notification(DynamicCapacity));
    }

    [Fact]
    public async Task A_notification_is_not_held_by_a_delayed_reply()
    {
        await using var link = new InProcessLink(_server);
        await link.Peer.AskAsync(Message.Request(1, 0x0105, "1000"), Message.Response(1, 0x0105, 0));
        Load("""{"fault": "delay", "ms": 250}""");
        await link.Peer.SendAsync(Ask(2));
        await Deadline.Until(() => _clock.Timers == 1);
        TestDevice.Offer(_device, 0, 1);
        await link.Peer.ExpectAsync(Message.Notification(DynamicCapacity));
        await PassAsync(250);
        await link.Peer.ExpectAsync(Answer(2));
    }
}
