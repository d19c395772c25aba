namespace CxlWire.Protocol.Fm;

/// <summary>Get Head Info (5501h), response, then the heads.</summary>
[Layout("get_head_info_response", "CXL r3.1 7.6.7.5.2 Get Head Info (5501h)", 4)]
[List("heads", typeof(DeviceHead), Count = nameof(HeadCount))]
public readonly partial record struct GetHeadInfoResponse
{
    /// <summary>Heads that follow.</summary>
    [Field(0)] public partial byte HeadCount { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(1, 3)] public partial ulong Reserved1 { get; init; }
}
