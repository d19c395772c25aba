namespace CxlWire.Protocol.Mctp;

/// <summary>Which MCTP control message (DSP0236).</summary>
/// <param name="Value">The command code.</param>
[OpenCode(HexDigits = 2)]
public readonly partial record struct MctpControlCommand(byte Value)
{
    /// <summary>01h: gives an endpoint its EID.</summary>
    [Code(0x01, "Set Endpoint ID")] public static partial MctpControlCommand SetEndpointId { get; }

    /// <summary>02h: asks for the EID.</summary>
    [Code(0x02, "Get Endpoint ID")] public static partial MctpControlCommand GetEndpointId { get; }

    /// <summary>03h: asks for what tells the endpoint from all others.</summary>
    [Code(0x03, "Get Endpoint UUID")] public static partial MctpControlCommand GetEndpointUuid { get; }

    /// <summary>04h: asks for the versions of a message type.</summary>
    [Code(0x04, "Get MCTP Version Support")] public static partial MctpControlCommand GetVersionSupport { get; }

    /// <summary>05h: asks for the message types.</summary>
    [Code(0x05, "Get Message Type Support")] public static partial MctpControlCommand GetMessageTypeSupport { get; }

    /// <summary>06h: asks for the message types of vendors.</summary>
    [Code(0x06, "Get Vendor Defined Message Support")]
    public static partial MctpControlCommand GetVendorDefinedMessageSupport { get; }

    /// <summary>07h: asks a bridge where an EID is.</summary>
    [Code(0x07, "Resolve Endpoint ID")] public static partial MctpControlCommand ResolveEndpointId { get; }

    /// <summary>08h: gives a bridge its pool of EIDs.</summary>
    [Code(0x08, "Allocate Endpoint IDs")] public static partial MctpControlCommand AllocateEndpointIds { get; }

    /// <summary>09h: tells a bridge what lies where.</summary>
    [Code(0x09, "Routing Information Update")]
    public static partial MctpControlCommand RoutingInformationUpdate { get; }

    /// <summary>0Ah: asks a bridge what lies where.</summary>
    [Code(0x0A, "Get Routing Table Entries")] public static partial MctpControlCommand GetRoutingTableEntries { get; }

    /// <summary>0Bh: has endpoints forget that they were discovered.</summary>
    [Code(0x0B, "Prepare for Endpoint Discovery")]
    public static partial MctpControlCommand PrepareForEndpointDiscovery { get; }

    /// <summary>0Ch: who is there and not discovered?</summary>
    [Code(0x0C, "Endpoint Discovery")] public static partial MctpControlCommand EndpointDiscovery { get; }

    /// <summary>0Dh: an endpoint asks to be discovered.</summary>
    [Code(0x0D, "Discovery Notify")] public static partial MctpControlCommand DiscoveryNotify { get; }
}
