namespace CxlWire.Protocol.Features;

/// <summary>Get Supported Features (0500h), response, then the features.</summary>
[Layout("get_supported_features_response", "CXL r3.1 8.2.9.6.1 Get Supported Features (0500h)", 8)]
[List("features", typeof(SupportedFeature), Count = nameof(FeatureCount))]
public readonly partial record struct GetSupportedFeaturesResponse
{
    /// <summary>Features that follow.</summary>
    [Field(0)] public partial ushort FeatureCount { get; init; }

    /// <summary>Features that the device has.</summary>
    [Field(2)] public partial ushort TotalFeatureCount { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(4, 4)] public partial ulong Reserved4 { get; init; }
}
