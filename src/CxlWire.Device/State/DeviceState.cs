using System.Text.Json;
using CxlWire.Device.Capacity;
using CxlWire.Device.Json;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Device.State;

/// <summary>
/// What a device is in, as JSON: all that its CCIs answer from. docs/state.md says what is in it, and what is not.
/// </summary>
internal static class DeviceState
{
    /// <summary>Writes what a device is in. Called inside a step.</summary>
    public static void Write(Utf8JsonWriter json, DeviceParts device) =>
        StateArchive.Write(json, device.Clock, state => Exchange(state, device));

    /// <summary>Has a device be in a state. Called inside a step.</summary>
    /// <exception cref="JsonFileException">It cannot be: some of it is taken in, the device is of no use.</exception>
    public static void Read(JsonMember member, DeviceParts device)
    {
        StateArchive.Read(member, device.Clock, state => Exchange(state, device));
        CheckKept(member, device);
    }

    private static void Exchange(StateArchive state, DeviceParts device)
    {
        state.Each("regions", device.Regions, (inner, region) => region.Exchange(inner));
        state.Object("capacity", inner => device.Pool.Tags.Exchange(inner));
        RangeSet tagged = TaggedOf(device);
        foreach (Host host in state.IsReading ? device.Hosts : [])
        {
            host.Extents.Clear();
            host.Offers.Clear();
        }

        state.Each("hosts", device.Hosts, (inner, host) => host.Exchange(
            inner, device, (extent, place) => Check(device, host, tagged, extent, place)));
        state.Object("fabric_manager", device.FabricManager.Cci.Exchange);
        state.Object("pool", device.Pool.Exchange);
        state.Object("media", inner =>
        {
            device.Poison.Exchange(inner);
            device.Sanitization.Exchange(inner);
            device.LabelStorage.Exchange(inner);
        });
        state.Object("security", device.Security.Exchange);
        state.Object("features", device.Features.Exchange);
        state.Object("partitions", device.Partitions.Exchange);
        state.Object("shutdowns", device.Shutdowns.Exchange);
        state.Object("qos", device.Qos.Exchange);
        state.Object("ld_qos", inner => device.LdQos.Exchange(inner));
        state.Object("firmware", device.Firmware.Exchange);
        state.Object("firmware_transfer", device.FirmwareTransfer.Exchange);
        state.Object("background", inner => device.Background.Exchange(inner, Find));
        device.Activity.Refusals.Exchange(state);

        bool Find(
            int? hostId, Opcode opcode, byte[] request, out Func<ReturnCode>? complete, out Action? onAborted)
        {
            (complete, onAborted) = (null, null);
            CciPort? port = hostId is not { } host ? device.FabricManager.Cci
                : host < device.Hosts.Length ? device.Hosts[host].Cci
                : null;
            return port is not null && port.TryFindEnd(opcode, request, out complete, out onAborted);
        }
    }

    private static RangeSet TaggedOf(DeviceParts device)
    {
        var tagged = new RangeSet();
        foreach (DpaRange range in device.Pool.Tags.Allocated)
            tagged.Add(range);
        return tagged;
    }

    /// <summary>Complains of an extent that a host cannot have beside what was read before.</summary>
    private static void Check(
        DeviceParts device, Host host, RangeSet tagged, in Extent extent, StateArchive place)
    {
        var range = new DpaRange(extent.StartDpa, extent.Length);
        if (range.Length == 0 || range.Wraps || device.Regions.Find(range) is not { } region)
            throw place.Error("start", "R1: not in one region, or empty");
        if (!region.IsAligned(range.Start - region.Range.Start, range.Length))
            throw place.Error("start", "R2: not whole blocks");
        if (host.Capacity.Overlaps(range))
            throw place.Error("start", "A3: the host has, or was offered, some of it");
        if (!device.Policy.OffersAreUnlimited && !host.Capacity.CanTrack(1))
            throw place.Error("start", "R4: more extents than the device can track");
        bool tracksTags = device.Policy.TracksTags && !device.Policy.TakesEntriesAsTheyAre;
        TagEntry entry = default;
        bool isKnown = !extent.Tag.IsNone && device.Pool.Tags.TryGet(extent.Tag, out entry);
        if (tracksTags && (extent.Tag.IsNone ? tagged.Overlaps(range) : !isKnown || !entry.Covers(range)))
            throw place.Error("start", "F8: not allocated under its tag");
        bool mayBeShared = isKnown && region.Configuration.Sharable;
        if (!mayBeShared && device.Hosts.Any(other => other != host && other.Capacity.Overlaps(range)))
            throw place.Error("start", "S1: another host has some of it, and it is not shared");
    }

    /// <summary>Complains of capacity that is allocated under a tag, and that nobody has.</summary>
    private static void CheckKept(JsonMember member, DeviceParts device)
    {
        for (int i = 0; i < device.Pool.Tags.Count; i++)
        {
            TagEntry entry = device.Pool.Tags[i];
            if (entry.IsReferenced)
                continue;
            foreach (DpaRange range in device.Pool.Tags.AllocatedOf(entry))
            {
                for (ulong dpa = range.Start; dpa < range.End;)
                {
                    if (!device.Pool.IsHeld(dpa, range.End, out dpa))
                        throw member["capacity"].Error($"F8: nobody has all of what tag {entry.Tag} has allocated");
                }
            }
        }
    }
}
