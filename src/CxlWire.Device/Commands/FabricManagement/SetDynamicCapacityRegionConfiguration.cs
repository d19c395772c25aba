using CxlWire.Protocol.Fm;

namespace CxlWire.Device.Commands.FabricManagement;

/// <summary>CXL r3.1 7.6.7.6.3 Set DC Region Configuration (5602h): F6.</summary>
internal static class SetDynamicCapacityRegionConfiguration
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        SetDynamicCapacityRegionConfigurationRequest.TryRead(
            request, out SetDynamicCapacityRegionConfigurationRequest wanted, out _);
        Refusal? refusal = port.Device.FabricManager.Configure(
            wanted.Region, wanted.BlockSize, wanted.SanitizeOnRelease);
        return refusal is null ? CommandResult.Success() : CommandResult.Refused(refusal);
    }
}
