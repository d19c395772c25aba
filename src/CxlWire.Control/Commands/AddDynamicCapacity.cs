using CxlWire.Device;
using CxlWire.Protocol;

namespace CxlWire.Control.Commands;

/// <summary><c>cxl-add-dynamic-capacity</c>: offers capacity to a host, as CXL r3.1 7.6.7.6.5 (5604h).</summary>
internal static class AddDynamicCapacity
{
    private static readonly string[] _policies = ["free", "contiguous", "prescriptive", "enable-shared-access"];

    public static Arguments Read(QmpArguments arguments)
    {
        string path = arguments.Text("path");
        ushort hostId = arguments.UInt16("host-id");
        var policy = new SelectionPolicy((byte)arguments.Enumeration("selection-policy", _policies));
        bool byLength = policy == SelectionPolicy.Free || policy == SelectionPolicy.Contiguous;
        return new Arguments(
            path,
            hostId,
            policy,
            Region: arguments.UInt8("region"),
            Tag: DynamicCapacityArguments.TagText(arguments, isNeeded: policy == SelectionPolicy.EnableSharedAccess),
            Length: byLength ? arguments.UInt64("length") : 0,
            Extents: DynamicCapacityArguments.Extents(arguments, areNeeded: policy == SelectionPolicy.Prescriptive));
    }

    public static void Execute(QmpCall call, Arguments arguments)
    {
        CxlDevice device = call.FindDevice(arguments.Path);
        var request = new AddCapacityRequest
        {
            HostId = arguments.HostId,
            SelectionPolicy = arguments.Policy,
            Region = arguments.Region,
            Length = arguments.Length,
            Tag = DynamicCapacityArguments.ParseTag(arguments.Tag),
            Extents = arguments.Extents,
        };
        lock (device.Gate)
            DynamicCapacityArguments.ThrowIfRefused(device.FabricManager.Add(request));
    }

    public sealed record Arguments(
        string Path,
        ushort HostId,
        SelectionPolicy Policy,
        byte Region,
        string? Tag,
        ulong Length,
        IReadOnlyList<RegionRange> Extents);
}
