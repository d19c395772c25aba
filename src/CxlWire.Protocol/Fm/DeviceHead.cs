namespace CxlWire.Protocol.Fm;

/// <summary>A head of Get Head Info (5501h): its port and link; widths and speeds as in PCIe registers.</summary>
[Layout("device_head", "CXL r3.1 7.6.7.5.2 Get Head Info (5501h), Head Info", 9)]
public readonly partial record struct DeviceHead
{
    /// <summary>Its port.</summary>
    [Field(0)] public partial byte PortNumber { get; init; }

    /// <summary>Lanes at most, as Link Capabilities has them.</summary>
    [Field(1)] public partial byte MaximumLinkWidth { get; init; }

    /// <summary>Lanes in use, as Link Status has them.</summary>
    [Field(2)] public partial byte NegotiatedLinkWidth { get; init; }

    /// <summary>Bit mask of the speeds, as Link Capabilities 2 has it: bit 0 for 2.5 GT/s.</summary>
    [Field(3)] public partial byte SupportedLinkSpeeds { get; init; }

    /// <summary>Speed at most, as Link Capabilities has it.</summary>
    [Field(4)] public partial byte MaximumLinkSpeed { get; init; }

    /// <summary>Speed in use, as Link Status has it.</summary>
    [Field(5)] public partial byte CurrentLinkSpeed { get; init; }

    /// <summary>State of the link: 4 for L0.</summary>
    [Field(6)] public partial byte LtssmState { get; init; }

    /// <summary>The first lane in use.</summary>
    [Field(7)] public partial byte FirstNegotiatedLane { get; init; }

    /// <summary>Bit 0: lanes are reversed; bit 1: the port is in reset.</summary>
    [Field(8)] public partial byte LinkStateFlags { get; init; }
}
