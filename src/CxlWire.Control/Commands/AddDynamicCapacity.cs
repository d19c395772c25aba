using CxlWire.Device;
using CxlWire.Device.FabricManagement;
using CxlWire.Protocol;

namespace CxlWire.Control.Commands;

/// <summary><c>cxl-add-dynamic-capacity</c>: offers capacity to a host, as CXL r3.1 7.6.7.6.5 (5604h).</summary>
internal static class AddDynamicCapacity
{
    private static readonly string[] _policies = ["free", "contiguous", "prescriptive", "enable-shared-access"];

    public static Arguments Read(QmpArguments arguments)
    {
        ushort hostId = arguments.UInt16("host-id");
        var policy = new SelectionPolicy((byte)arguments.Enumeration("selection-policy", _policies));
        return new Arguments(
            hostId,
            policy,
            Region: arguments.UInt8("region"),
            Tag: arguments.OptionalText("tag"),
            Length: ChoosesByLength(policy) ? arguments.OptionalUInt64("length") : null,
            Extents: DynamicCapacityArguments.Extents(arguments, areNeeded: policy == SelectionPolicy.Prescriptive));
    }

    public static void Execute(QmpCall call, CxlDevice device, Arguments arguments)
    {
        bool isShared = arguments.Policy == SelectionPolicy.EnableSharedAccess;
        DynamicCapacityArguments.ThrowIfMissing(device, "tag", isShared, arguments.Tag is not null);
        DynamicCapacityArguments.ThrowIfMissing(
            device, "length", ChoosesByLength(arguments.Policy), arguments.Length is not null);
        var request = new AddCapacityRequest
        {
            HostId = arguments.HostId,
            SelectionPolicy = arguments.Policy,
            Region = arguments.Region,
            Length = arguments.Length ?? 0,
            Tag = DynamicCapacityArguments.ParseTag(arguments.Tag),
            Extents = arguments.Extents,
        };
        DynamicCapacityArguments.ThrowIfRefused(device.FabricManager.Add(request));
    }

    private static bool ChoosesByLength(SelectionPolicy policy) =>
        policy == SelectionPolicy.Free || policy == SelectionPolicy.Contiguous;

    public sealed record Arguments(
        ushort HostId,
        SelectionPolicy Policy,
        byte Region,
        string? Tag,
        ulong? Length,
        IReadOnlyList<RegionRange> Extents);
}
