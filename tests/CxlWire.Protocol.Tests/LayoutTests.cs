using System.Numerics;

namespace CxlWire.Protocol.Tests;

/// <summary>Layouts as data, against the plainest reading of their own tables: bit by bit, length by length.</summary>
public class LayoutTests
{
    public static TheoryData<string> Names => [.. Layouts.All.Select(layout => layout.Name)];

    private static IEnumerable<LayoutField> Numbers(Layout layout) =>
        layout.Fields.Where(field => field.Kind == FieldKind.Unsigned);

    private static Layout Of(string name) => Layouts.All.Single(layout => layout.Name == name);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_number_is_its_bits_and_no_others(string name)
    {
        Layout layout = Of(name);
        var random = new Random(1);
        byte[] bytes = new byte[layout.Size];
        random.NextBytes(bytes);
        foreach (LayoutField field in Numbers(layout))
        {
            Assert.Equal(field.BitCount < field.Size * 8, field.IsBits);
            var whole = new BigInteger(bytes, isUnsigned: true);
            int first = (field.Offset * 8) + field.FirstBit;
            BigInteger mask = (BigInteger.One << field.BitCount) - 1;
            Assert.Equal((ulong)((whole >> first) & mask), Layout.ReadUnsigned(bytes, field));

            ulong value = (ulong)random.NextInt64() * 3;
            Layout.WriteUnsigned(bytes, field, value);
            byte[] expected = new byte[layout.Size];
            ((whole & ~(mask << first)) | ((value & mask) << first)).TryWriteBytes(expected, out _, isUnsigned: true);
            Assert.Equal(expected, bytes);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Bytes_are_a_layout_where_their_number_is_right(string name)
    {
        Layout layout = Of(name);
        LayoutField[] optional = [.. layout.Fields.Where(field => field.Offset >= layout.MinimumSize)];
        for (int length = 0; length < layout.Size + 100; length++)
        {
            byte[] bytes = new byte[length];
            bool isFixed = length >= layout.Size || length == layout.MinimumSize
                || optional.Any(field => field.Offset == length);
            int rest = length - layout.Size - (layout.List?.Tail?.Size ?? 0);
            bool expected = isFixed && layout.List switch
            {
                null => length <= layout.Size,
                { Count: null } list => length <= layout.Size || (length - layout.Size) % list.Stride == 0,
                _ => rest == 0,
            };
            Assert.Equal(isFixed, layout.TryCheckFixedPart(bytes, out LayoutError error));
            Assert.Equal(isFixed, error.Kind == LayoutErrorKind.None);
            Assert.Equal(expected, layout.TryCheck(bytes, out error));
            Assert.Equal(expected, error.Kind == LayoutErrorKind.None);
            if (!isFixed)
            {
                LayoutField cut = layout.Fields.First(field => field.Offset + field.Size > length);
                Assert.Equal(
                    new LayoutError(
                        LayoutErrorKind.TooShort, layout.Name, cut.Name, cut.Offset, layout.MinimumSize, length),
                    error);
            }
        }
    }

    [Fact]
    public void A_part_of_an_entry_is_told_by_where_it_begins()
    {
        Layout layout = Layouts.All.First(one => one.List is { Count: null, Stride: > 1 });
        int stride = layout.List!.Stride;
        Assert.False(layout.TryCheck(new byte[layout.Size + stride + 1], out LayoutError error));
        Assert.Equal(
            new LayoutError(
                LayoutErrorKind.Inconsistent, layout.Name, layout.List.Name, layout.Size + stride,
                layout.Size + (2 * stride), layout.Size + stride + 1),
            error);
    }

    [Theory]
    [InlineData("reserved3", true)]
    [InlineData("flags_reserved", true)]
    [InlineData("count", false)]
    public void A_reserved_field_is_known_by_its_name(string name, bool isReserved) =>
        Assert.All(
            Layouts.All.SelectMany(layout => layout.Fields).Where(field => field.Name == name),
            field => Assert.Equal(isReserved, field.IsReserved));

    [Fact]
    public void What_is_empty_says_so()
    {
        Assert.Equal(("empty", "no payload", 0), (Layout.Empty.Name, Layout.Empty.Section, Layout.Empty.Size));
        Assert.Equal("no error", default(LayoutError).ToString());
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("sixteen letters.", true)]
    [InlineData("sixteen letters..", false)]
    [InlineData("\u00FF", true)]
    [InlineData("\u0100", false)]
    public void Text_has_up_to_16_characters_of_Latin_1(string text, bool fits)
    {
        Assert.Equal(fits, Text16.TryCreate(text, out Text16 created));
        Assert.Equal(fits ? text : "", created.ToString());
    }
}
