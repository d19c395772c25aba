using System.Globalization;

namespace CxlWire.Device.Configuration;

/// <summary>The names q3, q4, ... of quirks, as docs/qemu.md, device files and the command line have them.</summary>
public static class QemuQuirkNames
{
    // q23 is the other half of what q3 does.
    private const string AliasOfQ3 = "q23";

    /// <summary>Each quirk alone, in the order of the rows.</summary>
    public static IReadOnlyList<QemuQuirks> Rows { get; } =
        [.. Enum.GetValues<QemuQuirks>().Where(q => int.IsPow2((int)q))];

    /// <summary>"q3, q4, ..., q28, q23", for complaints.</summary>
    public static string Known { get; } = string.Join(
        ", ", Rows.Select(NameOf).Append(AliasOfQ3));

    /// <summary>The quirk of that name.</summary>
    public static bool TryParse(string name, out QemuQuirks quirk)
    {
        quirk = name == AliasOfQ3
            ? QemuQuirks.PageCountsPending
            : Rows.FirstOrDefault(q => NameOf(q) == name);
        return quirk != QemuQuirks.None;
    }

    /// <summary>The name of one quirk.</summary>
    public static string NameOf(QemuQuirks quirk) =>
        string.Create(CultureInfo.InvariantCulture, $"q{int.Log2((int)quirk)}");
}
