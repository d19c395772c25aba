using CxlWire.Protocol.Fm;

namespace CxlWire.Device.Commands.FabricManagement;

/// <summary>CXL r3.1 7.6.7.6.7 Dynamic Capacity Add Reference (5606h): F8.</summary>
internal static class AddDynamicCapacityReference
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        DynamicCapacityReference.TryRead(request, out DynamicCapacityReference wanted, out _);
        Refusal? refusal = port.Device.FabricManager.AddReference(wanted.Tag);
        return refusal is null ? CommandResult.Success() : CommandResult.Refused(refusal);
    }
}
