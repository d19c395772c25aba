namespace CxlWire.Protocol;

/// <summary>CXL r3.1 8.2.9.2.1.2 memory event type of a DRAM Event Record. Any value can be on the wire.</summary>
/// <param name="Value">0 to 255.</param>
[OpenCode]
public readonly partial record struct DramEventType(byte Value)
{
    /// <summary>0: an error that ECC found.</summary>
    [Code(0, "media ECC error")] public static partial DramEventType MediaEccError { get; }

    /// <summary>1: an error that scrubbing found.</summary>
    [Code(1, "scrub media ECC error")] public static partial DramEventType ScrubMediaEccError { get; }

    /// <summary>2: an address that does not exist.</summary>
    [Code(2, "invalid address")] public static partial DramEventType InvalidAddress { get; }

    /// <summary>3: an error on the way of the data inside the device.</summary>
    [Code(3, "data path error")] public static partial DramEventType DataPathError { get; }

    /// <summary>4: an access that the state of the TEE forbids.</summary>
    [Code(4, "TE state violation")] public static partial DramEventType TeStateViolation { get; }

    /// <summary>5: a counter of corrected errors has run out.</summary>
    [Code(5, "advanced programmable CME counter expiration")]
    public static partial DramEventType CmeCounterExpiration { get; }

    /// <summary>6: an access with another key than the data has.</summary>
    [Code(6, "CKID violation")] public static partial DramEventType CkidViolation { get; }
}
