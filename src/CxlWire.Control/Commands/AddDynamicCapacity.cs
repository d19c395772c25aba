using CxlWire.Device;

namespace CxlWire.Control.Commands;

/// <summary><c>cxl-add-dynamic-capacity</c>: offers capacity to a host, as CXL r3.1 7.6.7.6.5 (5604h).</summary>
internal static class AddDynamicCapacity
{
    private static readonly string[] _policies = ["free", "contiguous", "prescriptive", "enable-shared-access"];

    public static Arguments Read(QmpArguments arguments) => new(
        Path: arguments.Text("path"),
        HostId: arguments.UInt16("host-id"),
        Policy: (SelectionPolicy)arguments.Enumeration("selection-policy", _policies),
        Region: arguments.UInt8("region"),
        Tag: arguments.OptionalText("tag"),
        Extents: DynamicCapacityArguments.Extents(arguments));

    public static void Execute(QmpCall call, Arguments arguments)
    {
        CxlDevice device = call.FindDevice(arguments.Path);
        var request = new AddCapacityRequest
        {
            HostId = arguments.HostId,
            SelectionPolicy = arguments.Policy,
            Region = arguments.Region,
            Tag = DynamicCapacityArguments.ParseTag(arguments.Tag),
            Extents = arguments.Extents,
        };
        lock (device.Gate)
            DynamicCapacityArguments.ThrowIfRefused(device.FabricManager.Add(request));
    }

    public sealed record Arguments(
        string Path, ushort HostId, SelectionPolicy Policy, byte Region, string? Tag, IReadOnlyList<RegionRange> Extents);
}
