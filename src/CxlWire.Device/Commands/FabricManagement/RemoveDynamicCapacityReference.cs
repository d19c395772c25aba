using CxlWire.Protocol.Fm;

namespace CxlWire.Device.Commands.FabricManagement;

/// <summary>CXL r3.1 7.6.7.6.8 Dynamic Capacity Remove Reference (5607h): F8.</summary>
internal static class RemoveDynamicCapacityReference
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        DynamicCapacityReference.TryRead(request, out DynamicCapacityReference wanted, out _);
        Refusal? refusal = port.Device.FabricManager.RemoveReference(wanted.Tag);
        return refusal is null ? CommandResult.Success() : CommandResult.Refused(refusal);
    }
}
