using CxlWire.Device.State;
using CxlWire.Protocol.Security;

namespace CxlWire.Device.Security;

/// <summary>A passphrase, if one is set, and how often it was wrong of late (K2, K3).</summary>
internal sealed class PassphraseLock
{
    /// <summary>Wrong passphrases in a row after which none is taken any more.</summary>
    public const int AttemptLimit = 3;

    private const int PassphraseSize = 32;

    private Passphrase? _passphrase;

    /// <summary>Whether there is one.</summary>
    public bool IsSet => _passphrase is not null;

    /// <summary>Wrong ones since the last right one, or the last cold reset.</summary>
    public int FailedAttempts { get; private set; }

    /// <summary>Whether none is taken before a cold reset.</summary>
    public bool IsAtLimit => FailedAttempts == AttemptLimit;

    /// <summary>Tries a passphrase where one is set, and more may be tried; a wrong one counts.</summary>
    public bool TryOpen(Passphrase passphrase)
    {
        if (passphrase == _passphrase)
        {
            FailedAttempts = 0;
            return true;
        }

        FailedAttempts++;
        return false;
    }

    /// <summary>Sets one, in place of any other.</summary>
    public void Set(Passphrase passphrase) => (_passphrase, FailedAttempts) = (passphrase, 0);

    /// <summary>There is none any more.</summary>
    public void Disable() => (_passphrase, FailedAttempts) = (null, 0);

    /// <summary>More may be tried again.</summary>
    public void ForgetAttempts() => FailedAttempts = 0;

    /// <summary>Writes it, or takes another one in its place.</summary>
    public void Exchange(StateArchive state)
    {
        // Its layout is that of the command that takes one away.
        byte[] told = _passphrase is null ? [] : new byte[PassphraseRequest.Size];
        new PassphraseRequest { CurrentPassphrase = _passphrase ?? default }.TryWrite(told);
        byte[] read = state.Bytes("passphrase", told.AsSpan(told.Length / 2), PassphraseSize);
        if (read.Length is not 0 and not PassphraseSize)
            throw state.Error("passphrase", $"K2: not {PassphraseSize} bytes");
        _passphrase = PassphraseRequest.TryRead(
            (byte[])[.. new byte[PassphraseSize], .. read], out PassphraseRequest request, out _)
            ? request.CurrentPassphrase : null;
        FailedAttempts = state.Number("failed_attempts", FailedAttempts, AttemptLimit);
    }
}
