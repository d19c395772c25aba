using CxlWire.Device.Background;
using CxlWire.Device.Firmware;
using CxlWire.Protocol;
using CxlWire.Protocol.Firmware;

namespace CxlWire.Device.Commands.FirmwareUpdate;

/// <summary>CXL r3.1 8.2.9.3.2 Transfer FW (0201h): a part takes its time in the background (W2).</summary>
internal static class TransferFirmware
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        TransferFirmwareRequestView.TryCreate(request, out TransferFirmwareRequestView part, out _);
        FirmwareTransfer transfer = port.Device.FirmwareTransfer;
        if (transfer.Check(part) is { } refusal)
            return CommandResult.Refused(refusal);
        if (part.Action == FirmwareTransferAction.Abort)
        {
            transfer.Drop();
            return CommandResult.Success();
        }

        TimeSpan duration = BackgroundOperations.DurationOf(
            (ulong)part.Data.Length, port.Device.Configuration.FirmwareBytesPerSecond);
        transfer.Take(part);

        // The data is taken in, and need not be kept.
        return port.StartBackground(Opcode.TransferFirmware, request[..TransferFirmwareRequest.Size], duration);
    }

    /// <summary>The part counts.</summary>
    public static ReturnCode Complete(CciPort port, ReadOnlySpan<byte> request)
    {
        TransferFirmwareRequestView.TryCreate(request, out TransferFirmwareRequestView part, out _);
        return port.Device.FirmwareTransfer.Finish(part.Action, part.Slot);
    }
}
