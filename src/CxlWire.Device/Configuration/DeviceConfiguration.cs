using CxlWire.Protocol;

namespace CxlWire.Device.Configuration;

/// <summary>PCI identity that Identify (0001h) reports.</summary>
/// <param name="VendorId">Vendor ID.</param>
/// <param name="DeviceId">Device ID.</param>
/// <param name="SubsystemVendorId">Subsystem vendor ID.</param>
/// <param name="SubsystemId">Subsystem ID.</param>
public sealed record PcieIdentity(ushort VendorId, ushort DeviceId, ushort SubsystemVendorId, ushort SubsystemId);

/// <summary>Records that each event log holds at most.</summary>
/// <param name="Informational">0: the device loses every such record.</param>
/// <param name="Warning">As <paramref name="Informational"/>.</param>
/// <param name="Failure">As <paramref name="Informational"/>.</param>
/// <param name="Fatal">As <paramref name="Informational"/>.</param>
/// <param name="DynamicCapacity">At least 1.</param>
public sealed record EventLogDepths(
    ushort Informational, ushort Warning, ushort Failure, ushort Fatal, ushort DynamicCapacity);

/// <summary>A dynamic capacity region (R2).</summary>
public sealed record RegionConfiguration
{
    /// <summary>First address, in bytes: a multiple of 256 MiB and of the block size.</summary>
    public required ulong BaseDpa { get; init; }

    /// <summary>Size of the decoded range in bytes: a multiple of 256 MiB, at least the length.</summary>
    public required ulong DecodeLength { get; init; }

    /// <summary>Usable size in bytes: a multiple of the block size.</summary>
    public required ulong Length { get; init; }

    /// <summary>Bytes, a power of two, at least 64.</summary>
    public required ulong BlockSize { get; init; }

    /// <summary>Handle in the CDAT, at most FFh; no other region has it (X5).</summary>
    public required uint DsmadHandle { get; init; }

    /// <summary>Whether capacity may be shared by several hosts (S1).</summary>
    public bool Sharable { get; init; }

    /// <summary>Whether the memory keeps its content without power.</summary>
    public bool NonVolatile { get; init; }

    /// <summary>Whether hardware keeps the caches of hosts that share capacity coherent.</summary>
    public bool HardwareManagedCoherency { get; init; }

    /// <summary>Whether hosts may only read.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Latency and bandwidth, as the CDAT tells (X1).</summary>
    public MemoryPerformance Performance { get; init; } = MemoryPerformance.Default;

    /// <summary>Whether released capacity is always sanitized (F5).</summary>
    public bool SanitizeOnRelease { get; init; }

    /// <summary>Block sizes that 5602h may set (F6): bit n for 2^n bytes; the block size is one of them.</summary>
    public required ulong SupportedBlockSizes { get; init; }

    /// <summary>Whether 5602h may change <see cref="SanitizeOnRelease"/> (F6).</summary>
    public bool SanitizeConfigurable { get; init; }
}

/// <summary>What a device is made of. <see cref="DeviceConfigurationFile"/> reads it from JSON.</summary>
public sealed record DeviceConfiguration
{
    /// <summary>256 MiB, the unit of capacities on the wire and the alignment of regions.</summary>
    public const ulong CapacityUnit = 256UL << 20;

    /// <summary>
    /// 256 MiB volatile, then 2 regions of 1 GiB with 2 MiB blocks, 512 extents, 64 tags, every log of 8,
    /// labels of 128 KiB, payload of 2048: fixtures/devices/default.json.
    /// </summary>
    public static DeviceConfiguration Default { get; } = DeviceConfigurationFile.Parse("{}"u8.ToArray());

    /// <summary>Serial number.</summary>
    public required ulong SerialNumber { get; init; }

    /// <summary>Revision of the firmware in slot 1, which runs at first.</summary>
    public required Text16 FirmwareRevision { get; init; }

    /// <summary>Slots for firmware, 1 to 4 (W1).</summary>
    public int FirmwareSlots { get; init; } = 2;

    /// <summary>How fast firmware is taken in (W2).</summary>
    public ulong FirmwareBytesPerSecond { get; init; } = 64UL << 20;

    /// <summary>PCI identity.</summary>
    public required PcieIdentity Pcie { get; init; }

    /// <summary>Static capacity that is always volatile, in bytes, a multiple of 256 MiB, at DPA 0.</summary>
    public required ulong VolatileCapacity { get; init; }

    /// <summary>
    /// Static capacity that is always persistent, in bytes, a multiple of 256 MiB, after all that can be volatile.
    /// </summary>
    public required ulong PersistentCapacity { get; init; }

    /// <summary>
    /// Static capacity between them that 4101h parts (D1), in bytes, a multiple of <see cref="PartitionAlignment"/>.
    /// </summary>
    public ulong PartitionableCapacity { get; init; }

    /// <summary>
    /// What a part of <see cref="PartitionableCapacity"/> is a multiple of, in bytes, a multiple of 256 MiB; 0: there
    /// is none.
    /// </summary>
    public ulong PartitionAlignment { get; init; }

    /// <summary>All static capacity, in bytes; dynamic capacity regions come after it.</summary>
    public ulong StaticCapacity => VolatileCapacity + PartitionableCapacity + PersistentCapacity;

    /// <summary>Latency and bandwidth of the volatile capacity, as the CDAT tells (X1).</summary>
    public MemoryPerformance VolatilePerformance { get; init; } = MemoryPerformance.Default;

    /// <summary>Latency and bandwidth of the persistent capacity, as the CDAT tells (X1).</summary>
    public MemoryPerformance PersistentPerformance { get; init; } = MemoryPerformance.Default;

    /// <summary>Hosts that the device serves, 1 to 64 (S1).</summary>
    public required int Hosts { get; init; }

    /// <summary>1 to 8 regions, lowest addresses first (R1).</summary>
    public required IReadOnlyList<RegionConfiguration> Regions { get; init; }

    /// <summary>Extents, accepted and pending together, that the device can track for a host (R4).</summary>
    public required uint ExtentsSupported { get; init; }

    /// <summary>Tags that the device can track.</summary>
    public required uint TagsSupported { get; init; }

    /// <summary>Depths of the event logs.</summary>
    public required EventLogDepths EventLogDepths { get; init; }

    /// <summary>Who chooses the MSI-X vectors of event logs (X3).</summary>
    public VectorOwner InterruptVectors { get; init; }

    /// <summary>Largest payload in bytes, a power of two from 256 to 1 MiB.</summary>
    public required int PayloadSize { get; init; }

    /// <summary>How fast released capacity is sanitized (F5).</summary>
    public required ulong SanitizeBytesPerSecond { get; init; }

    /// <summary>Label storage area in bytes (4102h, 4103h).</summary>
    public required int LsaSize { get; init; }

    /// <summary>Ranges that the poison list holds at most (P1); 4000h reports it.</summary>
    public required uint PoisonListMaximum { get; init; }

    /// <summary>Lines that hosts may have poisoned at a time (P2); 0: no limit but the list's.</summary>
    public int InjectPoisonLimit { get; init; } = 256;

    /// <summary>How fast the media is scanned (P4).</summary>
    public ulong ScanBytesPerSecond { get; init; } = 16UL << 30;

    /// <summary>Where the device follows QEMU and not the rules; none in profile spec.</summary>
    public QemuQuirks Quirks { get; init; }

    /// <summary>Path of the device in the control socket's object tree.</summary>
    public required string QomPath { get; init; }

    /// <summary>
    /// What the device is in at first: a JSON object as <see cref="CxlDevice.TakeState"/> makes it, in UTF-8; empty:
    /// all capacity is free, and nobody has said anything.
    /// </summary>
    public ReadOnlyMemory<byte> State { get; init; }

    /// <summary>Whether another device is made alike; their states may differ.</summary>
    public bool IsMadeLike(DeviceConfiguration other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return DeviceConfigurationWriter.Describe(this).AsSpan()
            .SequenceEqual(DeviceConfigurationWriter.Describe(other));
    }

    /// <summary>
    /// Records that may wait behind a full dynamic capacity log: a chain for every extent, and then some.
    /// </summary>
    internal int WaitingRecordsLimit => (int)Math.Min(ExtentsSupported + 4096L, int.MaxValue);

    /// <summary>Ranges that a split 4802h or 4803h may have, all payloads together.</summary>
    internal int StagedRangesLimit => (int)Math.Min(Math.Max(2L * ExtentsSupported, 65536L), int.MaxValue);
}
