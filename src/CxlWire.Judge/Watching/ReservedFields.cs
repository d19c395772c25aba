using CxlWire.Protocol;

namespace CxlWire.Judge.Watching;

/// <summary>Looks whether reserved fields are zero.</summary>
internal static class ReservedFields
{
    /// <summary>The first reserved field that is not zero, "extents[1].reserved16"; null: there is none.</summary>
    /// <param name="layout">The layout.</param>
    /// <param name="bytes">Bytes that may not be of it: what is not there is not looked at.</param>
    public static string? FindSet(Layout layout, ReadOnlySpan<byte> bytes)
    {
        if (!layout.TryCheck(bytes, out _))
            return null;
        if (FindSetField(layout, bytes) is { } field)
            return field;
        if (layout.List is not { Entry: { } entry } list || !entry.Fields.Any(f => f.IsReserved))
            return null;
        int count = layout.EntryCount(bytes);
        for (int i = 0; i < count; i++)
        {
            if (FindSetField(entry, bytes.Slice(layout.Size + (i * list.Stride), list.Stride)) is { } inside)
                return FormattableString.Invariant($"{list.Name}[{i}].{inside}");
        }

        return null;
    }

    private static string? FindSetField(Layout layout, ReadOnlySpan<byte> bytes)
    {
        foreach (LayoutField field in layout.Fields)
        {
            if (field.Offset + field.Size > bytes.Length)
                break;
            if (field.Structure is { } inner)
            {
                if (FindSetField(inner, bytes.Slice(field.Offset, field.Size)) is { } inside)
                    return $"{field.Name}.{inside}";
            }
            else if (field.IsReserved && IsSet(field, bytes))
            {
                return field.Name;
            }
        }

        return null;
    }

    private static bool IsSet(LayoutField field, ReadOnlySpan<byte> bytes) => field.Kind == FieldKind.Unsigned
        ? Layout.ReadUnsigned(bytes, field) != 0
        : bytes.Slice(field.Offset, field.Size).ContainsAnyExcept((byte)0);
}
