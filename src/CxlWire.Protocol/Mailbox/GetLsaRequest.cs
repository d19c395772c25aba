namespace CxlWire.Protocol.Mailbox;

/// <summary>Get LSA (4102h), request.</summary>
[Layout("get_lsa_request", "CXL r3.1 8.2.9.9.2.3 Get LSA (4102h)", 8)]
public readonly partial record struct GetLsaRequest
{
    /// <summary>First byte wanted, in bytes.</summary>
    [Field(0, Unit = "bytes")] public partial uint Offset { get; init; }

    /// <summary>Bytes wanted, in bytes.</summary>
    [Field(4, Unit = "bytes")] public partial uint Length { get; init; }
}
