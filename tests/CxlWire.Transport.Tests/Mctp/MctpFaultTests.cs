using CxlWire.Tests;
using static CxlWire.Tests.SerialLine;

namespace CxlWire.Transport.Tests.Mctp;

/// <summary>Faults of the line: the frames of a reply of 4800h in two packets, whole.</summary>
public sealed class MctpFaultTests
{
    private const string Ask4800 = "08 0000000048 020000 00000000 ff00";

    [Theory]
    [InlineData("wrong_fcs", 1, "0! 1")]
    [InlineData("wrong_fcs", 2, "0 1!")]
    [InlineData("wrong_fcs", 99, "0 1!")]
    [InlineData("cut_frame", 1, "0/ 1")]
    [InlineData("cut_frame", 2, "0 1/")]
    [InlineData("missing_end", 1, "0 1:10")]
    [InlineData("missing_start", 1, "0:00 1")]
    [InlineData("sequence_gap", 1, "1")]
    [InlineData("sequence_gap", 2, "0")]
    [InlineData("wrong_tag", 1, "0:81 1")]
    [InlineData("wrong_tag", 2, "0 1:51")]
    [InlineData("wrong_eid", 2, "0 1@8")]
    [InlineData("repeated", 1, "0 0 1")]
    [InlineData("repeated", 2, "0 1 1")]
    [InlineData("reordered", 1, "1 0")]
    [InlineData("reordered", 2, "1 0")]
    public async Task A_reply_is_spoilt_packet_by_packet_and_the_next_is_not(string fault, int packet, string expected)
    {
        await using var rig = new MctpRig();
        byte[] line = rig.Say(Ask(Whole, Ask4800));
        byte[][] packets = [.. Unframe(line)];
        Assert.Equal(2, packets.Length);
        rig.Load($$"""{"fault": "mctp", "as": "{{fault}}", "packet": {{packet}}}""");
        Assert.Equal(
            expected.Split(' ').SelectMany(text => Frames(packets, text)).ToArray(), rig.Say(Ask(Whole, Ask4800)));
        Assert.Equal(line, rig.Say(Ask(Whole, Ask4800)));
    }

    [Theory]
    [InlineData("""{"fault": "no_reply"}""", "")]
    [InlineData("""{"fault": "reply_twice"}""", "0 1 0 1")]
    [InlineData("""{"fault": "cut", "bytes": 63}""", "0")]
    public async Task Faults_of_a_reply_happen_to_a_line_too(string fault, string expected)
    {
        await using var rig = new MctpRig();
        byte[][] packets = [.. Unframe(rig.Say(Ask(Whole, Ask4800)))];
        rig.Load(fault);
        Assert.Equal(
            expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(text => Frames(packets, text))
                .ToArray(),
            rig.Say(Ask(Whole, Ask4800)));
    }

    [Fact]
    public async Task A_control_message_ends_with_the_code_once()
    {
        await using var rig = new MctpRig();
        rig.Load("""{"fault": "mctp_control", "code": 4}""");
        Assert.Equal(Reply(Identified), rig.Say(Ask(Whole, SerialLine.Identify)));
        Assert.Equal(Reply("00 05 01 04"), rig.Say(Ask(Whole, "00 85 01 00 1d")));
        Assert.Equal(Reply("00 05 02 00 09 00 00"), rig.Say(Ask(Whole, "00 85 02")));
    }

    /// <summary>"1": that packet; with '!' a wrong check sequence, with '/' half the frame, else other bytes.</summary>
    private static byte[] Frames(byte[][] packets, string text)
    {
        byte[] packet = [.. packets[text[0] - '0']];
        char how = text.Length > 1 ? text[1] : ' ';
        if (how == ':')
            packet[3] = Convert.FromHexString(text[2..])[0];
        if (how == '@')
            packet[2] = (byte)(text[2] - '0');
        byte[] frame = Frame(packet);
        if (how == '!')
            frame[^2] ^= 1;
        return how == '/' ? frame[..(frame.Length / 2)] : frame;
    }

    private static IEnumerable<byte[]> Unframe(byte[] line)
    {
        for (int at = 0; at < line.Length;)
        {
            int end = at + 3;
            var packet = new List<byte>();
            for (; packet.Count < line[at + 2]; end++)
            {
                bool isEscaped = line[end] == 0x7D;
                end += isEscaped ? 1 : 0;
                packet.Add(isEscaped ? (byte)(line[end] | 0x20) : line[end]);
            }

            yield return [.. packet];
            at = end + 3;
        }
    }
}
