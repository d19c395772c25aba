using CxlWire.Protocol;
using CxlWire.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace CxlWire.Device.Tests;

/// <summary>54xxh against a model that has a number for each logical device.</summary>
public class QosProperties
{
    private const int Lds = 5;

    [Fact]
    public void U6_fractions_are_what_a_model_of_numbers_has()
    {
        Gen<(bool, byte, byte[])> step =
            from isLimit in Gen.Elements(false, true)
            from start in Gen.Choose(0, Lds)
            from fractions in Gen.Frequency(
                (3, Gen.Choose(0, 60)), (1, Gen.Elements(0, 1, 128, 255))).ArrayOf()
            select (isLimit, (byte)start, fractions.Take(Lds + 1).Select(f => (byte)f).ToArray());
        Seeded.Check(Prop.ForAll(step.ArrayOf().ToArbitrary(), HoldsOfFractions), tests: 300);
    }

    [Fact]
    public void U4_the_control_is_the_last_that_makes_sense()
    {
        Gen<byte[]> control =
            from bytes in Gen.Choose(0, 255).ArrayOf(7)
            from moderate in Gen.Elements(0, 1, 2, 50, 99, 100, 101, bytes[1])
            from severe in Gen.Elements(0, 1, 2, 50, 99, 100, 101, bytes[2])
            from interval in Gen.Elements(0, 8, 15, 16, bytes[3])
            select new[]
            {
                (byte)bytes[0], (byte)moderate, (byte)severe, (byte)interval, (byte)bytes[4], (byte)bytes[5],
                (byte)bytes[6],
            };
        Seeded.Check(Prop.ForAll(control.ArrayOf().ToArbitrary(), HoldsOfControls), tests: 300);
    }

    private static void HoldsOfFractions((bool IsLimit, byte Start, byte[] Fractions)[] steps)
    {
        CciPort port = new Rig($$"""{"hosts": {{Lds}}}""").FabricManager;
        int[][] model = [new int[Lds], new int[Lds]];
        foreach ((bool isLimit, byte start, byte[] fractions) in steps)
        {
            int[] numbers = model[isLimit ? 1 : 0];
            int[] wanted = [.. numbers];
            bool isThere = start < Lds && start + fractions.Length <= Lds;
            for (int i = 0; isThere && i < fractions.Length; i++)
                wanted[start + i] = fractions[i];
            bool isTaken = isThere && (isLimit || wanted.Sum() <= 256);
            string payload = Hex.Text([(byte)fractions.Length, start, .. fractions]);
            Assert.Equal(
                isTaken ? Rig.Reply(ReturnCode.Success, payload) : Rig.Reply(ReturnCode.InvalidInput),
                Rig.Ask(port, isLimit ? Opcode.SetQosBandwidthLimit : Opcode.SetQosAllocatedBandwidth, payload));
            if (isTaken)
                wanted.CopyTo(numbers, 0);
            AssertTold(port, Opcode.GetQosAllocatedBandwidth, model[0]);
            AssertTold(port, Opcode.GetQosBandwidthLimit, model[1]);
        }
    }

    private static void AssertTold(CciPort port, Opcode opcode, int[] numbers) => Assert.Equal(
        Rig.Reply(ReturnCode.Success, Hex.Text([Lds, 0, .. numbers.Select(n => (byte)n)])),
        Rig.Ask(port, opcode, "ff 00"));

    private static void HoldsOfControls(byte[][] controls)
    {
        CciPort port = new Rig("""{"hosts": 2}""").FabricManager;
        byte[] last = [0, 10, 25, 8, 0, 0, 64];
        foreach (byte[] control in controls)
        {
            bool makesSense = control[1] >= 1 && control[1] <= control[2] && control[2] <= 100 && control[3] <= 15;
            if (makesSense)
                last = [(byte)(control[0] & 3), .. control[1..]];
            Assert.Equal(
                makesSense ? Rig.Reply(ReturnCode.Success, Hex.Text(last)) : Rig.Reply(ReturnCode.InvalidInput),
                Rig.Ask(port, Opcode.SetQosControl, Hex.Text(control)));
            Assert.Equal(Rig.Reply(ReturnCode.Success, Hex.Text(last)), Rig.Ask(port, Opcode.GetQosControl));
        }
    }
}
