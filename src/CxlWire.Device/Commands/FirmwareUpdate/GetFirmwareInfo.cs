using CxlWire.Device.Firmware;
using CxlWire.Protocol.Firmware;

namespace CxlWire.Device.Commands.FirmwareUpdate;

/// <summary>CXL r3.1 8.2.9.3.1 Get FW Info (0200h): slots, and what is in them (W1).</summary>
internal static class GetFirmwareInfo
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        FirmwareSlots slots = port.Device.Firmware;
        new GetFirmwareInfoResponse
        {
            SlotsSupported = (byte)slots.Count,
            ActiveSlot = (byte)slots.Active,
            StagedSlot = (byte)slots.Staged,
            OnlineActivationSupported = true,
            Slot1Revision = slots.RevisionIn(1),
            Slot2Revision = slots.RevisionIn(2),
            Slot3Revision = slots.RevisionIn(3),
            Slot4Revision = slots.RevisionIn(4),
        }.TryWrite(reply);
        return CommandResult.Success(GetFirmwareInfoResponse.Size);
    }
}
