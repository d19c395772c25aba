using CxlWire.Device.Media;
using CxlWire.Device.Storage;
using CxlWire.Protocol;
using CxlWire.Protocol.Cci;

namespace CxlWire.Device.Commands.Sanitize;

/// <summary>
/// CXL r3.1 8.2.9.9.5.1 Sanitize (4400h), in the background (Z1). Labels are zero from its beginning on, when nobody
/// can read them any more: who keeps them has done so before it is answered.
/// </summary>
internal static class SanitizeMedia
{
    private static readonly Refusal _prevented = Refusal.At(
        CciHeader.Layout, "opcode", ReturnCode.InvalidSecurityState, "Z1", "a user passphrase is set");

    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        if (port.Device.Sanitization.IsPrevented)
            return CommandResult.Refused(_prevented);
        if (TryFindLabels(port, request, out LabelWrite labels)
            && port.Device.LabelStorage.Write(labels) is { } reason)
        {
            return CommandResult.Refused(Refusal.At(
                CciHeader.Layout, "opcode", ReturnCode.InternalError, "Z1", $"labels cannot be kept: {reason}"));
        }

        MediaSanitization sanitization = port.Device.Sanitization;
        sanitization.Begin();
        return port.StartBackground(Opcode.Sanitize, request, sanitization.DurationOfAll());
    }

    /// <inheritdoc cref="HandlerRow.FindLabels"/>
    public static bool TryFindLabels(CciPort port, ReadOnlySpan<byte> request, out LabelWrite write)
    {
        int size = port.Device.LabelStorage.Size;
        bool has = size > 0 && !port.Device.Sanitization.IsPrevented;
        write = has ? new LabelWrite(0, new byte[size]) : default;
        return has;
    }
}
