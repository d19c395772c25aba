using static CxlWire.Tests.SerialLine;

namespace CxlWire.Conformance.Mctp;

/// <summary>What somebody says that is wrong, and all that is answered to it.</summary>
/// <param name="Rule">The rule of docs/rules.md that decides.</param>
/// <param name="Name">What is wrong.</param>
/// <param name="Said">Bytes on the line.</param>
/// <param name="Answered">Bytes on the line, of the default device.</param>
internal sealed record NegativeCase(string Rule, string Name, byte[] Said, byte[] Answered)
{
    private static readonly byte[] _identify = Ask(Whole, Identify);
    private static readonly byte[] _identified = Reply(Identified);

    /// <summary>Every case.</summary>
    public static NegativeCase[] All { get; } = [.. Types(), .. Frames(), .. Packets(), .. Parts(), .. Control()];

    private static IEnumerable<NegativeCase> Types()
    {
        yield return Refused("I1", "type 07h with a command of the device", "07 000000010000000000000000", 3);
        yield return Refused("I1", "type 08h with a command of the Fabric Manager", "08 000000005600000000000000", 3);
        yield return Refused("I1", "type 08h with an opcode that is nobody's", "08 00000000c000000000000000", 3);
        yield return Silent("I1", "type 01h, PLDM", Ask(Whole, "01 8000"));
        yield return Silent("I1", "type 7Eh, a vendor's", Ask(Whole, "7e 1e98"));
        yield return Silent("I1", "type 08h with an integrity check", Ask(Whole, "88 00000001000000000000cdab"));
        yield return Silent("I1", "type 08h to everybody", Ask(Whole, Identify, destination: 0xFF));
        yield return Refused("I2", "more payload announced than there is", "08 000000010001000000000000", 0x16);
        yield return Refused("I2", "more payload than announced", "08 000000010000000000000000 ee", 0x16);
        yield return Silent("I2", "a message that ends inside its CCI header", Ask(Whole, "08 0000000100000000000000"));
        yield return Silent("I2", "a message that is nothing but its type", Ask(Whole, "08"));
        yield return Silent("I2", "a CCI message of category 2", Ask(Whole, "08 02000001000000000000cdab"));
        yield return Silent("I2", "a CCI response that nobody asked for", Ask(Whole, "08 01000001000000000000cdab"));
        byte[] large = [.. Hex("08 0000000341b80b0000000000"), .. new byte[3000]];
        yield return new NegativeCase(
            "I2", "3000 bytes of payload for a device that takes 2048",
            [.. large.Chunk(64).Index().SelectMany(part => Ask(
                (byte)(((part.Index & 3) << 4) | (part.Index == 0 ? Start : part.Index == 47 ? End : Middle)),
                Convert.ToHexString(part.Item)))],
            Reply("08 010000034100000016000000"));
    }

    private static IEnumerable<NegativeCase> Frames()
    {
        yield return Silent("I3", "a wrong check sequence", [.. _identify[..^2], 0x0A, 0x7E]);
        yield return Silent("I3", "the check sequence's bytes in the wrong order", [.. _identify[..^3], 9, 0xAF, 0x7E]);
        yield return Silent("I3", "a check sequence that begins with 0, as old kernels have it",
            [.. _identify[..^3], 0x29, 0xC4, 0x7E]);
        yield return Silent("I3", "another revision", [0x7E, 2, .. _identify[2..]]);
        yield return Silent("I3", "a length one too large", [.. _identify[..2], 0x12, .. _identify[3..]]);
        yield return Silent("I3", "a length one too small", [.. _identify[..2], 0x10, .. _identify[3..]]);
        yield return Silent("I3", "a length of nothing", [0x7E, 1, 0, .. _identify[3..]]);
        yield return Silent("I3", "the longest length", [0x7E, 1, 0xFF, .. _identify[3..]]);
        yield return Silent("I3", "an escape of what is never escaped",
            [.. _identify[..8], 0x7D, 0x41, .. _identify[9..]]);
        yield return Silent("I3", "an escape of 7Dh that was not changed",
            [.. _identify[..8], 0x7D, 0x7D, .. _identify[9..]]);
        yield return Silent("I3", "an escape that the end of the frame follows", [.. _identify[..8], 0x7D, 0x7E]);
        yield return Silent("I3", "7Eh where it should be escaped", [.. _identify[..8], 0x7E, .. _identify[9..]]);
        yield return Silent("I3", "a flag and nothing else", [0x7E]);
        yield return Silent("I3", "flags and nothing else", [0x7E, 0x7E, 0x7E, 0x7E]);
        yield return Silent("I3", "bytes outside of frames", [0, 1, 0x7D, 0xFF, 8, 9]);
        for (int length = 2; length < _identify.Length - 1; length++)
            yield return Silent("I3", $"a frame that ends after {length} bytes", _identify[..length]);
        yield return new NegativeCase(
            "I3", "a frame without its last flag takes the next one's first", [.. _identify[..^1], .. _identify],
            _identified);

        // Its check sequence is 7E7Dh: Linux sends that as it is, others escape it.
        byte[] packet = [1, 9, 8, Whole, .. Hex("08 000000010000000000007a38")];
        yield return new NegativeCase(
            "I3", "a check sequence of two flags, as it is", [0x7E, 1, 0x11, .. packet, 0x7E, 0x7D, 0x7E], _identified);
        yield return new NegativeCase(
            "I3", "a check sequence of two flags, escaped",
            [0x7E, 1, 0x11, .. packet, 0x7D, 0x5E, 0x7D, 0x5D, 0x7E], _identified);
    }

    private static IEnumerable<NegativeCase> Packets()
    {
        yield return Silent("I4", "header version 0", Frame([0, 9, 8, Whole, .. Hex(Identify)]));
        yield return Silent("I4", "header version 2", Frame([2, 9, 8, Whole, .. Hex(Identify)]));
        yield return Silent("I4", "a packet for another EID", Ask(Whole, Identify, destination: 10));
        yield return Silent("I4", "a packet from the EID of all", Ask(Whole, Identify, source: 0xFF));
        yield return Silent("I4", "a packet without payload", Ask(Whole, ""));
        yield return Silent("I4", "a packet that is less than a header", Frame([1, 9, 8]));
        yield return Silent("I4", "a packet that is longer than the unit", Ask(
            Whole, "08 00000341" + "340000" + "00000000" + new string('0', 2 * 53)));
        yield return Silent("I4", "a response: the tag is not its sender's", Ask(0xC0, Identify));
        yield return new NegativeCase(
            "I4", "a packet for whoever is there", Ask(Whole, Identify, destination: 0), _identified);
        yield return new NegativeCase(
            "I4", "reserved bits beside the version", Frame([0xF1, 9, 8, Whole, .. Hex(Identify)]), _identified);
    }

    private static IEnumerable<NegativeCase> Parts()
    {
        (string one, string two, string three) = ("08 00000001", "00000000", "0000cdab");
        byte[] start = Ask(Start, one), second = Ask(Middle | 0x10, two), end = Ask(End | 0x20, three);
        yield return new NegativeCase("I5", "nothing, in three packets", [.. start, .. second, .. end], _identified);
        yield return new NegativeCase(
            "I5", "nothing, the sequence beginning with 3",
            [.. Ask(Start | 0x30, one), .. Ask(Middle, two), .. Ask(End | 0x10, three)], _identified);
        yield return Silent("I5", "an end that never comes", [.. start, .. second]);
        yield return Silent("I5", "a packet missing", [.. start, .. end]);
        yield return Silent("I5", "a packet twice", [.. start, .. second, .. second, .. end]);
        yield return Silent("I5", "packets in another order", [.. start, .. end, .. second]);
        yield return Silent("I5", "a middle without a start", second);
        yield return Silent("I5", "an end without a start", end);
        yield return Silent("I5", "a sequence that stands still",
            [.. start, .. Ask(Middle, two), .. Ask(End, three)]);
        yield return Silent("I5", "another tag in the middle", [.. start, .. Ask(Middle | 0x11, two), .. end]);
        yield return Silent("I5", "another source in the middle",
            [.. start, .. Ask(Middle | 0x10, two, source: 9), .. end]);
        yield return Silent("I5", "another tag owner in the middle", [.. start, .. Ask(0x10, two), .. end]);
        yield return new NegativeCase(
            "I5", "a start in the middle begins anew", [.. start, .. second, .. start, .. second, .. end],
            _identified);
        yield return new NegativeCase(
            "I5", "two messages with tags of their own, in turns",
            [
                .. start, .. Ask(Start | 1, one), .. second, .. Ask(Middle | 0x11, two), .. end,
                .. Ask(End | 0x21, three),
            ],
            [.. _identified, .. Reply(Identified, tag: 1)]);
        byte[] flood =
        [
            .. Enumerable.Range(8, 200).SelectMany(eid => Enumerable.Range(0, 8).SelectMany(
                tag => Ask((byte)(Start | tag), one, source: (byte)eid))),
        ];
        yield return Silent("I6", "1600 messages that nobody ends", flood);
        yield return Silent("I6", "the message that began first, of five of a peer",
            [.. Enumerable.Range(0, 5).SelectMany(tag => Ask((byte)(Start | tag), one)), .. second, .. end]);
        byte[] four = [.. Enumerable.Range(0, 4).SelectMany(tag => Ask((byte)(Start | tag), one))];
        yield return new NegativeCase("I6", "the message that began first, of four", [.. four, .. second, .. end],
            _identified);
        yield return Silent("I6", "a message without end",
            [.. start, .. Enumerable.Range(1, 2000).SelectMany(
                n => Ask((byte)(Middle | ((n & 3) << 4)), new string('0', 128)))]);
    }

    private static IEnumerable<NegativeCase> Control()
    {
        yield return Refused("a command that is a bridge's", "00 80 07", "00 00 07 05");
        yield return Refused("a command that is nobody's, with an instance", "00 9f fe aa", "00 1f fe 05");
        yield return Refused("the EID of nobody", "00 80 01 00 00", "00 00 01 02 10 09 00");
        yield return Refused("a reserved EID", "00 80 01 00 07", "00 00 01 02 10 09 00");
        yield return Refused("the EID of all", "00 80 01 01 ff", "00 00 01 02 10 09 00");
        yield return Refused("a reset to a static EID", "00 80 01 02 1d", "00 00 01 02 10 09 00");
        yield return Refused("Set Endpoint ID, one byte short", "00 80 01 00", "00 00 01 03");
        yield return Refused("Set Endpoint ID, one byte long", "00 80 01 00 1d ee", "00 00 01 03");
        yield return Refused("Get Endpoint ID with data", "00 80 02 00", "00 00 02 03");
        yield return Refused("Get Endpoint UUID with data", "00 80 03 00", "00 00 03 03");
        yield return Refused("versions of no type", "00 80 04", "00 00 04 03");
        yield return Refused("versions of a type that is not there", "00 80 04 01", "00 00 04 80");
        yield return Refused("Get Message Type Support with data", "00 80 05 00", "00 00 05 03");
        yield return Refused("vendor defined messages, of which there are none", "00 80 06 00", "00 00 06 02");
        yield return Silent("I7", "a datagram", Ask(Whole, "00 c0 02"));
        yield return Silent("I7", "a response", Ask(Whole, "00 00 02 00 09 00 00"));
        yield return Silent("I7", "a control message without a command", Ask(Whole, "00 80"));
        yield return Silent("I7", "a control message with an integrity check", Ask(Whole, "80 80 02"));
    }

    private static NegativeCase Refused(string name, string request, string response) =>
        new("I7", name, Ask(Whole, request), Reply(response));

    private static NegativeCase Silent(string rule, string name, byte[] said) => new(rule, name, said, []);

    /// <summary>A request that gets a header with a return code.</summary>
    private static NegativeCase Refused(string rule, string name, string request, byte code)
    {
        byte[] reply = [.. Hex(request).AsSpan(0, 13)];
        reply[1] = 1;
        reply.AsSpan(6).Clear();
        reply[9] = code;
        return new NegativeCase(rule, name, Ask(Whole, request), Reply(Convert.ToHexString(reply)));
    }

    public override string ToString() => $"{Rule}: {Name}";
}
