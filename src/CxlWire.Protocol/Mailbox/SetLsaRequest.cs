namespace CxlWire.Protocol.Mailbox;

/// <summary>Set LSA (4103h), request, then the data.</summary>
[Layout("set_lsa_request", "CXL r3.1 8.2.9.9.2.4 Set LSA (4103h)", 8, View = true)]
[List("data", typeof(byte))]
public readonly partial record struct SetLsaRequest
{
    /// <summary>Where the data goes, in bytes.</summary>
    [Field(0, Unit = "bytes")] public partial uint Offset { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(4, 4)] public partial ulong Reserved4 { get; init; }
}
