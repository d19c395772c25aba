using CxlWire.Protocol.Events;
using CxlWire.Protocol.Features;
using CxlWire.Protocol.Media;
using CxlWire.Protocol.Security;
using CxlWire.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace CxlWire.Protocol.Tests;

/// <summary>What holds for every layout, over any bytes.</summary>
public class LayoutProperties
{
    public static TheoryData<string> Names => [.. Codec.All.Select(c => c.Name)];

    private static Codec Find(string name) => Codec.All.Single(c => c.Name == name);

    [Theory]
    [MemberData(nameof(Names))]
    public void Fields_cover_every_bit_once_in_order(string name)
    {
        Layout layout = Find(name).Layout;
        int bit = 0;
        foreach (LayoutField field in layout.Fields)
        {
            Assert.Equal(bit, (field.Offset * 8) + field.FirstBit);
            bit += field.BitCount;
        }

        Assert.Equal(layout.Size * 8, bit);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Any_bytes_are_refused_or_reproduced_exactly(string name)
    {
        Codec codec = Find(name);
        Seeded.Check(Prop.ForAll(AnyBytes(codec.Layout), bytes => RefusedOrReproduced(codec, bytes)), tests: 300);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Bytes_are_not_read_beyond_their_fences(string name)
    {
        Codec codec = Find(name);
        Seeded.Check(
            Prop.ForAll(GoodBytes(codec.Layout), bytes =>
            {
                byte[] fenced = [0xFF, .. bytes, 0xFF];
                Assert.True(codec.TryRead(bytes, out object expected, out _));
                Assert.True(codec.TryRead(fenced.AsSpan(1, bytes.Length), out object actual, out _));
                Assert.Equal(expected, actual);
            }),
            tests: 100);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_value_says_what_the_layout_says(string name)
    {
        Codec codec = Find(name);
        Seeded.Check(
            Prop.ForAll(GoodBytes(codec.Layout), bytes =>
            {
                Assert.True(codec.TryRead(bytes, out object value, out _));
                foreach (LayoutField field in codec.Layout.Fields)
                    AssertField(field, codec.Get(value, field), bytes.AsSpan(Math.Min(field.Offset, bytes.Length)));
            }),
            tests: 100);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_destination_that_is_too_short_is_not_touched(string name)
    {
        Codec codec = Find(name);
        int size = codec.Layout.Size;
        byte[] bytes = GoodBytes(codec.Layout).Generator.Sample(1).Single();
        Assert.True(codec.TryRead(bytes, out object value, out _));
        for (int length = 0; length < size; length++)
        {
            byte[] destination = [.. Enumerable.Repeat((byte)0xA5, length)];
            Assert.False(codec.TryWrite(value, destination));
            Assert.All(destination, b => Assert.Equal(0xA5, b));
        }
    }

    [Fact]
    public void Every_value_type_is_a_registered_layout_or_shared_by_some() => Assert.All(
        Codec.All, codec =>
            Assert.Contains(
                Layouts.All, l => l.Section == codec.Layout.Section || l.Fields.SequenceEqual(codec.Layout.Fields)));

    [Fact]
    public void Names_of_layouts_are_unique_and_found()
    {
        Assert.Equal(Layouts.All.Count, Layouts.All.Select(l => l.Name).Distinct().Count());
        foreach (Layout layout in Layouts.All)
        {
            Assert.True(Layouts.TryGet(layout.Name.Replace('_', '-'), out Layout found));
            Assert.Same(layout, found);
        }

        Assert.False(Layouts.TryGet("no_such_layout", out _));
    }

    private static void RefusedOrReproduced(Codec codec, byte[] bytes)
    {
        bool ok = codec.TryRead(bytes, out object value, out LayoutError error);
        Assert.Equal(ok, error == default);
        Assert.Equal(ok, codec.Layout.TryCheck(bytes, out LayoutError same));
        Assert.Equal(error, same);
        if (!ok)
        {
            // Entries that go to the end may break off in any of them.
            bool goesToTheEnd = codec.Layout.List is { Count: null };
            Assert.InRange(error.Offset, 0, goesToTheEnd ? bytes.Length : codec.Layout.Size);
            return;
        }

        byte[] written = [.. Enumerable.Repeat((byte)0xA5, codec.Layout.Size + 1)];
        Assert.True(codec.TryWrite(value, written));
        int shared = Math.Min(bytes.Length, codec.Layout.Size);
        Assert.Equal(Hex.Text(bytes.AsSpan(0, shared)), Hex.Text(written.AsSpan(0, shared)));
        Assert.Equal(0xA5, written[^1]);
    }

    private static void AssertField(LayoutField field, object value, ReadOnlySpan<byte> at)
    {
        // An optional field that the bytes do not have reads as zero.
        ReadOnlySpan<byte> bytes = at.Length >= field.Size ? at[..field.Size] : new byte[field.Size];
        switch (value)
        {
            case bool flag:
                Assert.Equal(Number(field, bytes) == 1, flag);
                break;
            case Text16 text:
                Assert.Equal(Latin1(bytes), text.ToString());
                break;
            case Uuid or Tag or EventRecordIdentifier or LogIdentifier or FeatureIdentifier:
                dynamic wrapped = value;
                Uuid uuid = value is Uuid plain ? plain : (Uuid)wrapped.Value;
                Assert.Equal(Hex.Text(bytes), uuid.ToString().Replace("-", "", StringComparison.Ordinal));
                break;
            case short number:
                Assert.Equal((short)(bytes[0] | (bytes[1] << 8)), number);
                break;
            case ReservedBytes or ReservedBytes64 or EventRecordData or Bits256 or CacheLine
                or Passphrase:
                Assert.Equal(Hex.Text(bytes), Hex.Text(Words(value).AsSpan(0, field.Size)));
                break;
            case byte or ushort or uint or ulong:
                Assert.Equal(
                    Number(field, bytes), Convert.ToUInt64(value, System.Globalization.CultureInfo.InvariantCulture));
                break;
            default:
                AssertNestedOrCode(field, value, bytes);
                break;
        }
    }

    /// <summary>The bytes of a value that is made of numbers of 8 bytes, one after the other.</summary>
    private static byte[] Words(object value) =>
        [.. value.GetType().GetConstructors()[0].GetParameters()
            .SelectMany(p => BitConverter.GetBytes((ulong)value.GetType().GetProperty(p.Name!)!.GetValue(value)!))];

    private static void AssertNestedOrCode(LayoutField field, object value, ReadOnlySpan<byte> bytes)
    {
        if (field.Structure is { } structure)
        {
            Codec nested = Codec.All.Single(c => c.Layout == structure);
            Assert.True(nested.TryRead(bytes, out object expected, out _));
            Assert.Equal(expected, value);
            return;
        }

        dynamic code = value;
        Assert.Equal(Number(field, bytes), (ulong)code.Value);
    }

    private static ulong Number(LayoutField field, ReadOnlySpan<byte> bytes)
    {
        ulong value = 0;
        for (int i = field.Size - 1; i >= 0; i--)
            value = (value << 8) | bytes[i];
        return field.BitCount == 64 ? value : (value >> field.FirstBit) & ((1UL << field.BitCount) - 1);
    }

    private static string Latin1(ReadOnlySpan<byte> bytes) =>
        string.Concat(bytes.TrimEnd((byte)0).ToArray().Select(b => (char)b));

    /// <summary>Bytes that are the layout, with a list of up to 5 entries where it has one.</summary>
    private static Arbitrary<byte[]> GoodBytes(Layout layout) => Arb.From(
        from size in Gen.Elements(layout.MinimumSize, layout.Size)
        from entries in Gen.Choose(0, layout.List is null ? 0 : 5)
        let total = size + (entries * (layout.List?.Stride ?? 0)) + (layout.List?.Tail?.Size ?? 0)
        from bytes in Gen.ArrayOf(Gen.Choose(0, 255).Select(b => (byte)b), total)
        select WithCount(layout, bytes, entries));

    /// <summary>Good bytes, often cut short, lengthened or with another count.</summary>
    private static Arbitrary<byte[]> AnyBytes(Layout layout) => Arb.From(
        from good in GoodBytes(layout).Generator
        from how in Gen.Choose(0, 3)
        from at in Gen.Choose(0, good.Length)
        from rest in Gen.ArrayOf(Gen.Choose(0, 255).Select(b => (byte)b), 3)
        select how switch
        {
            0 => good[..at],
            1 => [.. good, .. rest],
            2 => [.. good[..at], .. rest, .. good[at..]],
            _ => good,
        });

    private static byte[] WithCount(Layout layout, byte[] bytes, int entries)
    {
        if (layout.List?.Count is { } count)
            Layout.WriteUnsigned(bytes, count, (ulong)entries);
        return bytes;
    }
}
