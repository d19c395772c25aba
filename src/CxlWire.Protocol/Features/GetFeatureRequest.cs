namespace CxlWire.Protocol.Features;

/// <summary>Get Feature (0501h), request.</summary>
[Layout("get_feature_request", "CXL r3.1 8.2.9.6.2 Get Feature (0501h)", 21)]
public readonly partial record struct GetFeatureRequest
{
    /// <summary>Which feature.</summary>
    [Field(0)] public partial FeatureIdentifier FeatureIdentifier { get; init; }

    /// <summary>First byte wanted, in bytes.</summary>
    [Field(16, Unit = "bytes")] public partial ushort Offset { get; init; }

    /// <summary>Bytes wanted, in bytes.</summary>
    [Field(18, Unit = "bytes")] public partial ushort Count { get; init; }

    /// <summary>Which of its values.</summary>
    [Field(20)] public partial FeatureSelection Selection { get; init; }
}
