using CxlWire.Device.Security;
using CxlWire.Protocol.Security;

namespace CxlWire.Device.Commands.Security;

/// <summary>CXL r3.1 8.2.9.9.6.4 Unlock (4503h): K5.</summary>
internal static class Unlock
{
    private const string Field = "current_passphrase";

    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        UnlockRequest.TryRead(request, out UnlockRequest wanted, out _);
        SecurityState security = port.Device.Security;
        if (!security.IsLocked)
        {
            return CommandResult.Refused(
                PassphraseChecks.Refuse(UnlockRequest.Layout, Field, "K5", "persistent memory is not locked"));
        }

        Refusal? refusal =
            PassphraseChecks.CheckOpen(security, UnlockRequest.Layout, Field, security.User)
            ?? PassphraseChecks.TryOpen(security.User, UnlockRequest.Layout, wanted.CurrentPassphrase);
        if (refusal is not null)
            return CommandResult.Refused(refusal);
        security.Unlock();
        return CommandResult.Success();
    }
}
