using CxlWire.Protocol;
using FsCheck;
using FsCheck.Fluent;

namespace CxlWire.Testing.FsCheck;

/// <summary>FsCheck generators of bytes that have, or nearly have, the shape of a layout.</summary>
public static class LayoutGenerators
{
    private const int MaxEntries = 5;

    /// <summary>Bytes that a layout accepts, with every field arbitrary and up to 5 list entries.</summary>
    public static Gen<byte[]> Accepted(Layout layout) =>
        from size in Gen.Elements(layout.MinimumSize, layout.Size)
        from entries in Gen.Choose(0, layout.List is null ? 0 : MaxEntries)
        let total = size + (entries * (layout.List?.Stride ?? 0)) + (layout.List?.Tail?.Size ?? 0)
        from bytes in Bytes(total)
        select WithCount(layout, bytes, entries);

    /// <summary>Accepted bytes that often were cut short, lengthened or shifted.</summary>
    public static Gen<byte[]> Mutated(Layout layout) =>
        from accepted in Accepted(layout)
        from how in Gen.Choose(0, 3)
        from at in Gen.Choose(0, accepted.Length)
        from extra in Bytes(3)
        select how switch
        {
            0 => accepted[..at],
            1 => [.. accepted, .. extra],
            2 => [.. accepted[..at], .. extra, .. accepted[at..]],
            _ => accepted,
        };

    /// <summary>
    /// Accepted bytes that shrink: to fewer entries, without what is optional, then field by field towards zero. They
    /// stay accepted.
    /// </summary>
    public static Arbitrary<byte[]> Arbitrary(Layout layout) =>
        Arb.From(Accepted(layout), bytes => LayoutShrinker.Shrink(layout, bytes));

    private static Gen<byte[]> Bytes(int count) =>
        Gen.ArrayOf(Gen.Choose(0, byte.MaxValue).Select(b => (byte)b), count);

    private static byte[] WithCount(Layout layout, byte[] bytes, int entries)
    {
        if (layout.List?.Count is { } count)
            Layout.WriteUnsigned(bytes, count, (ulong)entries);
        return bytes;
    }
}
