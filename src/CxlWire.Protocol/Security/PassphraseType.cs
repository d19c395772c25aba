namespace CxlWire.Protocol.Security;

/// <summary>CXL r3.1 8.2.9.9.6: whose passphrase it is. Any value can be on the wire.</summary>
/// <param name="Value">0 to 255.</param>
[OpenCode]
public readonly partial record struct PassphraseType(byte Value)
{
    /// <summary>0: the master's, who can erase, but not unlock.</summary>
    [Code(0, "master")] public static partial PassphraseType Master { get; }

    /// <summary>1: the user's.</summary>
    [Code(1, "user")] public static partial PassphraseType User { get; }
}
