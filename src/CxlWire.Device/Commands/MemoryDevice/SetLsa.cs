using CxlWire.Device.Storage;
using CxlWire.Protocol;
using CxlWire.Protocol.Mailbox;

namespace CxlWire.Device.Commands.MemoryDevice;

/// <summary>CXL r3.1 8.2.9.9.2.4 Set LSA (4103h).</summary>
internal static class SetLsa
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        if (port.Device.Security.RefuseIfLocked(SetLsaRequest.Layout, "offset") is { } locked)
            return CommandResult.Refused(locked);
        if (!TryFindLabels(port, request, out LabelWrite write))
            return Refuse("offset", ReturnCode.InvalidInput, "reaches past the end of the label storage area");
        return port.Device.LabelStorage.Write(write) is { } reason
            ? Refuse("data", ReturnCode.InternalError, $"cannot be kept: {reason}")
            : CommandResult.Success();
    }

    /// <inheritdoc cref="HandlerRow.FindLabels"/>
    public static bool TryFindLabels(CciPort port, ReadOnlySpan<byte> request, out LabelWrite write)
    {
        SetLsaRequestView.TryCreate(request, out SetLsaRequestView wanted, out _);
        bool fits = !port.Device.Security.IsLocked
            && (ulong)wanted.Offset + (ulong)wanted.Data.Length <= (ulong)port.Device.LabelStorage.Size;
        write = fits ? new LabelWrite((int)wanted.Offset, wanted.Data) : default;
        return fits;
    }

    private static CommandResult Refuse(string field, ReturnCode code, string reason) => CommandResult.Refused(
        Refusal.At(SetLsaRequest.Layout, field, code, rule: null, reason));
}
