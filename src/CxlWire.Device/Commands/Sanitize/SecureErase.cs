using CxlWire.Protocol;
using CxlWire.Protocol.Cci;

namespace CxlWire.Device.Commands.Sanitize;

/// <summary>CXL r3.1 8.2.9.9.5.2 Secure Erase (4401h): by new keys, which takes no time (Z4).</summary>
internal static class SecureErase
{
    private static readonly Refusal _prevented = Refusal.At(
        CciHeader.Layout, "opcode", ReturnCode.InvalidSecurityState, "Z4", "a user passphrase is set");

    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        if (port.Device.Sanitization.IsPrevented)
            return CommandResult.Refused(_prevented);
        port.Device.Sanitization.EraseAll();
        return CommandResult.Success();
    }
}
