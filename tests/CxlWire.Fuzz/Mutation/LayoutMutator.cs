using CxlWire.Protocol;

namespace CxlWire.Fuzz.Mutation;

/// <summary>Changes bytes by the fields that a layout says they have.</summary>
internal static class LayoutMutator
{
    private const int MaxSpots = 400;

    private static readonly Dictionary<Layout, byte[][]> _goldens = Seeds.Goldens
        .Where(g => g.Refusal is null).GroupBy(g => g.Layout)
            .ToDictionary(g => g.Key, g => g.Select(c => c.LayoutBytes.ToArray()).ToArray());

    private static readonly byte[][] _uuids = [.. FindUuids()];

    /// <summary>
    /// Bytes of a layout: from a golden where there is one, else zeros; entries repeated or left out.
    /// </summary>
    public static byte[] Sound(Random random, Layout layout)
    {
        byte[] seed = _goldens.TryGetValue(layout, out byte[][]? goldens)
            ? random.Of(goldens)
            : new byte[random.OneIn(2) ? layout.MinimumSize : layout.Size];
        return layout.List is not null && random.OneIn(2) ? ChangeList(random, layout, seed, tellsCount: true) : seed;
    }

    /// <summary>Changes a few fields, the list, or plain bytes.</summary>
    public static byte[] Mutate(Random random, Layout layout, byte[] bytes)
    {
        for (int i = random.Next(1, 5); i > 0; i--)
        {
            bytes = random.Next(8) switch
            {
                0 => ByteMutator.Mutate(random, bytes),
                1 when layout.List is not null => ChangeList(random, layout, bytes, tellsCount: !random.OneIn(4)),
                2 when layout.List?.Count is { } count && bytes.Length >= layout.Size => Lie(random, bytes, count),
                _ => ChangeField(random, layout, bytes),
            };
        }

        return bytes;
    }

    private static byte[] ChangeField(Random random, Layout layout, byte[] bytes)
    {
        List<(LayoutField Field, int Base)> spots = [];
        AddSpots(spots, layout, 0, bytes.Length);
        if (spots.Count == 0)
            return bytes;
        byte[] changed = [.. bytes];
        (LayoutField field, int at) = random.Of(spots);
        Span<byte> from = changed.AsSpan(at);
        switch (field.Kind)
        {
            case FieldKind.Unsigned:
                ulong old = Layout.ReadUnsigned(from, field);
                ulong value = random.Next(5) switch
                {
                    0 => old + 1,
                    1 => old - 1,
                    2 => old ^ (1UL << random.Next(field.BitCount)),
                    _ => random.Limit(),
                };
                Layout.WriteUnsigned(from, field, value);
                break;
            case FieldKind.Uuid when !random.OneIn(4):
                random.Of(_uuids).CopyTo(from[field.Offset..]);
                break;
            default:
                random.NextBytes(from.Slice(field.Offset, field.Size));
                break;
        }

        return changed;
    }

    private static byte[] Lie(Random random, byte[] bytes, LayoutField count)
    {
        byte[] changed = [.. bytes];
        ulong old = Layout.ReadUnsigned(changed, count);
        Layout.WriteUnsigned(changed, count, random.Next(3) switch { 0 => old + 1, 1 => old - 1, _ => random.Limit() });
        return changed;
    }

    /// <summary>Repeats, leaves out or exchanges entries.</summary>
    private static byte[] ChangeList(Random random, Layout layout, byte[] bytes, bool tellsCount)
    {
        LayoutList list = layout.List!;
        int tail = list.Tail?.Size ?? 0;
        if (bytes.Length < layout.Size + tail)
            return bytes;
        int end = bytes.Length - tail;
        var entries = new List<byte[]>();
        for (int at = layout.Size; at + list.Stride <= end; at += list.Stride)
            entries.Add(bytes[at..(at + list.Stride)]);
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            int which = random.Next(entries.Count + 1);
            if (random.OneIn(2) || entries.Count == 0)
                entries.Insert(which, entries.Count == 0 ? new byte[list.Stride] : random.Of(entries));
            else if (which < entries.Count)
                entries.RemoveAt(which);
        }

        byte[] changed = [.. bytes[..layout.Size], .. entries.SelectMany(e => e), .. bytes[end..]];
        if (tellsCount && list.Count is { } count)
            Layout.WriteUnsigned(changed, count, (ulong)entries.Count);
        return changed;
    }

    private static void AddSpots(List<(LayoutField Field, int Base)> spots, Layout layout, int at, int end)
    {
        foreach (LayoutField field in layout.Fields)
        {
            if (at + field.Offset + field.Size > end || spots.Count >= MaxSpots)
                continue;
            if (field.Structure is { } structure)
                AddSpots(spots, structure, at + field.Offset, end);
            else
                spots.Add((field, at));
        }

        if (layout.List is not { Entry: { } entry, Stride: var stride })
            return;
        for (int next = at + layout.Size; next + stride <= end && spots.Count < MaxSpots; next += stride)
            AddSpots(spots, entry, next, end);
    }

    /// <summary>All that stand in goldens: tags, identifiers of records and logs.</summary>
    private static IEnumerable<byte[]> FindUuids()
    {
        var seen = new HashSet<string>();
        foreach (Golden.GoldenCase golden in Seeds.Goldens)
        {
            List<(LayoutField Field, int Base)> spots = [];
            AddSpots(spots, golden.Layout, 0, golden.LayoutBytes.Length);
            foreach ((LayoutField field, int at) in spots.Where(s => s.Field.Kind == FieldKind.Uuid))
            {
                byte[] uuid = golden.LayoutBytes.Slice(at + field.Offset, field.Size).ToArray();
                if (seen.Add(Convert.ToHexString(uuid)))
                    yield return uuid;
            }
        }

        yield return new byte[16];
    }
}
