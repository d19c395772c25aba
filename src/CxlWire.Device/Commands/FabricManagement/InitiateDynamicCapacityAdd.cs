using CxlWire.Device.Capacity;
using CxlWire.Device.FabricManagement;
using CxlWire.Protocol.Fm;

namespace CxlWire.Device.Commands.FabricManagement;

/// <summary>CXL r3.1 7.6.7.6.5 Initiate Dynamic Capacity Add (5604h): F1, F2.</summary>
internal static class InitiateDynamicCapacityAdd
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        InitiateDynamicCapacityAddRequestView.TryCreate(
            request, out InitiateDynamicCapacityAddRequestView wanted, out _);
        DpaRange[] extents = new DpaRange[wanted.Count];
        for (int i = 0; i < extents.Length; i++)
            extents[i] = new DpaRange(wanted.ExtentAt(i).StartDpa, wanted.ExtentAt(i).Length);
        Refusal? refusal = port.Device.FabricManager.Add(new CapacityAddition
        {
            Origin = RequestOrigin.Cci,
            HostId = wanted.HostId,
            SelectionPolicy = wanted.SelectionPolicy,
            Region = wanted.Region,
            Length = wanted.Length,
            Tag = wanted.Tag,
            Extents = extents,
        });
        return refusal is null ? CommandResult.Success() : CommandResult.Refused(refusal);
    }
}
