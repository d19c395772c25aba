using System.Collections;
using System.Text.Json;
using CxlWire.Device;
using CxlWire.Device.Capacity;
using CxlWire.Device.Configuration;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Control.Commands;

/// <summary><c>x-cxlwire-query-dynamic-capacity</c>: regions, limits, what is sanitized and poisoned, and the
/// hosts' offers and extents.</summary>
internal static class QueryDynamicCapacity
{
    /// <summary>Ranges of a kind that are told: they are gone through with the device's gate held.</summary>
    internal const int MaxRanges = 4096;

    /// <summary>The host that is asked about; null: all.</summary>
    public static ushort? Read(QmpArguments arguments) => arguments.OptionalUInt16("host-id");

    public static void Execute(QmpCall call, CxlDevice device, ushort? hostId)
    {
        IEnumerable<Host> hosts = hostId is { } id ? [DynamicCapacityArguments.FindHost(device, id)] : device.Hosts;
        Utf8JsonWriter json = call.Result;
        json.WriteStartObject();
        json.WriteString("path", device.Configuration.QomPath);
        json.WriteStartArray("regions");
        foreach (Region region in device.Regions)
            WriteRegion(json, region);
        json.WriteEndArray();
        json.WriteNumber("extents-supported", device.Configuration.ExtentsSupported);
        json.WriteNumber("tags-supported", device.Configuration.TagsSupported);
        json.WriteNumber("tags-available", device.TagsAvailable);
        HostSnapshot[] snapshots = [.. hosts.Select(host => host.TakeSnapshot())];
        DpaRange[] unclean = [.. device.SanitizedRanges.Take(MaxRanges + 1)];
        Array.Sort(unclean, (one, other) => one.Start.CompareTo(other.Start));
        Extent[] sanitizing =
            [.. device.Regions.SelectMany(region => ExtentJson.In(region, unclean)).Take(MaxRanges + 1)];
        Extent[] poisoned =
        [
            .. device.Regions.SelectMany(region => ExtentJson.In(region, device.PoisonedRanges(region.Range)))
                .Take(MaxRanges + 1),
        ];
        call.WriteLater(
            WriteRest(json, device, sanitizing, poisoned, snapshots), snapshots.Sum(host => host.ExtentCount));
    }

    private static IEnumerable WriteRest(
        Utf8JsonWriter json, CxlDevice device, Extent[] sanitizing, Extent[] poisoned, HostSnapshot[] hosts)
    {
        foreach ((string name, Extent[] ranges) in new[] { ("sanitizing", sanitizing), ("poisoned", poisoned) })
        {
            json.WriteStartArray(name);
            foreach (Extent range in ranges.Take(MaxRanges))
            {
                json.WriteStartObject();
                json.WriteRegionRange(device, range);
                json.WriteEndObject();
                yield return null;
            }

            json.WriteEndArray();
        }

        if (sanitizing.Length > MaxRanges || poisoned.Length > MaxRanges)
            json.WriteBoolean("more-ranges", true);
        json.WriteStartArray("hosts");
        foreach (HostSnapshot host in hosts)
        {
            foreach (object? step in WriteHost(json, device, host))
                yield return step;
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRegion(Utf8JsonWriter json, Region region)
    {
        RegionConfiguration configuration = region.Configuration;
        json.WriteStartObject();
        json.WriteNumber("region", region.Index);
        json.WriteNumber("base", configuration.BaseDpa);
        json.WriteNumber("decode-length", configuration.DecodeLength);
        json.WriteNumber("length", configuration.Length);
        json.WriteNumber("block-size", region.BlockSize);
        json.WriteBoolean("sharable", configuration.Sharable);
        json.WriteBoolean("sanitize-on-release", region.SanitizeOnRelease);
        json.WriteEndObject();
    }

    private static IEnumerable WriteHost(Utf8JsonWriter json, CxlDevice device, HostSnapshot host)
    {
        json.WriteStartObject();
        json.WriteNumber("host-id", host.HostId);
        json.WriteNumber("generation", host.Generation);
        json.WriteNumber("extents-available", host.ExtentsAvailable);
        json.WriteStartArray("pending-offers");
        foreach (Offer offer in host.Pending)
        {
            json.WriteStartObject();
            WriteTag(json, offer.Tag);
            json.WriteStartArray("extents");
            foreach (Extent extent in offer.Extents)
            {
                WriteExtent(json, device, extent);
                yield return null;
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("accepted-extents");
        foreach (Extent extent in host.Accepted)
        {
            WriteExtent(json, device, extent);
            yield return null;
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteExtent(Utf8JsonWriter json, CxlDevice device, in Extent extent)
    {
        json.WriteStartObject();
        json.WriteRegionRange(device, extent);
        WriteTag(json, extent.Tag);
        json.WriteNumber("shared-sequence", extent.SharedExtentSequence);
        json.WriteEndObject();
    }

    private static void WriteTag(Utf8JsonWriter json, Tag tag)
    {
        if (!tag.IsNone)
            json.WriteString("tag", tag.ToString());
    }
}
