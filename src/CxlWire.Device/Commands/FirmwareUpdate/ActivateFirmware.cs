using CxlWire.Device.Firmware;
using CxlWire.Protocol;
using CxlWire.Protocol.Firmware;

namespace CxlWire.Device.Commands.FirmwareUpdate;

/// <summary>CXL r3.1 8.2.9.3.3 Activate FW (0202h), at once or at the next reset (W4).</summary>
internal static class ActivateFirmware
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        ActivateFirmwareRequest.TryRead(request, out ActivateFirmwareRequest wanted, out _);
        FirmwareSlots slots = port.Device.Firmware;
        if (!slots.CanActivate(wanted.Slot))
            return Refuse("slot", ReturnCode.InvalidSlot, "not a slot, or empty, or the one whose firmware runs");
        if (wanted.Action == FirmwareActivation.Online)
            slots.Activate(wanted.Slot);
        else if (wanted.Action == FirmwareActivation.AtReset)
            slots.Stage(wanted.Slot);
        else
            return Refuse("action", ReturnCode.InvalidInput, "not an action");
        return CommandResult.Success();
    }

    private static CommandResult Refuse(string field, ReturnCode code, string reason) => CommandResult.Refused(
        Refusal.At(ActivateFirmwareRequest.Layout, field, code, "W4", reason));
}
