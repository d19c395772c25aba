using CxlWire.Device.Storage;
using CxlWire.Protocol;
using CxlWire.Protocol.Mailbox;

namespace CxlWire.Device.Commands.MemoryDevice;

/// <summary>CXL r3.1 8.2.9.9.2.4 Set LSA (4103h).</summary>
internal static class SetLsa
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        SetLsaRequestView.TryCreate(request, out SetLsaRequestView wanted, out _);
        LabelStorage storage = port.Device.LabelStorage;
        if ((ulong)wanted.Offset + (ulong)wanted.Data.Length > (ulong)storage.Size)
        {
            return CommandResult.Refused(Refusal.At(
                SetLsaRequest.Layout,
                "offset",
                ReturnCode.InvalidInput,
                rule: null,
                "reaches past the end of the label storage area"));
        }

        storage.Write((int)wanted.Offset, wanted.Data);
        return CommandResult.Success();
    }
}
