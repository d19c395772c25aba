namespace CxlWire.Protocol.Media;

/// <summary>Get Poison List (4300h), request.</summary>
[Layout("get_poison_list_request", "CXL r3.1 8.2.9.9.4.1 Get Poison List (4300h)", 16)]
public readonly partial record struct GetPoisonListRequest
{
    /// <summary>First address, a multiple of 64, in bytes.</summary>
    [Field(0, Unit = "bytes", HexDigits = 1)] public partial ulong Address { get; init; }

    /// <summary>How much is asked about, in units of 64 bytes.</summary>
    [Field(8, Unit = "64 bytes")] public partial ulong Length { get; init; }
}
