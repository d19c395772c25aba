namespace CxlWire.Protocol.Media;

/// <summary>Clear Poison (4302h), request.</summary>
[Layout("clear_poison_request", "CXL r3.1 8.2.9.9.4.3 Clear Poison (4302h)", 72)]
public readonly partial record struct ClearPoisonRequest
{
    /// <summary>First of the 64 bytes to write, a multiple of 64, in bytes.</summary>
    [Field(0, Unit = "bytes", HexDigits = 1)] public partial ulong Address { get; init; }

    /// <summary>What is there afterwards.</summary>
    [Field(8)] public partial CacheLine Data { get; init; }
}
