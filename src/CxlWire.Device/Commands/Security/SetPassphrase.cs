using CxlWire.Device.Security;
using CxlWire.Protocol.Security;

namespace CxlWire.Device.Commands.Security;

/// <summary>CXL r3.1 8.2.9.9.6.2 Set Passphrase (4501h): K2.</summary>
internal static class SetPassphrase
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        SetPassphraseRequest.TryRead(request, out SetPassphraseRequest wanted, out _);
        SecurityState security = port.Device.Security;
        PassphraseLock? passphrase = PassphraseChecks.Find(
            security, SetPassphraseRequest.Layout, wanted.PassphraseType, out Refusal? refusal);
        if (passphrase is null)
            return CommandResult.Refused(refusal!);
        if (passphrase == security.Master && security.User.IsSet)
        {
            return CommandResult.Refused(PassphraseChecks.Refuse(
                SetPassphraseRequest.Layout, "passphrase_type", "K2", "a user passphrase is set"));
        }

        if (passphrase.IsSet
            && PassphraseChecks.TryOpen(passphrase, SetPassphraseRequest.Layout, wanted.CurrentPassphrase)
                is { } wrong)
        {
            return CommandResult.Refused(wrong);
        }

        passphrase.Set(wanted.NewPassphrase);
        return CommandResult.Success();
    }
}
