using System.Text;
using CxlWire.Tests;
using FsCheck.Fluent;

namespace CxlWire.Golden.Tests;

public class HexInputTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("  \r\n\t\n", "")]
    [InlineData("0a0B 0c\n0d", "0a0b0c0d")]
    [InlineData("0x0a 0X0b0c", "0a0b0c")]
    [InlineData("00000000: 0001 02\r\n00000003: 03\r\n", "00010203")]
    [InlineData("  10:ff", "ff")]
    [InlineData("01 # one\n# nothing\n02 | ..|\n03", "010203")]
    [InlineData("01 # caf\u00e9 \u6f22", "01")]
    [InlineData("\uFEFF01", "01")]
    public void Text(string text, string bytes)
    {
        List<byte> read = [];
        int number = 0;
        foreach (string line in text.Split('\n'))
        {
            Assert.True(
                HexInput.TryReadLine(Encoding.UTF8.GetBytes(line), ++number, read, out HexInputError error),
                error.ToString());
        }

        Assert.Equal(bytes, Hex.Text([.. read]));
    }

    [Theory]
    [InlineData("00 01\n02 0g", "line 2, column 5: 'g' is no hexadecimal digit")]
    [InlineData("01h", "line 1, column 3: 'h' is no hexadecimal digit")]
    [InlineData("01 023", "line 1, column 4: an odd number of hexadecimal digits")]
    [InlineData("0x", "line 1, column 1: no digits after 0x")]
    [InlineData("01 0x 02", "line 1, column 4: no digits after 0x")]
    [InlineData("00: 01 00: 02", "line 1, column 10: ':' is no hexadecimal digit")]
    [InlineData("{\"header\": 1}", "line 1, column 1: '{' is no hexadecimal digit")]
    public void Text_that_is_wrong(string text, string error)
    {
        Assert.False(HexInput.TryParse(text, out _, out HexInputError actual));
        Assert.Equal(error, actual.ToString());
    }

    [Fact]
    public void An_argument_with_anything_else_in_it()
    {
        Assert.True(HexInput.TryParse("0x0102 03", out byte[]? bytes, out _));
        Assert.Equal([1, 2, 3], bytes);
        Assert.False(HexInput.TryParse("01\u00e9", out _, out HexInputError error));
        Assert.Equal("line 1, column 3: the byte c3h is no hexadecimal digit", error.ToString());
    }

    [Theory]
    [InlineData("30 31", true)]
    [InlineData("30 78 30 31 0d 0a", true)]
    [InlineData("30 30 3a 20 30 31 20 23 01 ff", true)]
    [InlineData("78 56", false)]
    [InlineData("0a", false)]
    [InlineData("", false)]
    [InlineData("30 31 00", false)]
    [InlineData("30 31 ff", false)]
    public void Bytes_that_may_be_text(string bytes, bool mayBe) =>
        Assert.Equal(mayBe, HexInput.MayBeText(Hex.Bytes(bytes)));

    [Fact]
    public void Any_bytes_come_back_from_their_digits() => Seeded.Check(
        Prop.ForAll(Samples.AnyBytes(100).ToArbitrary(), bytes =>
        {
            string text = string.Join(' ', Hex.Text(bytes).Chunk(2).Select(c => new string(c)));
            return HexInput.TryParse(text, out byte[]? read, out _) && read.AsSpan().SequenceEqual(bytes);
        }),
        300);

    [Fact]
    public void Any_input_is_read_or_refused_at_a_place_in_it() => Seeded.Check(
        Prop.ForAll(Samples.AnyBytes(40).ToArbitrary(), input =>
            HexInput.TryReadLine(input, 2, [], out HexInputError error)
                || (error.Line == 2 && error.Column >= 1 && error.Column <= input.Length)),
        1000);
}
