namespace CxlWire.Protocol.Logs;

/// <summary>Get Log Capabilities (0402h), response.</summary>
[Layout("get_log_capabilities_response", "CXL r3.1 8.2.9.5.3 Get Log Capabilities (0402h)", 4)]
public readonly partial record struct GetLogCapabilitiesResponse
{
    /// <summary>0403h clears the log.</summary>
    [Bit(0, 0)] public partial bool ClearSupported { get; init; }

    /// <summary>0404h populates the log.</summary>
    [Bit(0, 1)] public partial bool PopulateSupported { get; init; }

    /// <summary>The device populates the log of its own accord.</summary>
    [Bit(0, 2)] public partial bool AutoPopulateSupported { get; init; }

    /// <summary>A cold reset leaves the log as it is.</summary>
    [Bit(0, 3)] public partial bool PersistentAcrossColdReset { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(0, 31, 4)] public partial uint FlagsReserved { get; init; }
}
