namespace CxlWire.Protocol.Security;

/// <summary>Disable Passphrase (4502h) and Passphrase Secure Erase (4505h), request.</summary>
[Layout(
    "passphrase_request",
    "CXL r3.1 8.2.9.9.6.3 Disable Passphrase (4502h) and 8.2.9.9.6.6 Passphrase Secure Erase (4505h)",
    64)]
[Payload("DisablePassphraseRequest", "disable_passphrase_request", "CXL r3.1 8.2.9.9.6.3 Disable Passphrase (4502h)")]
[Payload(
    "PassphraseSecureEraseRequest",
    "passphrase_secure_erase_request",
    "CXL r3.1 8.2.9.9.6.6 Passphrase Secure Erase (4505h)")]
public readonly partial record struct PassphraseRequest
{
    /// <summary>Which passphrase.</summary>
    [Field(0)] public partial PassphraseType PassphraseType { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(1, 7)] public partial ulong Reserved1 { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(8, 24)] public partial ReservedBytes Reserved8 { get; init; }

    /// <summary>The one that is set.</summary>
    [Field(32)] public partial Passphrase CurrentPassphrase { get; init; }
}
