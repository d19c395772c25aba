using CxlWire.Device.Capacity;
using CxlWire.Device.FabricManagement;
using CxlWire.Protocol.Fm;

namespace CxlWire.Device.Commands.FabricManagement;

/// <summary>CXL r3.1 7.6.7.6.6 Initiate Dynamic Capacity Release (5605h): F3, F4.</summary>
internal static class InitiateDynamicCapacityRelease
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        InitiateDynamicCapacityReleaseRequestView.TryCreate(
            request, out InitiateDynamicCapacityReleaseRequestView wanted, out _);
        DpaRange[] extents = new DpaRange[wanted.Count];
        for (int i = 0; i < extents.Length; i++)
            extents[i] = new DpaRange(wanted.ExtentAt(i).StartDpa, wanted.ExtentAt(i).Length);
        Refusal? refusal = port.Device.FabricManager.Release(new CapacityRemoval
        {
            Origin = RequestOrigin.Cci,
            HostId = wanted.HostId,
            RemovalPolicy = wanted.RemovalPolicy,
            ForcedRemoval = wanted.ForcedRemoval,
            SanitizeOnRelease = wanted.SanitizeOnRelease,
            Tag = wanted.Tag,
            Extents = extents,
        });
        return refusal is null ? CommandResult.Success() : CommandResult.Refused(refusal);
    }
}
