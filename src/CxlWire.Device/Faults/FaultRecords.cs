namespace CxlWire.Device.Faults;

/// <summary>Types of event records, as scenarios tell them apart.</summary>
[Flags]
internal enum FaultRecords
{
    None = 0,
    AddCapacity = 1 << 0,
    ReleaseCapacity = 1 << 1,
    ForcedRelease = 1 << 2,
    RegionUpdated = 1 << 3,
    AddResponse = 1 << 4,
    Released = 1 << 5,
    GeneralMedia = 1 << 6,
    Dram = 1 << 7,
    MemoryModule = 1 << 8,
    Other = 1 << 9,
    Any = (1 << 10) - 1,
}
