using CxlWire.Protocol;

namespace CxlWire.Device;

/// <summary>
/// Why a request changed nothing: the wire gets the code, the log the rule and the byte, the control
/// socket the reason.
/// </summary>
/// <param name="Code">Return code.</param>
/// <param name="Rule">
/// ID of the rule that decided, as in docs/rules.md, or of the quirk, as in docs/qemu.md; null: the command's own
/// section of the specification says so.
/// </param>
/// <param name="Field">
/// Field of the request, by its layout's name, "extents[1].start_dpa" in a list; argument of a control command.
/// </param>
/// <param name="Offset">
/// Where that field begins, in bytes from the start of the payload, or of the header that has the opcode and the
/// payload's length; null: there is no payload.
/// </param>
/// <param name="Reason">Half a sentence for people.</param>
public sealed record Refusal(ReturnCode Code, string? Rule, string Field, int? Offset, string Reason)
{
    /// <summary>In a line: "A3: extents[0].start_dpa, byte 8: already accepted".</summary>
    public override string ToString()
    {
        string rule = Rule is null ? "" : $"{Rule}: ";
        string place = Offset is { } offset ? $"{Field}, byte {offset}" : Field;
        return $"{rule}{place}: {Reason}";
    }

    /// <summary>A refusal at a field of a layout's fixed part, or at its list as a whole.</summary>
    /// <exception cref="ArgumentException">The layout has no such field.</exception>
    public static Refusal At(Layout layout, string field, ReturnCode code, string? rule, string reason) =>
        new(code, rule, field, layout.List?.Name == field ? layout.Size : OffsetOf(layout, field), reason);

    /// <summary>A refusal at a field of an entry of a layout's list.</summary>
    internal static Refusal AtEntry(
        Layout layout, int index, string field, ReturnCode code, string? rule, string reason)
    {
        LayoutList list = layout.List!;
        int offset = layout.Size + (index * list.Stride) + OffsetOf(list.Entry!, field);
        return new Refusal(code, rule, $"{list.Name}[{index}].{field}", offset, reason);
    }

    /// <summary>A refusal at an entry of a layout's list of plain numbers.</summary>
    internal static Refusal AtNumber(Layout layout, int index, ReturnCode code, string? rule, string reason) =>
        new(code, rule, $"{layout.List!.Name}[{index}]", layout.Size + (index * layout.List.Stride), reason);

    /// <summary>A refusal for what a layout says of the payload's length.</summary>
    internal static Refusal At(in LayoutError error, ReturnCode code, string? rule) =>
        new(code, rule, error.Field, error.Offset, error.ToString());

    private static int OffsetOf(Layout layout, string field)
    {
        foreach (LayoutField known in layout.Fields)
        {
            if (known.Name == field)
                return known.Offset;
        }

        throw new ArgumentException($"{layout} has no field {field}", nameof(field));
    }
}
