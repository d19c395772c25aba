namespace CxlWire.Protocol;

/// <summary>
/// CXL r3.1 8.2.9.2.1.1 memory event type of a General Media Event Record. Any value can be on the wire.
/// </summary>
/// <param name="Value">0 to 255.</param>
[OpenCode]
public readonly partial record struct GeneralMediaEventType(byte Value)
{
    /// <summary>0: an error that ECC found.</summary>
    [Code(0, "ECC error")] public static partial GeneralMediaEventType EccError { get; }

    /// <summary>1: an address that does not exist.</summary>
    [Code(1, "invalid address")] public static partial GeneralMediaEventType InvalidAddress { get; }

    /// <summary>2: an error on the way of the data inside the device.</summary>
    [Code(2, "data path error")] public static partial GeneralMediaEventType DataPathError { get; }

    /// <summary>3: an access that the state of the TEE forbids.</summary>
    [Code(3, "TE state violation")] public static partial GeneralMediaEventType TeStateViolation { get; }

    /// <summary>4: an error that scrubbing found.</summary>
    [Code(4, "scrub media ECC error")] public static partial GeneralMediaEventType ScrubMediaEccError { get; }

    /// <summary>5: a counter of corrected errors has run out.</summary>
    [Code(5, "advanced programmable CME counter expiration")]
    public static partial GeneralMediaEventType CmeCounterExpiration { get; }

    /// <summary>6: an access with another key than the data has.</summary>
    [Code(6, "CKID violation")] public static partial GeneralMediaEventType CkidViolation { get; }
}
