namespace CxlWire.Protocol.Security;

/// <summary>Get Security State (4500h), response.</summary>
[Layout("get_security_state_response", "CXL r3.1 8.2.9.9.6.1 Get Security State (4500h)", 4)]
public readonly partial record struct GetSecurityStateResponse
{
    /// <summary>There is a user passphrase.</summary>
    [Bit(0, 0)] public partial bool UserPassphraseSet { get; init; }

    /// <summary>There is a master passphrase.</summary>
    [Bit(0, 1)] public partial bool MasterPassphraseSet { get; init; }

    /// <summary>Persistent memory cannot be read and written before 4503h.</summary>
    [Bit(0, 2)] public partial bool Locked { get; init; }

    /// <summary>The state does not change before a cold reset.</summary>
    [Bit(0, 3)] public partial bool Frozen { get; init; }

    /// <summary>The user passphrase was wrong too often: none is taken before a cold reset.</summary>
    [Bit(0, 4)] public partial bool UserAttemptsAtLimit { get; init; }

    /// <summary>The same of the master passphrase.</summary>
    [Bit(0, 5)] public partial bool MasterAttemptsAtLimit { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(0, 31, 6)] public partial uint StateReserved { get; init; }
}
