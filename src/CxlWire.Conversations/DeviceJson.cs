using System.Numerics;
using System.Text;
using System.Text.Json;
using CxlWire.Device.Configuration;
using CxlWire.Device.Json;

namespace CxlWire.Conversations;

/// <summary>A whole device, as device files have it (docs/device-file.md).</summary>
internal static class DeviceJson
{
    /// <exception cref="JsonFileException">It is no device.</exception>
    public static DeviceConfiguration Read(JsonMember device)
    {
        try
        {
            return DeviceConfigurationFile.Parse(Encoding.UTF8.GetBytes(device.Element!.Value.GetRawText()));
        }
        catch (JsonFileException e)
        {
            throw new JsonFileException(device.Path, e);
        }
    }

    public static void Write(Utf8JsonWriter json, DeviceConfiguration device)
    {
        json.WriteStartObject();
        json.WriteNumber("serial_number", device.SerialNumber);
        json.WriteString("firmware_revision", device.FirmwareRevision.ToString());
        json.WriteNumber("firmware_slots", device.FirmwareSlots);
        json.WriteNumber("firmware_bytes_per_second", device.FirmwareBytesPerSecond);
        json.WriteStartObject("pcie");
        json.WriteNumber("vendor_id", device.Pcie.VendorId);
        json.WriteNumber("device_id", device.Pcie.DeviceId);
        json.WriteNumber("subsystem_vendor_id", device.Pcie.SubsystemVendorId);
        json.WriteNumber("subsystem_id", device.Pcie.SubsystemId);
        json.WriteEndObject();
        json.WriteNumber("volatile_capacity", device.VolatileCapacity);
        json.WriteNumber("persistent_capacity", device.PersistentCapacity);
        json.WriteNumber("partitionable_capacity", device.PartitionableCapacity);
        json.WriteNumber("partition_alignment", device.PartitionAlignment);
        Write(json, "volatile_performance", device.VolatilePerformance);
        Write(json, "persistent_performance", device.PersistentPerformance);
        json.WriteNumber("hosts", device.Hosts);
        json.WriteStartArray("regions");
        foreach (RegionConfiguration region in device.Regions)
            Write(json, region);
        json.WriteEndArray();
        json.WriteNumber("sanitize_bytes_per_second", device.SanitizeBytesPerSecond);
        json.WriteNumber("lsa_size", device.LsaSize);
        json.WriteNumber("extents_supported", device.ExtentsSupported);
        json.WriteNumber("tags_supported", device.TagsSupported);
        json.WriteStartObject("event_log_depths");
        json.WriteNumber("informational", device.EventLogDepths.Informational);
        json.WriteNumber("warning", device.EventLogDepths.Warning);
        json.WriteNumber("failure", device.EventLogDepths.Failure);
        json.WriteNumber("fatal", device.EventLogDepths.Fatal);
        json.WriteNumber("dynamic_capacity", device.EventLogDepths.DynamicCapacity);
        json.WriteEndObject();
        json.WriteString("interrupt_vectors", device.InterruptVectors == VectorOwner.Device ? "device" : "host");
        json.WriteNumber("payload_size", device.PayloadSize);
        json.WriteNumber("poison_list_maximum", device.PoisonListMaximum);
        json.WriteNumber("inject_poison_limit", device.InjectPoisonLimit);
        json.WriteNumber("scan_bytes_per_second", device.ScanBytesPerSecond);
        json.WriteString("qom_path", device.QomPath);
        json.WriteStartArray("quirks");
        foreach (QemuQuirks quirk in QemuQuirkNames.Rows.Where(quirk => device.Quirks.HasFlag(quirk)))
            json.WriteStringValue(QemuQuirkNames.NameOf(quirk));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, MemoryPerformance performance)
    {
        json.WriteStartObject(name);
        json.WriteNumber("read_latency_picoseconds", performance.ReadLatency);
        json.WriteNumber("write_latency_picoseconds", performance.WriteLatency);
        json.WriteNumber("read_megabytes_per_second", performance.ReadBandwidth);
        json.WriteNumber("write_megabytes_per_second", performance.WriteBandwidth);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RegionConfiguration region)
    {
        json.WriteStartObject();
        json.WriteNumber("base_dpa", region.BaseDpa);
        json.WriteNumber("decode_length", region.DecodeLength);
        json.WriteNumber("length", region.Length);
        json.WriteNumber("block_size", region.BlockSize);
        json.WriteNumber("dsmad_handle", region.DsmadHandle);
        json.WriteBoolean("sharable", region.Sharable);
        json.WriteBoolean("non_volatile", region.NonVolatile);
        json.WriteBoolean("hardware_managed_coherency", region.HardwareManagedCoherency);
        json.WriteBoolean("read_only", region.ReadOnly);
        Write(json, "performance", region.Performance);
        json.WriteBoolean("sanitize_on_release", region.SanitizeOnRelease);
        json.WriteBoolean("sanitize_configurable", region.SanitizeConfigurable);
        json.WriteStartArray("supported_block_sizes");
        for (ulong left = region.SupportedBlockSizes; left != 0; left &= left - 1)
            json.WriteNumberValue(1UL << BitOperations.TrailingZeroCount(left));
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
