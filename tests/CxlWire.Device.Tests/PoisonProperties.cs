using System.Buffers.Binary;
using CxlWire.Device.Capacity;
using CxlWire.Protocol;
using CxlWire.Protocol.Media;
using CxlWire.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace CxlWire.Device.Tests;

/// <summary>Poison against a model that knows nothing but lines.</summary>
public class PoisonProperties
{
    private const int Lines = 40;
    private const int ListLimit = 9;

    private enum Verb
    {
        Inject,
        Poison,
        Clear,
        List,
    }

    [Fact]
    public void P1_the_list_is_what_a_model_of_lines_has()
    {
        Gen<(Verb, int, int)> step =
            from verb in Gen.Elements(Enum.GetValues<Verb>())
            from line in Gen.Choose(0, Lines - 1)
            from length in Gen.Choose(0, 8)
            select (verb, line, length);
        Seeded.Check(Prop.ForAll(step.ArrayOf().ToArbitrary(), Holds), tests: 300);
    }

    private static void Holds((Verb Verb, int Line, int Length)[] steps)
    {
        var rig = new Rig(
            $$"""{"poison_list_maximum": {{ListLimit}}, "inject_poison_limit": 4, "payload_size": 256}""");

        // Of each line where its poison came from, and which range it belongs to; 0: it is not poisoned.
        var sources = new byte[Lines];
        var ranges = new int[Lines];
        int last = 0;
        foreach ((Verb verb, int line, int length) in steps)
        {
            string address = Hex.U64((ulong)line * 64);
            switch (verb)
            {
                case Verb.Inject:
                    bool isFull = Distinct(ranges) >= ListLimit || sources.Count(source => source == 3) >= 4;
                    ReturnCode expected = sources[line] == 0 && isFull
                        ? ReturnCode.InjectPoisonLimitReached : ReturnCode.Success;
                    Assert.Equal(Rig.Reply(expected), rig.Ask(Opcode.InjectPoison, address));
                    if (sources[line] == 0 && !isFull)
                        (sources[line], ranges[line]) = (3, ++last);
                    break;
                case Verb.Poison:
                    int end = Math.Min(line + length, Lines);
                    bool canPoison = end > line && sources[line..end].All(source => source == 0);
                    Assert.Equal(
                        canPoison,
                        rig.Device.InjectPoison(new DpaRange((ulong)line * 64, (ulong)(end - line) * 64)) is null);
                    if (!canPoison)
                        break;
                    sources.AsSpan(line..end).Fill(1);
                    ranges.AsSpan(line..end).Fill(++last);
                    break;
                case Verb.Clear:
                    Assert.Equal(Rig.Reply(ReturnCode.Success), rig.Ask(Opcode.ClearPoison, address, Hex.Zeros(64)));
                    int cleared = ranges[line];
                    (sources[line], ranges[line]) = (0, 0);

                    // What is left above it is a range of its own.
                    last++;
                    for (int i = line + 1; cleared != 0 && i < Lines && ranges[i] == cleared; i++)
                        ranges[i] = last;
                    break;
                default:
                    AssertListed(rig, sources, ranges, line, Math.Min(line + length, Lines));
                    break;
            }
        }

        AssertListed(rig, sources, ranges, 0, Lines);
    }

    private static int Distinct(int[] ranges) => ranges.Where(range => range != 0).Distinct().Count();

    private static void AssertListed(Rig rig, byte[] sources, int[] ranges, int from, int to)
    {
        var expected = new List<(int, int, byte)>();
        for (int line = from, end; line < to; line = end)
        {
            for (end = line + 1; end < to && ranges[end] == ranges[line];)
                end++;
            if (ranges[line] != 0)
                expected.Add((line, end - line, sources[line]));
        }

        bool overflows = Distinct(ranges) > ListLimit;
        var listed = new List<(int, int, byte)>();
        bool more;
        do
        {
            byte[] reply = new byte[256];
            CommandResult result = rig.Host.Cci.Execute(
                Opcode.GetPoisonList, Hex.Bytes(Hex.U64((ulong)from * 64), Hex.U64((ulong)(to - from))), reply);
            Assert.Equal(ReturnCode.Success, result.Code);
            Assert.True(GetPoisonListResponse.TryRead(
                reply.AsSpan(0, result.Length), out GetPoisonListResponse page, out _));
            Assert.Equal(GetPoisonListResponse.SizeWith(page.RecordCount), result.Length);
            Assert.Equal(overflows, page.Overflow);
            for (int i = 0; i < page.RecordCount; i++)
            {
                ReadOnlySpan<byte> record = reply.AsSpan(GetPoisonListResponse.SizeWith(i));
                ulong address = BinaryPrimitives.ReadUInt64LittleEndian(record);
                int length = (int)BinaryPrimitives.ReadUInt32LittleEndian(record[8..]);
                listed.Add(((int)(address / 64), length, (byte)(address & 7)));
            }

            more = page.More;
        }
        while (more);
        Assert.Equal(expected.Take(ListLimit), listed);
    }
}
