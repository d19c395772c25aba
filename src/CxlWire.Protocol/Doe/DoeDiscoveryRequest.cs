namespace CxlWire.Protocol.Doe;

/// <summary>DOE Discovery, request: which type of object does the mailbox take at this index?</summary>
[Layout("doe_discovery_request", "PCIe r6.0 6.30.1.1 DOE Discovery, request", 12)]
public readonly partial record struct DoeDiscoveryRequest
{
    /// <summary>Vendor 0001h, type 0.</summary>
    [Field(0)] public partial DoeHeader Header { get; init; }

    /// <summary>0 first, then as <see cref="DoeDiscoveryResponse.NextIndex"/> says.</summary>
    [Field(8)] public partial byte Index { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(9, 3)] public partial ulong Reserved9 { get; init; }
}
