using CxlWire.Device.Security;
using CxlWire.Protocol;
using CxlWire.Protocol.Security;

namespace CxlWire.Device.Commands.Security;

/// <summary>What all commands with a passphrase check (K2, K3).</summary>
internal static class PassphraseChecks
{
    private const string Type = "passphrase_type";
    private const string Current = "current_passphrase";

    /// <summary>Finds the passphrase that a request is about; null where it changes nothing, and why.</summary>
    /// <param name="security">The device's state.</param>
    /// <param name="layout">Of the request.</param>
    /// <param name="type">Which passphrase.</param>
    /// <param name="refusal">Why there is none; null: there is one, and it may be tried.</param>
    public static PassphraseLock? Find(
        SecurityState security, Layout layout, PassphraseType type, out Refusal? refusal)
    {
        PassphraseLock? passphrase = security.Find(type);
        refusal = passphrase is null
            ? Refusal.At(layout, Type, ReturnCode.InvalidInput, "K2", "neither 0, master, nor 1, user")
            : CheckOpen(security, layout, Type, passphrase);
        return refusal is null ? passphrase : null;
    }

    /// <summary>Why a passphrase cannot be tried now; null: it can.</summary>
    public static Refusal? CheckOpen(
        SecurityState security, Layout layout, string field, PassphraseLock passphrase)
    {
        if (security.IsFrozen)
            return Refuse(layout, field, "K4", "the security state is frozen until the next cold reset");
        return passphrase.IsAtLimit
            ? Refuse(layout, field, "K3", "it was wrong three times: none is taken until the next cold reset")
            : null;
    }

    /// <summary>Tries a passphrase that is set; a wrong one counts (K3).</summary>
    /// <returns>Null, or that it is wrong.</returns>
    public static Refusal? TryOpen(PassphraseLock passphrase, Layout layout, Passphrase current) =>
        passphrase.TryOpen(current)
            ? null
            : Refusal.At(layout, Current, ReturnCode.IncorrectPassphrase, "K3", "not the passphrase that is set");

    /// <summary>A refusal because of the state that the device is in.</summary>
    public static Refusal Refuse(Layout layout, string field, string rule, string reason) =>
        Refusal.At(layout, field, ReturnCode.InvalidSecurityState, rule, reason);
}
