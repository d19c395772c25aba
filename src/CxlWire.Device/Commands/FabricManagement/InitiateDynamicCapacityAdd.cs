using CxlWire.Device.Capacity;
using CxlWire.Device.FabricManagement;
using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Fm;

namespace CxlWire.Device.Commands.FabricManagement;

/// <summary>CXL r3.1 7.6.7.6.5 Initiate Dynamic Capacity Add (5604h): F1, F2.</summary>
internal static class InitiateDynamicCapacityAdd
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        InitiateDynamicCapacityAddRequestView.TryCreate(
            request, out InitiateDynamicCapacityAddRequestView wanted, out _);
        var entries = new Extent[wanted.Count];
        for (int i = 0; i < entries.Length; i++)
            entries[i] = wanted.ExtentAt(i).ToValue() with { Reserved34 = 0 };
        Refusal? refusal = port.Device.FabricManager.Add(new CapacityAddition
        {
            Origin = RequestOrigin.Cci,
            HostId = wanted.HostId,
            SelectionPolicy = wanted.SelectionPolicy,
            Region = wanted.Region,
            Length = wanted.Length,
            Tag = wanted.Tag,
            Extents = [.. entries.Select(entry => new DpaRange(entry.StartDpa, entry.Length))],
            Entries = entries,
        });
        return refusal is null ? CommandResult.Success() : CommandResult.Refused(refusal);
    }
}
