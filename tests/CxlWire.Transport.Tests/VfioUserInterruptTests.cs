using System.Runtime.InteropServices;
using CxlWire.Tests;
using Microsoft.Win32.SafeHandles;
using static CxlWire.Transport.Tests.VfioUserMessages;
using static CxlWire.Transport.Tests.VfioUserPeer;

namespace CxlWire.Transport.Tests;

/// <summary>Event descriptors, and any others: none of them leaks.</summary>
public sealed class VfioUserInterruptTests : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly RunningVfioUserServer _server = new();
    private readonly VfioUserEvent[] _events = [.. Enumerable.Range(0, 17).Select(_ => new VfioUserEvent())];

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        foreach (VfioUserEvent e in _events)
            e.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void The_mailbox_interrupts()
    {
        using VfioUserPeer peer = _server.Open();
        peer.Ask(SetInterrupts(1, 0x24, 2, 0, 16), Reply(1, 8), Handles(0, 16));

        // 0400h Get Supported Logs, with the interrupt of the doorbell.
        peer.Ask(Write(2, 2, 0x108, "0004000000000000"), WriteReply(2, 2, 0x108, 8));
        peer.Ask(Write(3, 2, 0x104, "03000000"), WriteReply(3, 2, 0x104, 4));
        Assert.Equal(Told(1), Take());
    }

    [Fact]
    public async Task An_event_interrupts_while_the_client_says_nothing()
    {
        using VfioUserPeer peer = _server.Open();
        peer.Ask(SetInterrupts(1, 0x24, 2, 0, 16), Reply(1, 8), Handles(0, 16));

        // 0103h: dynamic capacity by MSI-X, vector 6.
        peer.Ask(Write(2, 2, 0x120, "0000000001"), WriteReply(2, 2, 0x120, 5));
        peer.Ask(Write(3, 2, 0x108, "0301050000000000"), WriteReply(3, 2, 0x108, 8));
        peer.Ask(Write(4, 2, 0x104, "01000000"), WriteReply(4, 2, 0x104, 4));
        peer.Ask(Read(5, 2, 0x110, 8), ReadReply(5, 2, 0x110, Hex.Zeros(8)));
        TestDevice.Offer(_server.Device, 0, 1);
        await _events[6].WaitAsync();
        Assert.Equal(Told(6), Take());
    }

    [Fact]
    public void Vectors_are_enabled_one_by_one_and_all_at_once()
    {
        using VfioUserPeer peer = _server.Open();
        for (int i = 0; i < 16; i++)
        {
            peer.Ask(SetInterrupts(i, 0x24, 2, i, 1), Reply(i, 8), _events[i].Handle);
            Assert.Equal(Told([.. Enumerable.Range(0, i + 1)]), Trigger(peer, 0, 16));
        }

        // As a client does that takes interrupts for a set: it disables and sends all of them again.
        for (int count = 1; count <= 16; count++)
        {
            peer.Ask(SetInterrupts(1, 0x21, 2, 0, 0), Reply(1, 8));
            Assert.Equal(Told(), Trigger(peer, 0, 16));
            peer.Ask(SetInterrupts(2, 0x24, 2, 0, count), Reply(2, 8), Handles(0, count));
            Assert.Equal(Told([.. Enumerable.Range(0, count)]), Trigger(peer, 0, 16));
        }
    }

    [Fact]
    public void Vectors_are_disabled_without_descriptors()
    {
        using VfioUserPeer peer = _server.Open();
        peer.Ask(SetInterrupts(1, 0x24, 2, 0, 16), Reply(1, 8), Handles(0, 16));
        peer.Ask(SetInterrupts(2, 0x24, 2, 3, 1), Reply(2, 8));
        peer.Ask(SetInterrupts(3, 0x24, 2, 5, 10), Reply(3, 8));
        Assert.Equal(Told(0, 1, 2, 4, 15), Trigger(peer, 0, 16));
        Assert.Equal([2, 2, 2, 1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1], Open());
    }

    [Fact]
    public void A_descriptor_takes_the_place_of_another()
    {
        using VfioUserPeer peer = _server.Open();
        peer.Ask(SetInterrupts(1, 0x24, 2, 4, 2), Reply(1, 8), Handles(0, 2));
        peer.Ask(SetInterrupts(2, 0x24, 2, 5, 2), Reply(2, 8), Handles(2, 2));
        Assert.Equal(Told(0, 2, 3), Trigger(peer, 0, 16));
        Assert.Equal(1, VfioUserDescriptors.CountEvents(_events[1].Handle));
    }

    [Fact]
    public void Only_chosen_vectors_are_triggered()
    {
        using VfioUserPeer peer = _server.Open();
        peer.Ask(SetInterrupts(1, 0x24, 2, 0, 16), Reply(1, 8), Handles(0, 16));
        peer.Ask(SetInterrupts(2, 0x22, 2, 3, 4, "01000200"), Reply(2, 8));
        Assert.Equal(Told(3, 5), Take());
        Assert.Equal(Told(7, 8), Trigger(peer, 7, 2));
    }

    [Fact]
    public void Errors_have_a_descriptor_of_their_own()
    {
        using VfioUserPeer peer = _server.Open();
        peer.Ask(SetInterrupts(1, 0x24, 3, 0, 1), Reply(1, 8), _events[16].Handle);
        peer.Ask(SetInterrupts(2, 0x21, 3, 0, 1), Reply(2, 8));
        Assert.Equal(Told(16), Take());
        Assert.Equal(Told(), Trigger(peer, 0, 16));
        peer.Ask(SetInterrupts(3, 0x21, 3, 0, 0), Reply(3, 8));
        AssertNothingIsOpen();
    }

    [Fact]
    public void A_reset_leaves_the_descriptors()
    {
        using VfioUserPeer peer = _server.Open();
        peer.Ask(SetInterrupts(1, 0x24, 2, 0, 1), Reply(1, 8), _events[0].Handle);
        peer.Ask(Request(2, 13), Reply(2, 13));
        Assert.Equal(Told(0), Trigger(peer, 0, 16));
    }

    [Fact]
    public void A_vector_that_nobody_reads_holds_nothing_up()
    {
        using VfioUserPeer peer = _server.Open();

        _events[0].FillUp();
        peer.Ask(SetInterrupts(1, 0x24, 2, 0, 1), Reply(1, 8), _events[0].Handle);
        peer.Ask(SetInterrupts(2, 0x21, 2, 0, 1), Reply(2, 8));
        peer.Ping();
    }

    [Fact]
    public async Task Vectors_that_block_and_that_nobody_reads_hold_nothing_up()
    {
        using VfioUserPeer peer = _server.Open();
        peer.Ask(SetInterrupts(1, 0x24, 2, 0, 16), Reply(1, 8), Handles(0, 16));

        // 0103h: dynamic capacity by MSI-X, vector 6.
        peer.Ask(Write(2, 2, 0x120, "0000000001"), WriteReply(2, 2, 0x120, 5));
        peer.Ask(Write(3, 2, 0x108, "0301050000000000"), WriteReply(3, 2, 0x108, 8));
        peer.Ask(Write(4, 2, 0x104, "01000000"), WriteReply(4, 2, 0x104, 4));

        // The client may do so at any time; the descriptor is the same open file.
        _events[1].FillUp();
        _events[6].FillUp();

        // From outside; by the mailbox; by the client itself.
        await Task.Run(() => TestDevice.Offer(_server.Device, 0, 1), Deadline.Token).WaitAsync(Deadline.Token);
        peer.Ask(Write(2, 2, 0x108, "0004000000000000"), WriteReply(2, 2, 0x108, 8));
        peer.Ask(Write(3, 2, 0x104, "03000000"), WriteReply(3, 2, 0x104, 4));
        peer.Ask(SetInterrupts(5, 0x21, 2, 0, 16), Reply(5, 8));
        peer.Ping();
        Assert.Equal(Told(0, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15), Take());

        // Read by now, they are signalled again.
        peer.Ask(SetInterrupts(6, 0x21, 2, 1, 1), Reply(6, 8));
        Assert.Equal(1, _events[1].Take());
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    [InlineData(3, 16)]
    public void Descriptors_for_some_are_refused(int count, int descriptors)
    {
        using VfioUserPeer peer = _server.Open();
        peer.Ask(SetInterrupts(1, 0x24, 2, 0, count), Error(1, 8), Handles(0, descriptors));
        Assert.Equal(Told(), Trigger(peer, 0, 16));
        AssertNothingIsOpen();
    }

    [Fact]
    public void Descriptors_that_were_not_announced_are_refused()
    {
        using VfioUserPeer peer = _server.Open();
        peer.Ask(SetInterrupts(1, 0x21, 2, 0, 1), Error(1, 8), Handles(0, 1));
        peer.Ask(SetInterrupts(1, 0x22, 2, 0, 1, "01"), Error(1, 8), Handles(0, 1));
        peer.Ask(SetInterrupts(1, 0x24, 2, 0, 0), Error(1, 8), Handles(0, 1));
        peer.Ask(SetInterrupts(1, 0x24, 2, 15, 2), Error(1, 8), Handles(0, 2));
        AssertNothingIsOpen();
    }

    [Fact]
    public async Task A_descriptor_of_something_else_is_refused_with_all_that_came_along()
    {
        using VfioUserPeer peer = _server.Open();
        using SafeFileHandle file = OpenFile();
        peer.Ask(SetInterrupts(1, 0x24, 2, 0, 3), Error(1, 8), _events[0].Handle, file, _events[1].Handle);
        await _server.LoggedAsync("DeviceSetIrqs, message 1: errno 22; byte 32: a descriptor is no eventfd");
        Assert.Equal(1, VfioUserDescriptors.CountFiles(_directory["f"]));
        AssertNothingIsOpen();
    }

    [Fact]
    public void Memory_is_mapped_and_its_descriptor_closed()
    {
        using VfioUserPeer peer = _server.Open();
        using SafeFileHandle file = OpenFile();
        peer.Ask(Request(1, 2, DmaMap()), Reply(1, 2), file);
        peer.Ask(Request(1, 2, DmaMap()), Error(1, 2), file, file);
        Assert.Equal(1, VfioUserDescriptors.CountFiles(_directory["f"]));
    }

    [Fact]
    public void Descriptors_that_come_with_any_message_are_closed()
    {
        using VfioUserPeer peer = _server.Open();
        using SafeFileHandle file = OpenFile();
        foreach ((string name, byte[] request, byte[] reply) in All.Where(
            m => !m.Name.StartsWith("SET", StringComparison.Ordinal)))
        {
            peer.Ask(request, reply, file);
            Assert.True(VfioUserDescriptors.CountFiles(_directory["f"]) == 1, name);
        }

        foreach ((string name, byte[] request, int error, _) in Refused)
        {
            peer.Ask(request, Error(1, BitConverter.ToUInt16(request, 2), error), file);
            Assert.True(VfioUserDescriptors.CountFiles(_directory["f"]) == 1, name);
        }
    }

    [Theory]
    [InlineData(0, 17)]
    [InlineData(0, 253)]
    [InlineData(16, 17)]
    public async Task Too_many_descriptors_end_the_connection(int offset, int count)
    {
        using VfioUserPeer peer = _server.Open();
        using SafeFileHandle file = OpenFile();
        byte[] request = SetInterrupts(1, 0x24, 2, 0, 16);
        if (offset > 0)
            peer.Send(request[..offset]);
        peer.Send(request[offset..], [.. Enumerable.Repeat(file, count)]);
        peer.ExpectEnd();
        await _server.LoggedAsync("closed: more than 16 descriptors came with one message");
        Assert.Equal(1, VfioUserDescriptors.CountFiles(_directory["f"]));
        using VfioUserPeer next = _server.Open();
        next.Ping();
    }

    [Fact]
    public void Descriptors_of_one_message_may_come_bit_by_bit()
    {
        using VfioUserPeer peer = _server.Open();
        byte[] request = SetInterrupts(1, 0x24, 2, 0, 16);
        for (int i = 0; i < 16; i++)
            peer.Send(request[(2 * i)..(i == 15 ? request.Length : 2 * (i + 1))], _events[i].Handle);
        peer.Expect(Reply(1, 8));
        Assert.Equal(Told([.. Enumerable.Range(0, 16)]), Trigger(peer, 0, 16));
    }

    [Fact]
    public void Descriptors_stay_with_their_messages_however_many_are_under_way()
    {
        using VfioUserPeer peer = _server.Open();
        var replies = new List<byte[]>();

        // So that the rest is under way before the server gets to it.
        lock (_server.Device.Gate)
        {
            for (int i = 0; i < 16; i++)
            {
                peer.Send([.. Read(i, 7, 0, 4), .. Read(i, 7, 0, 2)]);
                peer.Send(SetInterrupts(i, 0x24, 2, i, 1), _events[i].Handle);
                peer.Send(SetInterrupts(i, 0x24, 2, (i + 1) % 16, 0));
                replies.AddRange(
                    ReadReply(i, 7, 0, "981ecd0d"), ReadReply(i, 7, 0, "981e"), Reply(i, 8), Error(i, 8));
            }
        }

        peer.Expect([.. replies]);
        for (int i = 0; i < 16; i++)
            Assert.Equal(Told(i), Trigger(peer, i, 1));
    }

    [Fact]
    public void Descriptors_belong_to_the_first_of_the_messages_they_are_sent_with()
    {
        using VfioUserPeer peer = _server.Open();
        lock (_server.Device.Gate)
        {
            peer.Send(Read(1, 7, 0, 2));
            peer.Send(
                [.. SetInterrupts(2, 0x24, 2, 0, 1), .. SetInterrupts(3, 0x24, 2, 1, 1), .. Read(4, 7, 0, 2)],
                _events[0].Handle);
        }

        peer.Expect(ReadReply(1, 7, 0, "981e"), Reply(2, 8), Reply(3, 8), ReadReply(4, 7, 0, "981e"));
        Assert.Equal(Told(0), Trigger(peer, 0, 16));
    }

    [Fact]
    public void A_client_that_goes_away_takes_its_descriptors_along()
    {
        for (int way = 0; way < 4; way++)
        {
            using (VfioUserPeer peer = _server.Open())
            {
                peer.Ask(SetInterrupts(1, 0x24, 2, 0, 16), Reply(1, 8), Handles(0, 16));
                Assert.Equal(2, VfioUserDescriptors.CountEvents(_events[0].Handle));
                switch (way)
                {
                    case 1:
                        peer.Send(Read(1, 7, 0, 4096));
                        break;
                    case 2:
                        peer.Send(SetInterrupts(1, 0x24, 2, 0, 1)[..20], _events[16].Handle);
                        break;
                    case 3:
                        peer.Send(new byte[16], _events[16].Handle);
                        break;
                }
            }

            using VfioUserPeer next = _server.Open();
            AssertNothingIsOpen();
            Assert.Equal(Told(), Trigger(next, 0, 16));
        }
    }

    private SafeFileHandle OpenFile() => File.OpenHandle(_directory["f"], FileMode.Create, FileAccess.ReadWrite);

    private SafeHandle[] Handles(int first, int count) => [.. _events.Skip(first).Take(count).Select(e => e.Handle)];

    private void AssertNothingIsOpen() => Assert.Equal([.. Enumerable.Repeat(1, 17)], Open());

    private int[] Open() => [.. _events.Select(e => VfioUserDescriptors.CountEvents(e.Handle))];

    /// <summary>Who is told of these vectors.</summary>
    private int[] Trigger(VfioUserPeer peer, int start, int count)
    {
        peer.Ask(SetInterrupts(1, 0x21, 2, start, count), Reply(1, 8));
        return Take();
    }

    private int[] Take() => Told([.. Enumerable.Range(0, 17).Where(i => _events[i].Take() == 1)]);

    private static int[] Told(params int[] events) => events;
}
