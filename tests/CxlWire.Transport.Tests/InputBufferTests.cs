using System.Buffers;
using CxlWire.Transport.Connections;

namespace CxlWire.Transport.Tests;

public sealed class InputBufferTests
{
    private const int UsualSize = 4096;

    [Fact]
    public void What_is_kept_is_what_was_read_and_not_taken_in_any_order_of_sizes()
    {
        const int MaxMessage = 20_000;
        var random = new Random(7);
        using var buffer = new InputBuffer(MaxMessage);
        byte next = 0;
        var expected = new List<byte>();
        for (int i = 0; i < 500; i++)
        {
            Assert.True(buffer.Room.Length > 0);
            int count = random.Next(1, Math.Min(buffer.Room.Length, 9_000) + 1);
            for (int at = 0; at < count; at++)
            {
                buffer.Room[at] = next;
                expected.Add(next++);
            }

            buffer.Append(count);
            Assert.Equal(expected, buffer.Unread.ToArray());
            int kept = random.Next(3) == 0 ? 0 : random.Next(Math.Min(expected.Count, MaxMessage - 1) + 1);
            expected.RemoveRange(0, expected.Count - kept);
            buffer.Keep(kept);
            Assert.Equal(kept, buffer.Length);
            Assert.Equal(expected, buffer.Unread.ToArray());
        }
    }

    [Fact]
    public void It_grows_as_far_as_a_message_and_shrinks_once_that_is_taken()
    {
        using var buffer = new InputBuffer(maxMessage: 1 << 20);
        Assert.Equal(UsualSize, buffer.Room.Length);
        while (buffer.Length < (1 << 20) - 1)
        {
            buffer.Append(Math.Min(buffer.Room.Length, (1 << 20) - 1 - buffer.Length));
            buffer.Keep(buffer.Length);
        }

        Assert.Equal(1, buffer.Room.Length);
        buffer.Append(1);
        buffer.Keep(0);
        Assert.Equal(UsualSize, buffer.Room.Length);
    }
}
