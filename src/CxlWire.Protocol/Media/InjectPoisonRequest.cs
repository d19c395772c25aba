namespace CxlWire.Protocol.Media;

/// <summary>Inject Poison (4301h), request.</summary>
[Layout("inject_poison_request", "CXL r3.1 8.2.9.9.4.2 Inject Poison (4301h)", 8)]
public readonly partial record struct InjectPoisonRequest
{
    /// <summary>First of the 64 bytes to poison, a multiple of 64, in bytes.</summary>
    [Field(0, Unit = "bytes", HexDigits = 1)] public partial ulong Address { get; init; }
}
