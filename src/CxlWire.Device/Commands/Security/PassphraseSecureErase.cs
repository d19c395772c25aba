using CxlWire.Device.Security;
using CxlWire.Protocol;
using CxlWire.Protocol.Security;

namespace CxlWire.Device.Commands.Security;

/// <summary>
/// CXL r3.1 8.2.9.9.6.6 Passphrase Secure Erase (4505h): persistent memory is erased by its keys, which takes no time
/// (K7).
/// </summary>
internal static class PassphraseSecureErase
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        PassphraseRequest.TryRead(request, out PassphraseRequest wanted, out _);
        SecurityState security = port.Device.Security;
        Layout layout = Layouts.PassphraseSecureEraseRequest;
        PassphraseLock? passphrase =
            PassphraseChecks.Find(security, layout, wanted.PassphraseType, out Refusal? refusal);
        if (passphrase is null)
            return CommandResult.Refused(refusal!);
        if (passphrase == security.Master && !passphrase.IsSet)
        {
            return CommandResult.Refused(Refusal.At(
                layout, "passphrase_type", ReturnCode.InvalidInput, "K7", "no master passphrase is set"));
        }

        if (passphrase.IsSet
            && PassphraseChecks.TryOpen(passphrase, layout, wanted.CurrentPassphrase) is { } wrong)
        {
            return CommandResult.Refused(wrong);
        }

        security.DisableUser();
        port.Device.Poison.Clear(port.Device.PersistentMemory);
        return CommandResult.Success();
    }
}
