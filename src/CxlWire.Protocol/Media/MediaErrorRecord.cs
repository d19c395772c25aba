namespace CxlWire.Protocol.Media;

/// <summary>Poisoned memory.</summary>
[Layout("media_error_record", "CXL r3.1 8.2.9.9.4.1 Media Error Record", 16)]
public readonly partial record struct MediaErrorRecord
{
    /// <summary>Where the poison came from.</summary>
    [Bits(0, 2, 0)] public partial MediaErrorSource Source { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(0, 5, 3)] public partial byte AddressReserved { get; init; }

    /// <summary>Bits 63:6 of the first address, in units of 64 bytes.</summary>
    [Bits(0, 63, 6, Unit = "64 bytes")] public partial ulong Address { get; init; }

    /// <summary>How much is poisoned, in units of 64 bytes.</summary>
    [Field(8, Unit = "64 bytes")] public partial uint Length { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(12, 4)] public partial ulong Reserved12 { get; init; }
}
