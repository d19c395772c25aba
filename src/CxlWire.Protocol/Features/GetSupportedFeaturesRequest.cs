namespace CxlWire.Protocol.Features;

/// <summary>Get Supported Features (0500h), request.</summary>
[Layout("get_supported_features_request", "CXL r3.1 8.2.9.6.1 Get Supported Features (0500h)", 8)]
public readonly partial record struct GetSupportedFeaturesRequest
{
    /// <summary>Bytes of response payload wanted, at most, with what comes before the entries.</summary>
    [Field(0, Unit = "bytes")] public partial uint Count { get; init; }

    /// <summary>The first feature wanted, from 0 on.</summary>
    [Field(4)] public partial ushort StartIndex { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(6, 2)] public partial ulong Reserved6 { get; init; }
}
