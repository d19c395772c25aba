using System.Numerics;
using System.Text.Json;

namespace CxlWire.Device.Configuration;

/// <summary>Writes device files, as <see cref="DeviceConfigurationFile"/> reads them.</summary>
public static class DeviceConfigurationWriter
{
    /// <summary>
    /// Writes a device file, whole or not at all: at its path is what was there before, or all that is written. It may
    /// be read by its owner alone, since a state has passphrases.
    /// </summary>
    /// <param name="file">Its path; what is written takes the place of what is there.</param>
    /// <param name="device">The device.</param>
    /// <param name="flush">Whether it is to outlive a loss of power, too, and not only this process.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Save(string file, DeviceConfiguration device, bool flush)
    {
        string unfinished = $"{file}.new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using (var stream = new FileStream(unfinished, options))
            {
                using (var json = new Utf8JsonWriter(stream))
                    Write(json, device);
                stream.WriteByte((byte)'\n');
                stream.Flush(flush);
            }

            File.Move(unfinished, file, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    /// <summary>Writes a device, with all that it is made of, and its state.</summary>
    /// <param name="json">Where it goes: an object.</param>
    /// <param name="device">The device.</param>
    public static void Write(Utf8JsonWriter json, DeviceConfiguration device)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(device);
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
        if (!device.State.IsEmpty)
        {
            json.WritePropertyName("state");
            json.WriteRawValue(device.State.Span);
        }

        json.WriteEndObject();
    }

    /// <summary>All that a device is made of, without its state.</summary>
    internal static byte[] Describe(DeviceConfiguration device)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
            Write(json, device with { State = default });
        return bytes.ToArray();
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
