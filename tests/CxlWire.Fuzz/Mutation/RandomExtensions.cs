namespace CxlWire.Fuzz.Mutation;

/// <summary>Choices.</summary>
internal static class RandomExtensions
{
    /// <summary>True once in so many times.</summary>
    public static bool OneIn(this Random random, int times) => random.Next(times) == 0;

    public static T Of<T>(this Random random, IReadOnlyList<T> items) => items[random.Next(items.Count)];

    public static byte[] Bytes(this Random random, int length)
    {
        byte[] bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>
    /// A number where mistakes are likely: limits of widths, powers of two and their neighbours, small ones.
    /// </summary>
    public static ulong Limit(this Random random) => random.Next(8) switch
    {
        0 => 0,
        1 => ulong.MaxValue - (ulong)random.Next(3),
        2 => (1UL << random.Next(64)) - 1,
        3 => (1UL << random.Next(64)) + 1,
        4 => 1UL << random.Next(64),
        5 => 0x1000_0000 + ((ulong)random.Next(0, 64) << random.Next(20, 28)),
        6 => (ulong)random.Next(0, 600),
        _ => (ulong)random.NextInt64(),
    };
}
