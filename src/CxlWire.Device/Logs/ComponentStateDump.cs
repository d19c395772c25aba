using System.Globalization;
using System.Text.Json;
using CxlWire.Device.Capacity;
using CxlWire.Device.Events;
using CxlWire.Device.Firmware;
using CxlWire.Device.Health;
using CxlWire.Device.Partitions;

namespace CxlWire.Device.Logs;

/// <summary>V4: what the device is in, as JSON; docs/logs.md has its members.</summary>
internal static class ComponentStateDump
{
    // The version of the format.
    private const int Version = 1;

    /// <summary>Writes what a CCI may read: a host's that host's state beside the device's, the other's all.</summary>
    public static byte[] Write(CciPort port)
    {
        DeviceParts device = port.Device;
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("component_state", Version);
            json.WriteNumber("timestamp", port.Clock.Now);
            WriteFirmware(json, device.Firmware);
            WritePartitions(json, device.Partitions);
            WriteShutdowns(json, device.Shutdowns);
            json.WriteBoolean("media_disabled", device.Sanitization.IsMediaDisabled);
            json.WriteBoolean("sanitizing", device.Pool.Sanitizer.IsRunning);
            WriteTags(json, device);
            WriteRegions(json, device);
            json.WriteStartArray("hosts");
            foreach (Host host in device.Hosts)
            {
                if (port.Host is null || port.Host == host)
                    WriteHost(json, host);
            }

            json.WriteEndArray();
            if (port.Host is null)
                WriteEventLogs(json, port);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteFirmware(Utf8JsonWriter json, FirmwareSlots firmware)
    {
        json.WriteStartObject("firmware");
        json.WriteNumber("active_slot", firmware.Active);
        json.WriteNumber("staged_slot", firmware.Staged);
        json.WriteString("revision", firmware.ActiveRevision.ToString());
        json.WriteEndObject();
    }

    private static void WritePartitions(Utf8JsonWriter json, StaticPartitions partitions)
    {
        json.WriteStartObject("partitions");
        WritePartition(json, "active", partitions.Volatile, partitions.Persistent);
        WritePartition(
            json,
            "next",
            partitions.NextVolatile ?? partitions.Volatile,
            partitions.NextPersistent ?? partitions.Persistent);
        json.WriteEndObject();
    }

    private static void WritePartition(Utf8JsonWriter json, string name, DpaRange isVolatile, DpaRange persistent)
    {
        json.WriteStartObject(name);
        json.WriteNumber("volatile", isVolatile.Length);
        json.WriteNumber("persistent", persistent.Length);
        json.WriteEndObject();
    }

    private static void WriteShutdowns(Utf8JsonWriter json, DirtyShutdowns shutdowns)
    {
        json.WriteStartObject("shutdown");
        json.WriteBoolean("dirty", shutdowns.IsDirty);
        json.WriteNumber("dirty_count", shutdowns.Count);
        json.WriteEndObject();
    }

    private static void WriteTags(Utf8JsonWriter json, DeviceParts device)
    {
        json.WriteStartObject("tags");
        json.WriteNumber("supported", device.Pool.Tags.Supported);
        json.WriteNumber("available", device.Pool.Tags.Available);
        json.WriteEndObject();
    }

    private static void WriteRegions(Utf8JsonWriter json, DeviceParts device)
    {
        json.WriteStartArray("regions");
        for (int i = 0; i < device.Regions.Count; i++)
        {
            Region region = device.Regions[i];
            json.WriteStartObject();
            json.WriteNumber("region", region.Index);
            json.WriteString("base_dpa", string.Create(CultureInfo.InvariantCulture, $"0x{region.Range.Start:x}"));
            json.WriteNumber("length", region.Range.Length);
            json.WriteNumber("block_size", region.BlockSize);
            json.WriteBoolean("sanitize_on_release", region.SanitizeOnRelease);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteHost(Utf8JsonWriter json, Host host)
    {
        json.WriteStartObject();
        json.WriteNumber("host", host.Id);
        json.WriteNumber("generation", host.ReportedGeneration);
        json.WriteNumber("accepted_extents", host.Extents.Count);
        json.WriteNumber("pending_extents", host.Offers.ExtentCount);
        json.WriteNumber("extents_available", host.ExtentsAvailable);
        WriteEventLogs(json, host.Cci);
        json.WriteEndObject();
    }

    private static void WriteEventLogs(Utf8JsonWriter json, CciPort port)
    {
        json.WriteStartObject("event_logs");
        foreach (EventLog log in port.Logs)
        {
            json.WriteStartObject(log.Type.ToName());
            json.WriteNumber("records", log.Count);
            json.WriteNumber("waiting", log.Waiting);
            json.WriteNumber("lost", log.OverflowCount);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
