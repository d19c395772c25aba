using CxlWire.Device.Security;
using CxlWire.Protocol;
using CxlWire.Protocol.Security;

namespace CxlWire.Device.Commands.Security;

/// <summary>CXL r3.1 8.2.9.9.6.3 Disable Passphrase (4502h): K2.</summary>
internal static class DisablePassphrase
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        PassphraseRequest.TryRead(request, out PassphraseRequest wanted, out _);
        SecurityState security = port.Device.Security;
        Layout layout = Layouts.DisablePassphraseRequest;
        PassphraseLock? passphrase =
            PassphraseChecks.Find(security, layout, wanted.PassphraseType, out Refusal? refusal);
        if (passphrase is null)
            return CommandResult.Refused(refusal!);
        if (!passphrase.IsSet)
        {
            return CommandResult.Refused(
                PassphraseChecks.Refuse(layout, "passphrase_type", "K2", "no such passphrase is set"));
        }

        if (PassphraseChecks.TryOpen(passphrase, layout, wanted.CurrentPassphrase) is { } wrong)
            return CommandResult.Refused(wrong);
        if (passphrase == security.User)
            security.DisableUser();
        else
            passphrase.Disable();
        return CommandResult.Success();
    }
}
