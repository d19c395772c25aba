using System.IO.Pipelines;
using CxlWire.Protocol.Mctp;
using CxlWire.Tests;
using CxlWire.Transport.Mctp;
using static CxlWire.Tests.SerialLine;

namespace CxlWire.Transport.Tests.Mctp;

public sealed class MctpSessionTests
{
    [Fact]
    public async Task Identify_as_it_came_over_the_line_from_libcxlmi_is_answered()
    {
        await using var rig = new MctpRig();
        byte[] line = Convert.FromHexString("7e0111010908c80800000001000000000000cdabaf097e");
        Assert.Equal(Ask(Whole, SerialLine.Identify), line);
        Assert.Equal(Reply(Identified), rig.Say(line));
    }

    [Fact]
    public async Task A_frame_may_come_in_any_two_pieces_and_byte_by_byte()
    {
        byte[] line = [.. Ask(Start, "08 007d7e0100"), .. Ask(End | 0x10, "000000 0000 7d7e")];
        await using var rig = new MctpRig();
        byte[] expected = rig.Say(line);
        Assert.Equal(Reply(Identified.Replace("08 0100", "08 017d", StringComparison.Ordinal)), expected);
        for (int at = 1; at < line.Length; at++)
            Assert.Equal(expected, (byte[])[.. rig.Say(line.AsSpan(0, at)), .. rig.Say(line.AsSpan(at))]);
        Assert.Equal(expected, line.SelectMany(value => rig.Say([value])).ToArray());
        Assert.Equal(0, rig.Unread);
    }

    [Fact]
    public async Task A_reply_of_2_KiB_is_33_packets_of_64_bytes_in_sequence()
    {
        await using var rig = new MctpRig();
        byte[] said = rig.Say(Ask(Whole, "08 0001000241 080000 0000 0000 00000000 f4070000"));
        (MctpHeader Header, byte[] Payload)[] packets = [.. Packets(said)];
        Assert.Equal(33, packets.Length);
        Assert.Equal(Enumerable.Range(0, 33).Select(n => n & 3), packets.Select(p => (int)p.Header.PacketSequence));
        Assert.All(packets[..^1], packet => Assert.Equal(64, packet.Payload.Length));
        Assert.Equal([true, .. new bool[32]], packets.Select(p => p.Header.StartOfMessage));
        Assert.Equal([.. new bool[32], true], packets.Select(p => p.Header.EndOfMessage));
        byte[] message = [.. packets.SelectMany(p => p.Payload)];
        Assert.Equal(Hex("08 0101000241 f40700 0000 0000"), message[..13]);
        Assert.Equal(13 + 0x7F4, message.Length);
    }

    [Fact]
    public async Task A_larger_unit_has_fewer_packets_in_both_directions()
    {
        await using var rig = new MctpRig(new MctpOptions { Unit = MctpOptions.MaxUnit });
        byte[] payload = new byte[200];
        byte[] said = rig.Say(Frame([1, 9, 8, Whole, .. Hex("08 0001000341 c80000 0000 0000"), .. payload]));
        Assert.Equal(Reply("08 010100034100000000000000"), said);
        Assert.Equal(9, Packets(rig.Say(Ask(Whole, "08 0001000241 080000 0000 0000 00000000 f4070000"))).Count());
    }

    [Fact]
    public async Task Messages_that_nobody_ends_are_kept_16_at_a_time_and_no_longer_than_the_device_takes()
    {
        await using var rig = new MctpRig();
        var messages = new MctpReassembler(100);
        byte[] part = new byte[64];
        for (int eid = 8; eid < 208; eid++)
        {
            for (byte tag = 0; tag < 8; tag++)
            {
                var header = new MctpHeader { SourceEid = (byte)eid, MessageTag = tag, StartOfMessage = true };
                Assert.Equal(MctpAssembly.Incomplete, messages.Add(header, part, out _, out _));
                for (int n = 1; n < 20; n++)
                {
                    header = header with { StartOfMessage = false, PacketSequence = (byte)(n & 3) };
                    Assert.Equal(MctpAssembly.Incomplete, messages.Add(header, part, out _, out _));
                }

                Assert.InRange(messages.Count, 1, MctpReassembler.Max);
                Assert.InRange(messages.KeptBytes, 1, MctpReassembler.Max * 128);
            }
        }

        messages.Dispose();
        Assert.Equal(0, messages.KeptBytes);
    }

    [Fact]
    public async Task I8_a_notification_is_a_request_to_whoever_spoke_last_with_a_tag_of_its_own()
    {
        await using var rig = new MctpRig();
        Assert.Equal(
            Reply("08 010000050100000000000000", destination: 33),
            rig.Say(Ask(Whole, "08 000000050102000000000000 0100", source: 33)));
        for (byte tag = 0; tag < 3; tag++)
        {
            TestDevice.AddRecord(rig.Device, log: 0);
            Assert.Equal(
                Frame([1, 33, 9, (byte)(Whole | tag), .. Hex("08 000000060102000000000000 0100")]),
                await SentAsync(rig));
            Assert.Equal(
                Reply("08 010000010100000000000000", destination: 33),
                rig.Say(Ask(Whole, $"08 000000010108000000000000 00 00 01 000000 0{tag + 1}00", source: 33)));
        }

        // A response to it is nothing that anybody answers.
        Assert.Empty(rig.Say(Ask(0xC0, "08 010000060100000000000000", source: 33)));
    }

    [Fact]
    public async Task I8_a_notification_goes_to_the_EID_that_is_configured()
    {
        await using var rig = new MctpRig(new MctpOptions { NotifiedEid = 77, Eid = 20 });
        rig.Say(Ask(Whole, "08 000000050102000000000000 1000", destination: 20));
        TestDevice.Offer(rig.Device, 0, 1);
        Assert.Equal(
            Frame([1, 77, 20, Whole, .. Hex("08 000000060102000000000000 1000")]), await SentAsync(rig));
    }

    [Fact]
    public async Task I7_an_EID_that_is_set_is_the_endpoints_from_then_on()
    {
        await using var rig = new MctpRig();
        Assert.Equal(
            Reply("00 00 01 00 00 1d 00", source: 9), rig.Say(Ask(Whole, "00 80 01 00 1d")));
        Assert.Equal(29, rig.Server.Eid);
        Assert.Empty(rig.Say(Ask(Whole, SerialLine.Identify)));
        Assert.Equal(
            Reply(Identified, source: 29), rig.Say(Ask(Whole, SerialLine.Identify, destination: 29)));
        Assert.Equal(
            Reply("00 00 02 00 1d 00 00", source: 29), rig.Say(Ask(Whole, "00 80 02", destination: 0)));
        Assert.Equal(
            Reply("00 00 05 00 02 07 08", source: 29), rig.Say(Ask(Whole, "00 80 05", destination: 29)));
        Assert.Equal(
            Reply("00 1f 04 00 01 f1f3f100", source: 29), rig.Say(Ask(Whole, "00 9f 04 ff", destination: 29)));
    }

    private static async Task<byte[]> SentAsync(MctpRig rig)
    {
        ReadResult read = await rig.Sent.ReadAsync(Deadline.Token);
        byte[] sent = [.. read.Buffer.FirstSpan];
        rig.Sent.AdvanceTo(read.Buffer.End);
        return sent;
    }

    private static IEnumerable<(MctpHeader Header, byte[] Payload)> Packets(byte[] line)
    {
        byte[] packet = new byte[MctpSerialFrame.MaxPacket];
        for (int at = 0; at < line.Length;)
        {
            Assert.Equal(
                MctpFrameStatus.Packet, MctpSerialFrame.Read(line.AsSpan(at), packet, out int length, out int taken));
            at += taken;
            Assert.True(MctpHeader.TryRead(packet.AsSpan(0, MctpHeader.Size), out MctpHeader header, out _));
            yield return (header, packet[MctpHeader.Size..length]);
        }
    }
}
