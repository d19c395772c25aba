namespace CxlWire.Protocol.Security;

/// <summary>Set Passphrase (4501h), request.</summary>
[Layout("set_passphrase_request", "CXL r3.1 8.2.9.9.6.2 Set Passphrase (4501h)", 96)]
public readonly partial record struct SetPassphraseRequest
{
    /// <summary>Which passphrase.</summary>
    [Field(0)] public partial PassphraseType PassphraseType { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(1, 7)] public partial ulong Reserved1 { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(8, 24)] public partial ReservedBytes Reserved8 { get; init; }

    /// <summary>The one that is set; does not count where none is.</summary>
    [Field(32)] public partial Passphrase CurrentPassphrase { get; init; }

    /// <summary>The one to set.</summary>
    [Field(64)] public partial Passphrase NewPassphrase { get; init; }
}
