namespace CxlWire.Device.FabricManagement;

/// <summary>A run of capacity inside a region.</summary>
/// <param name="Offset">From the start of the region, in bytes.</param>
/// <param name="Length">Length in bytes.</param>
public readonly record struct RegionRange(ulong Offset, ulong Length);
