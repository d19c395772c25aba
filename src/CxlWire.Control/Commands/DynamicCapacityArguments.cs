using CxlWire.Device;
using CxlWire.Protocol;

namespace CxlWire.Control.Commands;

/// <summary>What the commands about dynamic capacity have in common.</summary>
internal static class DynamicCapacityArguments
{
    /// <summary>The argument <c>extents</c>: offsets from the start of the region, in bytes.</summary>
    public static IReadOnlyList<RegionRange> Extents(QmpArguments arguments) =>
        arguments.Objects("extents", extent => new RegionRange(extent.UInt64("offset"), extent.UInt64("len")));

    /// <summary>A tag by its text; none where that is absent.</summary>
    public static Tag ParseTag(string? text)
    {
        if (text is null)
            return Tag.None;
        return Tag.TryParse(text, out Tag tag) ? tag : throw QmpException.Generic("Tag must be valid");
    }

    public static CxlDevice FindDevice(this QmpCall call, string path) =>
        call.Server.Tree.FindDevice(path) ?? throw QmpException.Generic("Unable to resolve CXL type 3 device");

    /// <summary>The device's reason is what the peer reads.</summary>
    public static void ThrowIfRefused(Refusal? refusal)
    {
        if (refusal is not null)
            throw QmpException.Generic(refusal.Reason);
    }
}
