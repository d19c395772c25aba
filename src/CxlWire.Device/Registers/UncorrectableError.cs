namespace CxlWire.Device.Registers;

/// <summary>
/// CXL r3.1 8.2.4.17.1 uncorrectable errors of CXL.cache and CXL.mem: the bit of each in the RAS registers.
/// </summary>
public enum UncorrectableError
{
    /// <summary>Parity of data on CXL.cache.</summary>
    CacheDataParity = 0,

    /// <summary>Parity of an address on CXL.cache.</summary>
    CacheAddressParity = 1,

    /// <summary>Parity of byte enables on CXL.cache.</summary>
    CacheByteEnableParity = 2,

    /// <summary>ECC of data on CXL.cache.</summary>
    CacheDataEcc = 3,

    /// <summary>Parity of data on CXL.mem.</summary>
    MemoryDataParity = 4,

    /// <summary>Parity of an address on CXL.mem.</summary>
    MemoryAddressParity = 5,

    /// <summary>Parity of byte enables on CXL.mem.</summary>
    MemoryByteEnableParity = 6,

    /// <summary>ECC of data on CXL.mem.</summary>
    MemoryDataEcc = 7,

    /// <summary>The link was initialised again too often.</summary>
    ReinitThreshold = 8,

    /// <summary>An encoding that is reserved was received.</summary>
    ReservedEncoding = 9,

    /// <summary>Poison was received.</summary>
    PoisonReceived = 10,

    /// <summary>A receiver's buffer had no room.</summary>
    ReceiverOverflow = 11,

    /// <summary>An error of the component's own.</summary>
    Internal = 14,

    /// <summary>Integrity and data encryption, sending.</summary>
    IdeTransmit = 15,

    /// <summary>Integrity and data encryption, receiving.</summary>
    IdeReceive = 16,
}
