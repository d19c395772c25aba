using CxlWire.Device;
using CxlWire.Device.FabricManagement;
using CxlWire.Protocol;

namespace CxlWire.Control.Commands;

/// <summary>
/// <c>cxl-release-dynamic-capacity</c>: asks a host to give capacity back, or takes it, as CXL r3.1
/// 7.6.7.6.6 (5605h).
/// </summary>
internal static class ReleaseDynamicCapacity
{
    private static readonly string[] _policies = ["tag-based", "prescriptive"];

    public static Arguments Read(QmpArguments arguments)
    {
        ushort hostId = arguments.UInt16("host-id");
        var policy = new RemovalPolicy((byte)arguments.Enumeration("removal-policy", _policies));
        return new Arguments(
            hostId,
            policy,
            Forced: arguments.OptionalBoolean("forced-removal"),
            Sanitize: arguments.OptionalBoolean("sanitize-on-release"),
            Region: arguments.UInt8("region"),
            Tag: arguments.OptionalText("tag"),
            Extents: DynamicCapacityArguments.Extents(arguments, areNeeded: policy == RemovalPolicy.Prescriptive));
    }

    public static void Execute(QmpCall call, CxlDevice device, Arguments arguments)
    {
        bool isByTag = arguments.Policy == RemovalPolicy.TagBased;
        DynamicCapacityArguments.ThrowIfMissing(device, "tag", isByTag, arguments.Tag is not null);
        var request = new ReleaseCapacityRequest
        {
            HostId = arguments.HostId,
            RemovalPolicy = arguments.Policy,
            ForcedRemoval = arguments.Forced,
            SanitizeOnRelease = arguments.Sanitize,
            Region = arguments.Region,
            Tag = DynamicCapacityArguments.ParseTag(arguments.Tag),
            Extents = arguments.Extents,
        };
        DynamicCapacityArguments.ThrowIfRefused(device.FabricManager.Release(request));
    }

    public sealed record Arguments(
        ushort HostId,
        RemovalPolicy Policy,
        bool Forced,
        bool Sanitize,
        byte Region,
        string? Tag,
        IReadOnlyList<RegionRange> Extents);
}
