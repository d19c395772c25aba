using CxlWire.Device;
using CxlWire.Device.Configuration;
using CxlWire.Device.FabricManagement;
using CxlWire.Protocol;

namespace CxlWire.Control.Commands;

/// <summary>What the commands about dynamic capacity have in common.</summary>
internal static class DynamicCapacityArguments
{
    /// <summary>The argument <c>extents</c>: offsets from the start of the region, in bytes.</summary>
    /// <param name="arguments">Arguments.</param>
    /// <param name="areNeeded">Whether the policy takes its extents from there.</param>
    public static IReadOnlyList<RegionRange> Extents(QmpArguments arguments, bool areNeeded) =>
        areNeeded ? arguments.Objects("extents", ReadExtent) : arguments.OptionalObjects("extents", ReadExtent);

    /// <summary>
    /// Complains of an argument that the policy needs and QEMU does not know or does not ask for. A device that
    /// refuses the policy as QEMU does (q17) does so first.
    /// </summary>
    public static void ThrowIfMissing(CxlDevice device, string name, bool isNeeded, bool isThere)
    {
        bool policyIsKnown = (device.Configuration.Quirks & QemuQuirks.PrescriptiveOnly) == 0;
        if (policyIsKnown && isNeeded && !isThere)
            throw QmpException.Generic($"Parameter '{name}' is missing");
    }

    /// <summary>A tag by its text; none where that is absent.</summary>
    public static Tag ParseTag(string? text)
    {
        if (text is null)
            return Tag.None;
        return Tag.TryParse(text, out Tag tag)
            ? tag
            : throw QmpException.Generic(
                $"Tag must be valid: '{QmpException.Quote(text)}' is given, {Tag.None} is what one looks like");
    }

    /// <summary>A host of a device.</summary>
    public static Host FindHost(CxlDevice device, ushort hostId) =>
        hostId < device.Hosts.Count
            ? device.Hosts[hostId]
            : throw QmpException.Generic(
                $"host id is too large: {hostId} is given, {device.Hosts.Count - 1} is the last");

    /// <summary>The device's reason is what the peer reads.</summary>
    public static void ThrowIfRefused(Refusal? refusal)
    {
        if (refusal is not null)
            throw QmpException.Generic(refusal.Reason);
    }

    private static RegionRange ReadExtent(QmpArguments extent) => new(extent.UInt64("offset"), extent.UInt64("len"));
}
