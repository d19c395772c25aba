using System.Globalization;

namespace CxlWire.Device.Capacity;

/// <summary>A run of device physical addresses that does not wrap.</summary>
/// <param name="Start">First address, in bytes.</param>
/// <param name="Length">Length in bytes.</param>
public readonly record struct DpaRange(ulong Start, ulong Length)
{
    /// <summary>The address after the last.</summary>
    public ulong End => Start + Length;

    /// <summary>Whether start plus length leaves 64 bits.</summary>
    public bool Wraps => Start + Length < Start;

    /// <summary>Whether all of <paramref name="other"/> lies in this range.</summary>
    public bool Contains(DpaRange other) => other.Start >= Start && other.End <= End;

    /// <summary>Whether any of <paramref name="other"/> lies in this range.</summary>
    public bool Overlaps(DpaRange other) => other.Start < End && Start < other.End;

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Start:X}h+{Length:X}h");
}
