using CxlWire.Protocol;

namespace CxlWire.Conformance.Wire;

/// <summary>Bytes that stand in one box of a diagram: a field, or the bit fields that share an integer.</summary>
/// <param name="Offset">First byte.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Fields">The field, or the bit fields from the lowest bit on.</param>
internal sealed record WireCell(int Offset, int Size, IReadOnlyList<LayoutField> Fields)
{
    // More names are not told from each other in a box, nor are longer ones in one of a byte.
    private const int MaxNames = 2;
    private const int MaxLetters = 40;

    // Bytes of a row: of more it is said how many they are.
    private const int Long = 8;

    /// <summary>Whether its bits are drawn below, by themselves.</summary>
    public bool IsBits => Fields[0].IsBits;

    /// <summary>Whether nobody may give any of it a meaning.</summary>
    public bool IsReserved => Fields.All(one => one.IsReserved);

    /// <summary>The structure in it, or null.</summary>
    public Layout? Structure => Fields[0].Structure;

    /// <summary>The byte behind the last.</summary>
    public int End => Offset + Size;

    /// <summary>What stands in the box, a line for each name.</summary>
    public string[] Label
    {
        get
        {
            string[] names = [.. Fields.Where(one => !one.IsReserved).Select(one => one.Name)];
            return names.Length == 0 ? [Fields[0].Name]
                : names.Length <= MaxNames && names.Sum(name => name.Length) <= MaxLetters * Size ? names
                : [$"{names.Length} bit fields"];
        }
    }

    /// <summary>What stands below it: the unit, or what the bytes are; empty where the label says it all.</summary>
    public string Note => Fields[0] switch
    {
        { IsReserved: true } when !IsBits => Size > Long ? Bytes(Size) : "",
        _ when IsBits => "bits: below",
        { Structure: { } structure } => $"{structure.Name}, {Bytes(Size).Replace(' ', '\u00a0')}",
        { Kind: FieldKind.Uuid } => "UUID",
        { Kind: FieldKind.Text } => $"text, {Bytes(Size)}",
        { Kind: FieldKind.Bytes } when Size > Long => Bytes(Size),
        { Kind: FieldKind.Signed, Unit: { } unit } => $"signed, {InUnits(unit)}",
        { Unit: { } unit } => InUnits(unit),
        _ => "",
    };

    /// <summary>The boxes of a layout's fixed part, in wire order, without a gap.</summary>
    public static WireCell[] Of(Layout layout)
    {
        WireCell[] cells =
        [
            .. layout.Fields.GroupBy(field => (field.Offset, field.Size)).Select(
                group => new WireCell(
                    group.Key.Offset, group.Key.Size, [.. group.OrderBy(field => field.FirstBit)])),
        ];
        Assert.Equal(cells.Select(cell => cell.Offset).Append(layout.Size), cells.Select(cell => cell.End).Prepend(0));
        return cells;
    }

    /// <summary>A unit beside a name: "× 64 bytes" of what counts them.</summary>
    public static string InUnits(string unit) =>
        char.IsAsciiDigit(unit[0]) && !unit.Contains('^', StringComparison.Ordinal) ? $"× {unit}" : unit;

    /// <summary>A number of bytes, in words.</summary>
    public static string Bytes(int size) => size == 1 ? "1 byte" : FormattableString.Invariant($"{size} bytes");
}
