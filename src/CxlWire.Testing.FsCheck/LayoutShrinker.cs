using CxlWire.Protocol;

namespace CxlWire.Testing.FsCheck;

/// <summary>Makes bytes of a layout simpler.</summary>
internal static class LayoutShrinker
{
    /// <summary>Simpler bytes that the layout accepts, the simplest first.</summary>
    /// <param name="layout">Accepts the bytes.</param>
    /// <param name="bytes">Stay as they are.</param>
    public static IEnumerable<byte[]> Shrink(Layout layout, byte[] bytes) =>
        WithFewerEntries(layout, bytes)
            .Append(bytes[..Math.Min(bytes.Length, layout.MinimumSize)])
            .Concat(WithSmallerFields(layout, bytes))
            .Where(smaller => !smaller.AsSpan().SequenceEqual(bytes) && layout.TryCheck(smaller, out _));

    private static IEnumerable<byte[]> WithFewerEntries(Layout layout, byte[] bytes)
    {
        if (layout.List is not { } list || bytes.Length < layout.Size)
            yield break;
        int count = layout.EntryCount(bytes);
        for (int length = count; length >= 1; length /= 2)
        {
            for (int first = count - length; first >= 0; first -= length)
            {
                int start = layout.Size + (first * list.Stride);
                byte[] smaller = [.. bytes[..start], .. bytes[(start + (length * list.Stride))..]];
                if (list.Count is { } field)
                    Layout.WriteUnsigned(smaller, field, (ulong)(count - length));
                yield return smaller;
            }
        }
    }

    private static IEnumerable<byte[]> WithSmallerFields(Layout layout, byte[] bytes)
    {
        IEnumerable<byte[]> smaller = Fields(layout.Fields, 0, bytes, layout.List?.Count);
        if (layout.List is not { } list || bytes.Length < layout.Size)
            return smaller;
        int count = layout.EntryCount(bytes);
        for (int i = 0; i < count; i++)
        {
            int start = layout.Size + (i * list.Stride);
            smaller = smaller.Concat(
                list.Entry is { } entry ? Fields(entry.Fields, start, bytes) : [Cleared(bytes, start, list.Stride)]);
        }

        return list.Tail is { } tail
            ? smaller.Concat(Fields(tail.Fields, layout.Size + (count * list.Stride), bytes)) : smaller;
    }

    private static IEnumerable<byte[]> Fields(
        IReadOnlyList<LayoutField> fields, int start, byte[] bytes, LayoutField? count = null)
    {
        foreach (LayoutField field in fields)
        {
            int end = start + field.Offset + field.Size;
            if (field == count || end > bytes.Length)
                continue;
            if (field.Kind != FieldKind.Unsigned)
            {
                yield return Cleared(bytes, start + field.Offset, field.Size);
                continue;
            }

            ulong value = Layout.ReadUnsigned(bytes.AsSpan(start), field);
            for (ulong less = 0; less < value; less = value - ((value - less) / 2))
            {
                byte[] smaller = [.. bytes];
                Layout.WriteUnsigned(smaller.AsSpan(start), field, less);
                yield return smaller;
            }
        }
    }

    private static byte[] Cleared(byte[] bytes, int start, int length)
    {
        byte[] cleared = [.. bytes];
        cleared.AsSpan(start, length).Clear();
        return cleared;
    }
}
