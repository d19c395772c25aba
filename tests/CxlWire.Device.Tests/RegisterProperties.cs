using CxlWire.Device.Registers;
using CxlWire.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace CxlWire.Device.Tests;

/// <summary>Any sequence of accesses leaves in a block what its table says, bit by bit.</summary>
public class RegisterProperties
{
    // Around each other, of every width, with gaps.
    private static readonly Register[] _table =
    [
        new(0, 1, "A", 0x5A, Writable: 0x0F, OneToClear: 0x30),
        new(1, 2, "B", 0xFFFF, OneToClear: 0xFFFF),
        new(4, 4, "C", 0x12345678, Writable: 0xFFFF0000),
        new(8, 8, "D", ulong.MaxValue, Writable: 0x00FF00FF00FF00FF, OneToClear: 0xFF00000000000000),
        new(17, 5, "Memory") { Memory = true },
        new(24, 8, "E", 7),
    ];

    [Fact]
    public void Every_bit_does_what_the_table_says()
    {
        Gen<(int Offset, byte[] Bytes)> access =
            from offset in Gen.Choose(0, 31)
            from length in Gen.Choose(0, 32 - offset)
            from bytes in Gen.ArrayOf(Gen.Elements<byte>(0, 0xFF, 0x0F, 0xA5, 0x5A), length)
            select (offset, bytes);
        Seeded.Check(Prop.ForAll(Arb.From(Gen.ArrayOf(access, 20)), Holds), tests: 1000);
    }

    private static bool Holds((int Offset, byte[] Bytes)[] accesses)
    {
        var block = new RegisterBlock("test", 32, _table);
        bool[] expected = [.. Enumerable.Range(0, 256).Select(bit => Bit(bit, r => r.ResetValue))];
        foreach ((int offset, byte[] bytes) in accesses)
        {
            block.Write(offset, bytes);
            for (int i = 0; i < bytes.Length * 8; i++)
            {
                bool one = (bytes[i / 8] >> (i % 8) & 1) != 0;
                int bit = (offset * 8) + i;
                if (IsMemory(bit) || Bit(bit, r => r.Writable))
                    expected[bit] = one;
                else if (one && Bit(bit, r => r.OneToClear))
                    expected[bit] = false;
            }

            byte[] whole = new byte[32];
            block.Read(0, whole);
            byte[] part = new byte[bytes.Length];
            block.Read(offset, part);
            Assert.Equal(expected, Enumerable.Range(0, 256).Select(bit => (whole[bit / 8] >> (bit % 8) & 1) != 0));
            Assert.Equal(whole.AsSpan(offset, bytes.Length).ToArray(), part);
        }

        return true;
    }

    private static Register? At(int bit) =>
        _table.SingleOrDefault(r => bit / 8 >= r.Offset && bit / 8 < r.Offset + r.Width);

    private static bool IsMemory(int bit) => At(bit)?.Memory ?? false;

    private static bool Bit(int bit, Func<Register, ulong> mask) =>
        At(bit) is { Memory: false } register && (mask(register) >> (bit - (register.Offset * 8)) & 1) != 0;
}
