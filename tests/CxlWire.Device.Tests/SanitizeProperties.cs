using System.Buffers.Binary;
using CxlWire.Protocol;
using CxlWire.Protocol.Media;
using CxlWire.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace CxlWire.Device.Tests;

/// <summary>What is sanitized has no poison, and what is not keeps it: against a model of lines.</summary>
public class SanitizeProperties
{
    private const int Lines = 32;

    private enum Verb
    {
        Inject,
        Range,
        Everything,
        Erase,
    }

    [Fact]
    public void Z3_to_Z6_sanitized_memory_has_no_poison()
    {
        Gen<(Verb, int, int)> step =
            from verb in Gen.Frequency(
                (10, Gen.Constant(Verb.Inject)), (5, Gen.Constant(Verb.Range)),
                (1, Gen.Elements(Verb.Everything, Verb.Erase)))
            from line in Gen.Choose(0, Lines - 1)
            from length in Gen.Choose(0, Lines)
            select (verb, line, length);
        Seeded.Check(Prop.ForAll(step.ArrayOf().ToArbitrary(), Holds), tests: 300);
    }

    private static void Holds((Verb Verb, int Line, int Length)[] steps)
    {
        var rig = new Rig();
        var poisoned = new SortedSet<int>();
        foreach ((Verb verb, int line, int length) in steps)
        {
            string start = Hex.U64((ulong)line * 64);
            switch (verb)
            {
                case Verb.Inject:
                    Assert.Equal(Rig.Reply(ReturnCode.Success), rig.Ask(Opcode.InjectPoison, start));
                    poisoned.Add(line);
                    break;
                case Verb.Range:
                    ReturnCode expected = length == 0 ? ReturnCode.InvalidInput : ReturnCode.BackgroundCommandStarted;
                    Assert.Equal(
                        Rig.Reply(expected),
                        rig.Ask(
                            Opcode.MediaOperations, $"01 {line % 2:x2} 0000", Hex.U32(1), start,
                            Hex.U64((ulong)length * 64)));
                    if (length != 0)
                        Finish(rig);
                    poisoned.RemoveWhere(l => l >= line && l < line + length);
                    break;
                case Verb.Everything:
                    Assert.Equal(Rig.Reply(ReturnCode.BackgroundCommandStarted), rig.Ask(Opcode.Sanitize));
                    Finish(rig);
                    poisoned.Clear();
                    break;
                default:
                    Assert.Equal(Rig.Reply(ReturnCode.Success), rig.Ask(Opcode.SecureErase));
                    poisoned.Clear();
                    break;
            }

            Assert.Equal(poisoned, Listed(rig));
        }
    }

    private static void Finish(Rig rig)
    {
        rig.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.StartsWith("Success: c8", rig.Ask(Opcode.BackgroundOperationStatus), StringComparison.Ordinal);
    }

    private static SortedSet<int> Listed(Rig rig)
    {
        var lines = new SortedSet<int>();
        byte[] reply = new byte[2048];
        CommandResult result = rig.Host.Cci.Execute(
            Opcode.GetPoisonList, Hex.Bytes(Hex.U64(0), Hex.U64(Lines * 2)), reply);
        Assert.Equal(ReturnCode.Success, result.Code);
        Assert.True(GetPoisonListResponse.TryRead(
            reply.AsSpan(0, result.Length), out GetPoisonListResponse page, out _));
        Assert.False(page.More);
        for (int i = 0; i < page.RecordCount; i++)
        {
            ReadOnlySpan<byte> record = reply.AsSpan(GetPoisonListResponse.SizeWith(i));
            int first = (int)(BinaryPrimitives.ReadUInt64LittleEndian(record) / 64);
            int count = (int)BinaryPrimitives.ReadUInt32LittleEndian(record[8..]);
            lines.UnionWith(Enumerable.Range(first, count));
        }

        return lines;
    }
}
