namespace CxlWire.Protocol.Doe;

/// <summary>DOE Discovery, response: one type of object that the mailbox takes.</summary>
[Layout("doe_discovery_response", "PCIe r6.0 6.30.1.1 DOE Discovery, response", 12)]
public readonly partial record struct DoeDiscoveryResponse
{
    /// <summary>Vendor 0001h, type 0.</summary>
    [Field(0)] public partial DoeHeader Header { get; init; }

    /// <summary>Vendor of the type that was found; FFFFh: there is none at the index.</summary>
    [Field(8, HexDigits = 4)] public partial ushort VendorId { get; init; }

    /// <summary>The type that was found.</summary>
    [Field(10)] public partial byte DataObjectType { get; init; }

    /// <summary>Index to ask for next; 0: this was the last.</summary>
    [Field(11)] public partial byte NextIndex { get; init; }
}
