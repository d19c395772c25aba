using System.Numerics;
using CxlWire.Device.Configuration;
using CxlWire.Protocol.Mailbox;

namespace CxlWire.Device.Commands.InformationAndStatus;

/// <summary>CXL r3.1 8.2.9.1.1 Identify (0001h).</summary>
internal static class Identify
{
    private const byte Type3Device = 3;

    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        DeviceConfiguration configuration = port.Device.Configuration;
        new IdentifyResponse
        {
            PcieVendorId = configuration.Pcie.VendorId,
            PcieDeviceId = configuration.Pcie.DeviceId,
            PcieSubsystemVendorId = configuration.Pcie.SubsystemVendorId,
            PcieSubsystemId = configuration.Pcie.SubsystemId,
            SerialNumber = configuration.SerialNumber,
            MaximumMessageSize = (byte)BitOperations.Log2((uint)configuration.PayloadSize),
            ComponentType = Type3Device,
        }.TryWrite(reply);
        return CommandResult.Success(IdentifyResponse.Size);
    }
}
