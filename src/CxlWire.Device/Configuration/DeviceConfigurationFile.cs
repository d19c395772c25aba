using System.Numerics;
using System.Text.Json;
using CxlWire.Device.Json;
using CxlWire.Device.Media;
using CxlWire.Protocol;

namespace CxlWire.Device.Configuration;

/// <summary>
/// Reads device files: JSON, described by fixtures/devices/device.schema.json. What is absent is as in
/// the default device.
/// </summary>
public static class DeviceConfigurationFile
{
    private const ulong MiB = 1UL << 20;
    private const ulong GiB = 1UL << 30;
    private const ulong MinBlock = 64;
    private const int MaxRegions = 8;
    private const int MaxHosts = 64;
    private const ulong DefaultLsa = 128 << 10;
    private const ulong MaxLsa = 16 * MiB;
    private const int MaxFile = 256 << 20;

    /// <summary>Reads a file.</summary>
    /// <exception cref="JsonFileException">It is no device; path, value and rule say why.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static DeviceConfiguration Load(string file) => Parse(JsonInput.ReadFile(file, MaxFile, "a device file"));

    /// <summary>Reads UTF-8 JSON.</summary>
    /// <exception cref="JsonFileException">It is no device; path, value and rule say why.</exception>
    public static DeviceConfiguration Parse(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = JsonInput.Parse(json);
        return Read(new JsonMember(document.RootElement, "", "a device file"));
    }

    private static DeviceConfiguration Read(JsonMember root)
    {
        root.CheckObject(
            "$schema",
            "description",
            "profile",
            "quirks",
            "serial_number",
            "firmware_revision",
            "firmware_slots",
            "firmware_bytes_per_second",
            "pcie",
            "volatile_capacity",
            "persistent_capacity",
            "partitionable_capacity",
            "partition_alignment",
            "volatile_performance",
            "persistent_performance",
            "hosts",
            "regions",
            "sanitize_bytes_per_second",
            "lsa_size",
            "extents_supported",
            "tags_supported",
            "event_log_depths",
            "interrupt_vectors",
            "payload_size",
            "poison_list_maximum",
            "inject_poison_limit",
            "scan_bytes_per_second",
            "qom_path",
            "state");
        ulong @volatile = ReadCapacity(root["volatile_capacity"], DeviceConfiguration.CapacityUnit);
        ulong persistent = ReadCapacity(root["persistent_capacity"], 0);
        if (@volatile + persistent < @volatile)
            throw root["persistent_capacity"].Error("R2: static capacity leaves 64 bits");
        ulong alignment = ReadCapacity(root["partition_alignment"], 0);
        ulong partitionable = ReadPartitionable(root, alignment);
        if (@volatile + persistent + partitionable < partitionable)
            throw root["partitionable_capacity"].Error("R2: static capacity leaves 64 bits");
        return new DeviceConfiguration
        {
            SerialNumber = root["serial_number"].Number(0xC1_1DCD_0001, 0, ulong.MaxValue),
            FirmwareRevision = ReadFirmwareRevision(root["firmware_revision"]),
            FirmwareSlots = (int)root["firmware_slots"].Number(2, 1, 4),
            FirmwareBytesPerSecond = ReadRate(
                root["firmware_bytes_per_second"], 64 * MiB, "W2: no part of a package would ever be taken in"),
            Pcie = ReadPcie(root["pcie"]),
            VolatileCapacity = @volatile,
            PersistentCapacity = persistent,
            PartitionableCapacity = partitionable,
            PartitionAlignment = alignment,
            VolatilePerformance = ReadPerformance(root["volatile_performance"]),
            PersistentPerformance = ReadPerformance(root["persistent_performance"]),
            Hosts = (int)root["hosts"].Number(1, 1, MaxHosts),
            SanitizeBytesPerSecond = ReadRate(
                root["sanitize_bytes_per_second"], GiB, "F5: nothing would ever be clean"),
            LsaSize = (int)ReadLsaSize(root["lsa_size"]),
            Regions = ReadRegions(root["regions"], @volatile + persistent + partitionable),
            ExtentsSupported = (uint)root["extents_supported"].Number(512, 1, uint.MaxValue),
            TagsSupported = (uint)root["tags_supported"].Number(64, 0, uint.MaxValue),
            EventLogDepths = ReadDepths(root["event_log_depths"]),
            InterruptVectors = ReadVectorOwner(root["interrupt_vectors"]),
            PayloadSize = ReadPayloadSize(root["payload_size"]),
            PoisonListMaximum = (uint)root["poison_list_maximum"].Number(256, 0, PoisonedMemory.MaxRanges),
            InjectPoisonLimit = (int)root["inject_poison_limit"].Number(256, 0, ushort.MaxValue),
            ScanBytesPerSecond = ReadRate(
                root["scan_bytes_per_second"], 16 * GiB, "P4: no scan would ever end"),
            QomPath = ReadQomPath(root["qom_path"]),
            State = root["state"].IsPresent ? root["state"].ObjectBytes() : default,
            Quirks = ReadProfile(root["profile"]) | ReadQuirks(root["quirks"]),
        };
    }

    private static ulong ReadCapacity(JsonMember member, ulong otherwise)
    {
        ulong capacity = member.Size(otherwise);
        return capacity % DeviceConfiguration.CapacityUnit == 0
            ? capacity : throw member.Error("not a multiple of 256 MiB");
    }

    private static ulong ReadPartitionable(JsonMember root, ulong alignment)
    {
        ulong capacity = ReadCapacity(root["partitionable_capacity"], 0);
        if (alignment == 0 && capacity > 0)
            throw root["partitionable_capacity"].Error("D1: without partition_alignment nothing can be partitioned");
        if (alignment > 0 && capacity == 0)
            throw root["partition_alignment"].Error("D1: without partitionable_capacity there is nothing to align");
        return alignment == 0 || capacity % alignment == 0
            ? capacity : throw root["partitionable_capacity"].Error("D1: not a multiple of partition_alignment");
    }

    private static MemoryPerformance ReadPerformance(JsonMember member)
    {
        member.CheckObject(
            "read_latency_picoseconds", "write_latency_picoseconds", "read_megabytes_per_second",
            "write_megabytes_per_second");
        MemoryPerformance otherwise = MemoryPerformance.Default;
        return new MemoryPerformance(
            Number32(member["read_latency_picoseconds"], otherwise.ReadLatency),
            Number32(member["write_latency_picoseconds"], otherwise.WriteLatency),
            Number32(member["read_megabytes_per_second"], otherwise.ReadBandwidth),
            Number32(member["write_megabytes_per_second"], otherwise.WriteBandwidth));
    }

    private static Text16 ReadFirmwareRevision(JsonMember member) =>
        Text16.TryCreate(member.Text("CXLWIRE 0.1"), out Text16 revision)
            ? revision
            : throw member.Error("not 16 Latin-1 characters at most");

    private static PcieIdentity ReadPcie(JsonMember member)
    {
        member.CheckObject("vendor_id", "device_id", "subsystem_vendor_id", "subsystem_id");
        return new PcieIdentity(
            Number16(member["vendor_id"], 0x1E98),
            Number16(member["device_id"], 0x0DCD),
            Number16(member["subsystem_vendor_id"], 0x1E98),
            Number16(member["subsystem_id"], 0x0001));
    }

    private static EventLogDepths ReadDepths(JsonMember member)
    {
        member.CheckObject("informational", "warning", "failure", "fatal", "dynamic_capacity");
        return new EventLogDepths(
            Number16(member["informational"], 8),
            Number16(member["warning"], 8),
            Number16(member["failure"], 8),
            Number16(member["fatal"], 8),
            Number16(member["dynamic_capacity"], 8, min: 1));
    }

    private static ushort Number16(JsonMember member, ushort otherwise, ushort min = 0) =>
        (ushort)member.Number(otherwise, min, ushort.MaxValue);

    private static uint Number32(JsonMember member, uint otherwise) =>
        (uint)member.Number(otherwise, 1, uint.MaxValue);

    private static int ReadPayloadSize(JsonMember member)
    {
        ulong size = member.Size(2048);
        return size is >= 256 and <= MiB && BitOperations.IsPow2(size)
            ? (int)size
            : throw member.Error("not a power of two from 256 to 1048576 (1 MiB)");
    }

    private static ulong ReadRate(JsonMember member, ulong otherwise, string whyNotZero)
    {
        ulong rate = member.Size(otherwise);
        return rate > 0 ? rate : throw member.Error(whyNotZero);
    }

    private static ulong ReadLsaSize(JsonMember member)
    {
        ulong size = member.Size(DefaultLsa);
        return size <= MaxLsa ? size : throw member.Error("more than 16 MiB");
    }

    private static VectorOwner ReadVectorOwner(JsonMember member) => member.Text("device") switch
    {
        "device" => VectorOwner.Device,
        "host" => VectorOwner.Host,
        _ => throw member.Error("X3: not who chooses interrupt vectors: device or host"),
    };

    private static QemuQuirks ReadProfile(JsonMember member) => member.Text("spec") switch
    {
        "spec" => QemuQuirks.None,
        "qemu" => QemuQuirks.All,
        _ => throw member.Error("not a profile: spec or qemu"),
    };

    private static QemuQuirks ReadQuirks(JsonMember member)
    {
        QemuQuirks quirks = QemuQuirks.None;
        foreach (JsonMember item in member.Items() ?? [])
            quirks |= QemuQuirkNames.TryParse(item.Text(""), out QemuQuirks quirk)
                ? quirk : throw item.Error($"not a quirk: {QemuQuirkNames.Known}");
        return quirks;
    }

    private static string ReadQomPath(JsonMember member)
    {
        string path = member.Text("/machine/peripheral/cxl-dcd0");
        return path.StartsWith('/') && path.Split('/').Skip(1).All(part => part.Length > 0)
            ? path
            : throw member.Error("not an absolute path of non-empty parts, like /machine/peripheral/cxl-dcd0");
    }

    private static List<RegionConfiguration> ReadRegions(JsonMember member, ulong firstFree)
    {
        if (member.Items() is not { } items)
        {
            return firstFree <= ulong.MaxValue - (3 * GiB)
                ? [DefaultRegion(firstFree, 0), DefaultRegion(firstFree, 1)]
                : throw member.Error("R2: no room for the default regions after the static capacity");
        }

        if (items.Count is 0 or > MaxRegions)
            throw member.Error("R1: a device has 1 to 8 regions");
        var regions = new List<RegionConfiguration>(items.Count);
        foreach (JsonMember item in items)
        {
            RegionConfiguration region = ReadRegion(item, firstFree, (uint)regions.Count + 1);
            if (regions.Any(before => before.DsmadHandle == region.DsmadHandle))
                throw item["dsmad_handle"].Error($"X5: a region before it has handle {region.DsmadHandle}");
            regions.Add(region);
            firstFree = region.BaseDpa + region.DecodeLength;
        }

        return regions;
    }

    private static RegionConfiguration DefaultRegion(ulong firstFree, uint index) => new()
    {
        BaseDpa = AlignUp(firstFree, DeviceConfiguration.CapacityUnit) + (index * GiB),
        DecodeLength = GiB,
        Length = GiB,
        BlockSize = 2 * MiB,
        SupportedBlockSizes =
            PossibleBlockSizes(AlignUp(firstFree, DeviceConfiguration.CapacityUnit) + (index * GiB), GiB),
        DsmadHandle = index + 1,
    };

    private static RegionConfiguration ReadRegion(JsonMember member, ulong firstFree, uint handle)
    {
        member.CheckObject(
            "base_dpa", "decode_length", "length", "block_size", "dsmad_handle", "sharable", "non_volatile",
            "hardware_managed_coherency", "read_only", "performance", "sanitize_on_release", "sanitize_configurable",
            "supported_block_sizes");
        ulong blockSize = member["block_size"].Size(2 * MiB);
        if (blockSize < MinBlock || !BitOperations.IsPow2(blockSize))
            throw member["block_size"].Error("R2: not a power of two of at least 64 bytes");
        ulong length = member["length"].Size(GiB);
        if (length == 0 || length % blockSize != 0)
            throw member["length"].Error("R2: not a non-zero multiple of the block size");
        const ulong unit = DeviceConfiguration.CapacityUnit;
        ulong alignment = Math.Max(unit, blockSize);
        ulong baseDpa = member["base_dpa"].Size(AlignUp(firstFree, alignment));
        if (baseDpa % alignment != 0)
            throw member["base_dpa"].Error("R2: not a multiple of 256 MiB and of the block size");
        if (baseDpa < firstFree)
            throw member["base_dpa"].Error("R1, R2: overlaps the static capacity or the region before it");
        ulong decodeLength = member["decode_length"].Size(AlignUp(length, unit));
        if (decodeLength == 0 || decodeLength % unit != 0 || decodeLength < length)
            throw member["decode_length"].Error("R2: not a non-zero multiple of 256 MiB of at least the length");
        if (baseDpa + decodeLength < baseDpa)
            throw member["decode_length"].Error("R2: the region leaves 64 bits");
        return new RegionConfiguration
        {
            BaseDpa = baseDpa,
            DecodeLength = decodeLength,
            Length = length,
            BlockSize = blockSize,
            SupportedBlockSizes =
                ReadBlockSizes(member["supported_block_sizes"], blockSize, PossibleBlockSizes(baseDpa, length)),
            DsmadHandle = (uint)ReadDsmadHandle(member["dsmad_handle"], handle),
            Sharable = member["sharable"].Boolean(false),
            NonVolatile = member["non_volatile"].Boolean(false),
            HardwareManagedCoherency = member["hardware_managed_coherency"].Boolean(false),
            ReadOnly = member["read_only"].Boolean(false),
            Performance = ReadPerformance(member["performance"]),
            SanitizeOnRelease = member["sanitize_on_release"].Boolean(false),
            SanitizeConfigurable = member["sanitize_configurable"].Boolean(false),
        };
    }

    /// <summary>Powers of two of at least 64 bytes that length and start are multiples of (R2).</summary>
    private static ulong PossibleBlockSizes(ulong baseDpa, ulong length)
    {
        int largest = BitOperations.TrailingZeroCount(length | baseDpa);
        ulong upToLargest = largest == 63 ? ulong.MaxValue : (1UL << (largest + 1)) - 1;
        return upToLargest & ~(MinBlock - 1);
    }

    private static ulong ReadBlockSizes(JsonMember member, ulong blockSize, ulong possible)
    {
        if (member.Items() is not { } items)
            return possible;
        ulong supported = blockSize;
        foreach (JsonMember item in items)
        {
            ulong size = item.Size(0);
            supported |= BitOperations.IsPow2(size) && (possible & size) != 0
                ? size
                : throw item.Error(
                    "R2: not a power of two of at least 64 bytes that the region's start and length are multiples of");
        }

        return supported;
    }

    private static ulong ReadDsmadHandle(JsonMember member, uint otherwise)
    {
        ulong handle = member.Number(otherwise, 0, uint.MaxValue);
        return handle <= 0xFF ? handle : throw member.Error("R2: a DSMAD handle is at most FFh");
    }

    // Saturates: what leaves 64 bits is refused by the checks that follow.
    private static ulong AlignUp(ulong value, ulong alignment) =>
        Math.Min(value, ulong.MaxValue - (alignment - 1)) + (alignment - 1) & ~(alignment - 1);
}
