using CxlWire.Device;

namespace CxlWire.Control.Commands;

/// <summary>
/// <c>cxl-release-dynamic-capacity</c>: asks a host to give capacity back, as CXL r3.1 7.6.7.6.6 (5605h).
/// </summary>
internal static class ReleaseDynamicCapacity
{
    private static readonly string[] _policies = ["tag-based", "prescriptive"];

    public static Arguments Read(QmpArguments arguments) => new(
        Path: arguments.Text("path"),
        HostId: arguments.UInt16("host-id"),
        Policy: (RemovalPolicy)arguments.Enumeration("removal-policy", _policies),
        Forced: arguments.OptionalBoolean("forced-removal"),
        Sanitize: arguments.OptionalBoolean("sanitize-on-release"),
        Region: arguments.UInt8("region"),
        Tag: arguments.OptionalText("tag"),
        Extents: DynamicCapacityArguments.Extents(arguments));

    public static void Execute(QmpCall call, Arguments arguments)
    {
        CxlDevice device = call.FindDevice(arguments.Path);

        // Extents are chosen by address, so the tag decides nothing; a wrong one is still the caller's mistake.
        DynamicCapacityArguments.ParseTag(arguments.Tag);
        var request = new ReleaseCapacityRequest
        {
            HostId = arguments.HostId,
            RemovalPolicy = arguments.Policy,
            ForcedRemoval = arguments.Forced,
            SanitizeOnRelease = arguments.Sanitize,
            Region = arguments.Region,
            Extents = arguments.Extents,
        };
        lock (device.Gate)
            DynamicCapacityArguments.ThrowIfRefused(device.FabricManager.Release(request));
    }

    public sealed record Arguments(
        string Path,
        ushort HostId,
        RemovalPolicy Policy,
        bool Forced,
        bool Sanitize,
        byte Region,
        string? Tag,
        IReadOnlyList<RegionRange> Extents);
}
