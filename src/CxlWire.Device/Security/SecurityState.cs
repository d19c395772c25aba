using CxlWire.Device.State;
using CxlWire.Protocol;
using CxlWire.Protocol.Security;

namespace CxlWire.Device.Security;

/// <summary>Who may read and write the device's persistent memory (K1 to K6). At first everybody may.</summary>
internal sealed class SecurityState
{
    /// <summary>The user's passphrase: while it is set, a cold reset locks.</summary>
    public PassphraseLock User { get; } = new();

    /// <summary>The master's passphrase.</summary>
    public PassphraseLock Master { get; } = new();

    /// <summary>Whether persistent memory and labels can neither be read nor written (K5).</summary>
    public bool IsLocked { get; private set; }

    /// <summary>Whether nothing changes before a cold reset (K4).</summary>
    public bool IsFrozen { get; private set; }

    /// <summary>The passphrase of a type; null: there is no such type.</summary>
    public PassphraseLock? Find(PassphraseType type) =>
        type == PassphraseType.User ? User : type == PassphraseType.Master ? Master : null;

    /// <summary>Takes the user's passphrase away, and with it the lock.</summary>
    public void DisableUser()
    {
        User.Disable();
        IsLocked = false;
    }

    /// <summary>Unlocks persistent memory.</summary>
    public void Unlock() => IsLocked = false;

    /// <summary>Has nothing change before a cold reset.</summary>
    public void Freeze() => IsFrozen = true;

    /// <summary>K6: a cold reset.</summary>
    public void ColdReset()
    {
        IsFrozen = false;
        IsLocked = User.IsSet;
        User.ForgetAttempts();
        Master.ForgetAttempts();
    }

    /// <summary>Refuses what reads or writes persistent memory or labels while it is locked (K5).</summary>
    /// <param name="layout">Of the request.</param>
    /// <param name="field">Its field that says what would be read or written.</param>
    /// <returns>Null: nothing is locked.</returns>
    public Refusal? RefuseIfLocked(Layout layout, string field) => IsLocked
        ? Refusal.At(layout, field, ReturnCode.InvalidSecurityState, "K5", "persistent memory is locked")
        : null;

    /// <summary>Writes it, or takes another one in its place.</summary>
    public void Exchange(StateArchive state)
    {
        state.Object("user", User.Exchange);
        state.Object("master", Master.Exchange);
        IsLocked = state.Flag("locked", IsLocked);
        IsFrozen = state.Flag("frozen", IsFrozen);
    }
}
