using System.Buffers;
using System.Text;
using CxlWire.Control.Json;
using CxlWire.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace CxlWire.Control.Tests;

/// <summary>Where a message ends, and where reading goes on after one that was none.</summary>
public sealed class FramerTests
{
    [Theory]
    [InlineData("{}", "{}")]
    [InlineData(" \t\r\n{}\n", "{}")]
    [InlineData("{}{}[{}]", "{}", "{}", "[{}]")]
    [InlineData("""{"a": "}\"]\\"}{}""", """{"a": "}\"]\\"}""", "{}")]
    [InlineData("{\"a\":\n\t[1,\r\n2]}", "{\"a\":\n\t[1,\r\n2]}")]
    [InlineData("{]{}", "{]", "{}")]
    [InlineData("nonsense {}\n{}", "nonsense {}", "{}")]
    [InlineData("12\r\n{}", "12\r", "{}")]
    [InlineData("} {}\n{}", "} {}", "{}")]
    [InlineData("{\"a\n{}", "!JSON parse error, stray byte 0x0a", "{}")]
    [InlineData("{\"a\u0001\"} {}\n{}", "!JSON parse error, stray byte 0x01", "{}")]
    [InlineData("{\u0000} {}\n{}", "!JSON parse error, stray byte 0x00", "{}")]
    [InlineData("{é} {}\n{}", "!JSON parse error, stray byte 0xc3", "{}")]
    [InlineData("{\"é\"}", "{\"é\"}")]
    [InlineData("{\"a\": 1", "!JSON parse error, the input ends inside a message")]
    [InlineData("12", "12")]
    public void Cuts(string input, params string[] frames) =>
        Assert.Equal(frames, Read(Encoding.UTF8.GetBytes(input), int.MaxValue));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"")]
    [InlineData("{\"\\")]
    [InlineData("[[[[\n[")]
    [InlineData("{}")]
    [InlineData("junk")]
    [InlineData("{é ")]
    public void FFh_and_LF_start_over_from_anywhere(string before)
    {
        byte[] input = [.. Encoding.UTF8.GetBytes(before), 0xFF, (byte)'\n', .. "{\"next\": 1}"u8];
        Assert.Equal("{\"next\": 1}", Read(input, int.MaxValue)[^1]);
    }

    [Fact]
    public void A_message_may_be_as_long_as_the_limit()
    {
        byte[] longest = Message(QmpFramer.MaximumLength);
        Assert.Equal(longest.Length, Assert.Single(Read(longest, 1 << 20)).Length);
    }

    [Theory]
    [InlineData('{', '}')]
    [InlineData('[', ']')]
    public void A_longer_message_costs_one_error_and_only_itself(char open, char close)
    {
        byte[] tooLong = Message(QmpFramer.MaximumLength + 1);
        (tooLong[0], tooLong[^1]) = ((byte)open, (byte)close);
        Assert.Equal(["!JSON token size limit exceeded", "{}"], Read([.. tooLong, .. "{}"u8], 1 << 20));
    }

    [Fact]
    public void A_line_of_text_that_is_too_long_costs_one_error_and_only_itself()
    {
        byte[] input = [.. Enumerable.Repeat((byte)'x', QmpFramer.MaximumLength + 100), (byte)'\n', .. "{}"u8];
        Assert.Equal(["!JSON token size limit exceeded", "{}"], Read(input, 1 << 20));
    }

    [Fact]
    public void Deeper_nesting_than_the_limit_costs_one_error_and_only_itself()
    {
        string deepest = Nested(QmpFramer.MaximumDepth);
        Assert.Equal([deepest], Read(Encoding.UTF8.GetBytes(deepest), 7));
        string tooDeep = Nested(100_000);
        Assert.Equal(["!JSON nesting depth limit exceeded", "{}"], Read(Encoding.UTF8.GetBytes(tooDeep + "{}"), 4096));
    }

    [Fact]
    public void Any_split_of_the_input_gives_the_same_frames()
    {
        Gen<(byte[], int)> any = Noise.Bytes.Zip(Gen.Choose(1, 9));
        Seeded.Check(
            Prop.ForAll(any.ToArbitrary(), t => Read(t.Item1, int.MaxValue).SequenceEqual(Read(t.Item1, t.Item2))),
            5000);
    }

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);

    private static byte[] Message(int length)
    {
        byte[] message = new byte[length];
        message.AsSpan().Fill((byte)' ');
        (message[0], message[^1]) = ((byte)'{', (byte)'}');
        return message;
    }

    // Messages as text, errors after an exclamation mark.
    private static List<string> Read(byte[] input, int chunk)
    {
        using var framer = new QmpFramer(new SharedBudget(64 << 20));
        List<string> frames = [];
        for (int at = 0; at < input.Length; at += Math.Min(chunk, input.Length - at))
        {
            var rest = new ReadOnlySequence<byte>(input, at, Math.Min(chunk, input.Length - at));
            while (framer.Read(ref rest) is { Kind: not QmpFrameKind.None } frame)
                frames.Add(Describe(frame));
            Assert.True(rest.IsEmpty);
        }

        if (framer.End() is { Kind: not QmpFrameKind.None } last)
            frames.Add(Describe(last));
        return frames;
    }

    private static string Describe(QmpFrame frame) =>
        frame.Kind == QmpFrameKind.Error ? $"!{frame.Error}" : Encoding.UTF8.GetString(frame.Message.Span);
}
