namespace CxlWire.QemuDiff;

/// <summary>A run of capacity, by device physical address.</summary>
internal readonly record struct DpaExtent(ulong Start, ulong Length)
{
    public ulong End => Start + Length;
}
