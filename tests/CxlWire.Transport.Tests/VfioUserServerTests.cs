using CxlWire.Device.Registers;
using CxlWire.Tests;
using CxlWire.Transport.Endpoints;
using CxlWire.Transport.VfioUser;
using Microsoft.Extensions.Logging;
using static CxlWire.Transport.Tests.VfioUserMessages;
using static CxlWire.Transport.Tests.VfioUserPeer;

namespace CxlWire.Transport.Tests;

public sealed class VfioUserServerTests : IAsyncDisposable
{
    /// <summary>In BAR 2, so many bytes into the mailbox's payload: plain memory.</summary>
    private const ulong Payload = 0x123;

    private readonly RunningVfioUserServer _server = new();

    public static TheoryData<string> Served { get; } = [.. All.Select(m => m.Name)];

    public static TheoryData<string> NotServed { get; } = [.. Refused.Select(m => m.Name)];

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [MemberData(nameof(Served))]
    public void A_message_has_its_reply(string name)
    {
        (_, byte[] request, byte[] reply) = All.Single(m => m.Name == name);
        using VfioUserPeer peer = _server.Open();
        peer.Ask(request, reply);
        peer.Ping();
    }

    [Theory]
    [MemberData(nameof(Served))]
    public void A_message_that_wants_no_reply_has_none(string name)
    {
        (_, byte[] request, _) = All.Single(m => m.Name == name);
        request = [.. request];
        request[8] |= 0x10;
        using VfioUserPeer peer = _server.Open();
        peer.Send(request);
        peer.Ping();
    }

    [Fact]
    public async Task A_command_goes_through_the_mailbox_and_its_refusal_to_the_log()
    {
        _server.Log.Minimum = LogLevel.Trace;
        using VfioUserPeer peer = _server.Open();
        peer.Send(Write(1, 2, 0x120, "0000000001000000"));
        peer.Send(Write(2, 2, 0x108, "0148080000000000"));
        peer.Send(Write(3, 2, 0x104, "01000000"));
        peer.Expect(
            Reply(1, 10, Hex.U64(0x120), Hex.U32(2), Hex.U32(8)),
            Reply(2, 10, Hex.U64(0x108), Hex.U32(2), Hex.U32(8)),
            Reply(3, 10, Hex.U64(0x104), Hex.U32(2), Hex.U32(4)));
        peer.Ask(
            Read(4, 2, 0x100, 0x20),
            Reply(
                4, 9, Hex.U64(0x100), Hex.U32(2), Hex.U32(0x20),
                "eb00000000000000 0148000000000000 0000000002000000 0000000000000000"));
        await _server.LoggedAsync("Get Dynamic Capacity Extent List (4801h), mailbox: Invalid Input (02h); "
            + "G2: start, byte 4: past the end of the list");
        await _server.LoggedAsync("Get Dynamic Capacity Extent List (4801h), mailbox, 8 bytes: 0000000001000000 -> "
            + "Invalid Input (02h), no payload");
    }

    [Theory]
    [MemberData(nameof(NotServed))]
    public async Task A_message_is_refused_and_the_connection_lives_on(string name)
    {
        (_, byte[] request, int error, string reason) = Refused.Single(m => m.Name == name);
        using VfioUserPeer peer = _server.Open();
        byte[] before = Registers();
        peer.Ask(request, Error(1, BitConverter.ToUInt16(request, 2), error));
        await _server.LoggedAsync($"message 1: errno {error}; {reason}");
        Assert.Equal(before, Registers());
        peer.Ping();
    }

    [Theory]
    [MemberData(nameof(NotServed))]
    public void A_refused_message_that_wants_no_reply_has_none(string name)
    {
        byte[] request = [.. Refused.Single(m => m.Name == name).Request];
        request[8] |= 0x10;
        using VfioUserPeer peer = _server.Open();
        peer.Send(request);
        peer.Ping();
    }

    [Fact]
    public void Configuration_space_is_read_in_one_go()
    {
        byte[] expected = new byte[4096];
        lock (_server.Device.Gate)
            _server.Function.ConfigurationSpace.Read(0, expected);
        using VfioUserPeer peer = _server.Open();
        peer.Ask(Read(1, 7, 0, 4096), ReadReply(1, 7, 0, Hex.Text(expected)));
    }

    [Fact]
    public void What_is_written_is_read_again_whatever_the_width()
    {
        using VfioUserPeer peer = _server.Open();
        string data = Hex.Text([.. Enumerable.Range(1, 200).Select(i => (byte)i)]);
        foreach (int width in (int[])[1, 2, 4, 8, 13, 200])
        {
            peer.Ask(Write(1, 2, Payload, Hex.Zeros(200)), WriteReply(1, 2, Payload, 200));
            for (int at = 0; at < 200; at += width)
            {
                string part = data[(2 * at)..Math.Min(400, 2 * (at + width))];
                peer.Ask(
                    Write(1, 2, Payload + (ulong)at, part), WriteReply(1, 2, Payload + (ulong)at, part.Length / 2));
            }

            peer.Ask(Read(1, 2, Payload, 200), ReadReply(1, 2, Payload, data));
        }
    }

    [Fact]
    public void Writes_without_reply_are_done_before_the_next_message()
    {
        using VfioUserPeer peer = _server.Open();
        for (int i = 0; i < 200; i++)
        {
            byte[] write = Write(i, 2, Payload, Hex.U32(i));
            write[8] = 0x10;
            peer.Send([.. write, .. Read(i, 2, Payload, 4)]);
            peer.Expect(ReadReply(i, 2, Payload, Hex.U32(i)));
        }
    }

    [Fact]
    public void Several_writes_in_one_message_are_done_in_order()
    {
        using VfioUserPeer peer = _server.Open();
        peer.Ask(
            WriteMulti(
                1, (2, Payload, "1111111111111111"), (2, Payload + 1, "2222"), (2, Payload + 2, "33"),
                (2, Payload + 3, "")),
            Reply(1, 15, Hex.U64(4)));
        peer.Ask(Read(2, 2, Payload, 8), ReadReply(2, 2, Payload, "1122331111111111"));
    }

    [Fact]
    public void A_reset_is_a_conventional_one()
    {
        using VfioUserPeer peer = _server.Open();
        peer.Ask(Write(1, 7, 0x04, "0600"), WriteReply(1, 7, 0x04, 2));
        peer.Ask(Write(1, 7, 0x150, "78563412"), WriteReply(1, 7, 0x150, 4));

        // Of the function alone, by its PCIe capability: the second is left as it is.
        peer.Ask(Write(1, 7, 0x48, "0080"), WriteReply(1, 7, 0x48, 2));
        peer.Ask(Read(1, 7, 0x04, 2), ReadReply(1, 7, 0x04, "0000"));
        peer.Ask(Read(1, 7, 0x150, 4), ReadReply(1, 7, 0x150, "78563412"));

        peer.Ask(Request(1, 13), Reply(1, 13));
        peer.Ask(Read(1, 7, 0x150, 4), ReadReply(1, 7, 0x150, "00000000"));
    }

    [Fact]
    public void Messages_may_come_all_at_once_and_byte_by_byte()
    {
        using VfioUserPeer peer = _server.Open();
        byte[] requests = [.. All.SelectMany(m => m.Request)];
        peer.Send(requests);
        peer.Expect([.. All.Select(m => m.Reply)]);
        foreach (byte b in requests)
            peer.Send([b]);
        peer.Expect([.. All.Select(m => m.Reply)]);
    }

    [Fact]
    public async Task A_reply_where_nothing_was_asked_is_dropped()
    {
        using VfioUserPeer peer = _server.Open();
        peer.Send(Reply(3, 11, Hex.Zeros(32)));
        peer.Send(Error(3, 11));
        peer.Ping();
        await _server.LoggedAsync("DmaRead, message 3: errno 22; byte 8: a reply, where nothing was asked");
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(15u)]
    [InlineData((1u << 20) + 33)]
    [InlineData(uint.MaxValue)]
    public async Task A_size_that_cannot_be_ends_the_connection(uint size)
    {
        using VfioUserPeer peer = _server.Open();
        byte[] request = Read(6, 7, 0, 4);
        BitConverter.TryWriteBytes(request.AsSpan(4), size);
        peer.Send(request);
        peer.Expect(Error(6, 9));
        peer.ExpectEnd();
        await _server.LoggedAsync($"closed: RegionRead, byte 4: {size} bytes: a message has 16 to 1048608");
        using VfioUserPeer next = _server.Open();
    }

    [Fact]
    public async Task A_size_that_cannot_be_ends_the_connection_without_a_reply_where_none_is_wanted()
    {
        using VfioUserPeer peer = _server.Open();
        peer.Send(Hex.Bytes("0600 0900 00000000 10000000 00000000"));
        peer.ExpectEnd();
        await _server.LoggedAsync("closed: RegionRead, byte 4: 0 bytes: a message has 16 to 1048608");
    }

    [Theory]
    [MemberData(nameof(Served))]
    public async Task A_message_that_ends_early_does_nothing(string name)
    {
        (_, byte[] request, _) = All.Single(m => m.Name == name);
        byte[] before = Registers();
        for (int length = 0; length < request.Length; length++)
        {
            using VfioUserPeer peer = _server.Open();
            peer.Send(request[..length]);
            peer.CloseOutput();
            peer.ExpectEnd();
        }

        await Deadline.Until(() => Logged("the stream ended inside a message, which is dropped") == request.Length - 1);
        Assert.Equal(before, Registers());
    }

    [Fact]
    public void A_version_that_ends_early_leaves_a_server_that_answers()
    {
        byte[] request = Request(0, 1, Hex.Zeros(4), Json(QemuCapabilities));
        for (int length = 0; length < request.Length; length++)
        {
            using VfioUserPeer peer = _server.Connect();
            peer.Send(request[..length]);
            peer.CloseOutput();
            peer.ExpectEnd();
        }

        using VfioUserPeer last = _server.Open();
        last.Ping();
    }

    [Fact]
    public async Task A_second_client_is_closed_and_the_first_stays()
    {
        using VfioUserPeer first = _server.Open();
        for (int i = 0; i < 3; i++)
        {
            using VfioUserPeer second = _server.Connect();
            second.ExpectEnd();
            await _server.LoggedAsync($" #{i + 2}: closed: another client uses the function");
        }

        first.Ping();
    }

    [Fact]
    public void The_next_client_may_come_as_soon_as_one_is_gone()
    {
        for (int i = 0; i < 300; i++)
        {
            using VfioUserPeer peer = _server.Open();

            // Left unread, the reply makes the end a broken connection.
            if (i % 3 == 0)
                peer.Send([.. Read(1, 7, 0, 4096), .. Read(2, 7, 0, 4096)]);
            else if (i % 3 == 1)
                peer.Ping();
        }
    }

    [Fact]
    public void What_a_client_said_before_it_went_is_done_before_the_next_is_served()
    {
        for (int i = 1; i < 50; i++)
        {
            using (VfioUserPeer peer = _server.Open())
            {
                byte[] write = Write(1, 2, Payload, Hex.U32(i));
                write[8] = 0x10;
                peer.Send([.. Enumerable.Range(0, 100).SelectMany(_ => write)]);
            }

            using VfioUserPeer next = _server.Open();
            next.Ask(Read(2, 2, Payload, 4), ReadReply(2, 2, Payload, Hex.U32(i)));
        }
    }

    [Fact]
    public async Task A_client_that_does_not_read_holds_nothing_up_but_itself()
    {
        using VfioUserPeer peer = _server.Open();
        byte[] requests = [.. Enumerable.Range(0, 100).SelectMany(i => Read(i, 7, 0, 4096))];
        while (peer.TrySend(requests))
        {
        }

        TestDevice.Offer(_server.Device, 0, 1);
        using VfioUserPeer second = _server.Connect();
        second.ExpectEnd();
        await _server.StopAsync();
        await _server.Run.WaitAsync(Deadline.Token);
    }

    [Fact]
    public async Task A_server_that_stops_ends_the_connection()
    {
        using VfioUserPeer peer = _server.Open();
        using var vector = new VfioUserEvent();
        peer.Ask(SetInterrupts(1, 0x24, 2, 0, 1), Reply(1, 8), vector.Handle);
        await _server.StopAsync();
        await _server.Run.WaitAsync(Deadline.Token);
        peer.ExpectEnd();
        Assert.Equal(1, VfioUserDescriptors.CountEvents(vector.Handle));
        Assert.DoesNotContain(_server.Log.Lines, l => !l.StartsWith("Debug", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_a_unix_socket_will_do()
    {
        await using var listener = EndpointListener.Open(EndpointAddress.Parse("tcp:127.0.0.1:0"));
        var server = new VfioUserServer(_server.Device, _server.Function, _server.Log);
        EndpointException refused = await Assert.ThrowsAsync<EndpointException>(
            () => server.RunAsync(listener, Deadline.Token));
        Assert.Equal(
            $"{listener.Address}: vfio-user passes descriptors, so it needs a UNIX socket, unix:PATH.",
            refused.Message);
    }

    private int Logged(string end) => _server.Log.Lines.Count(l => l.EndsWith(end, StringComparison.Ordinal));

    private byte[] Registers()
    {
        var bytes = new List<byte>();
        lock (_server.Device.Gate)
        {
            foreach (RegisterBlock? block in (RegisterBlock?[])
                [_server.Function.ConfigurationSpace, .. Enumerable.Range(0, 6).Select(_server.Function.FindBar)])
            {
                byte[] values = new byte[block?.Size ?? 0];
                block?.Read(0, values);
                bytes.AddRange(values);
            }
        }

        return [.. bytes];
    }
}
