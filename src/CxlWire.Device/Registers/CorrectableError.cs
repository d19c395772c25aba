namespace CxlWire.Device.Registers;

/// <summary>
/// CXL r3.1 8.2.4.17.4 correctable errors of CXL.cache and CXL.mem: the bit of each in the RAS registers.
/// </summary>
public enum CorrectableError
{
    /// <summary>ECC of data on CXL.cache.</summary>
    CacheDataEcc = 0,

    /// <summary>ECC of data on CXL.mem.</summary>
    MemoryDataEcc = 1,

    /// <summary>Too many errors of the CRC.</summary>
    CrcThreshold = 2,

    /// <summary>Too many retries.</summary>
    RetryThreshold = 3,

    /// <summary>Poison was received on CXL.cache.</summary>
    CachePoisonReceived = 4,

    /// <summary>Poison was received on CXL.mem.</summary>
    MemoryPoisonReceived = 5,

    /// <summary>An error of the physical layer.</summary>
    PhysicalLayer = 6,
}
