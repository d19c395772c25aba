namespace CxlWire.Protocol.Security;

/// <summary>Unlock (4503h), request.</summary>
[Layout("unlock_request", "CXL r3.1 8.2.9.9.6.4 Unlock (4503h)", 32)]
public readonly partial record struct UnlockRequest
{
    /// <summary>The user passphrase that is set.</summary>
    [Field(0)] public partial Passphrase CurrentPassphrase { get; init; }
}
