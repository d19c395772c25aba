namespace CxlWire.Protocol.Fm;

/// <summary>Get Head Info (5501h), request.</summary>
[Layout("get_head_info_request", "CXL r3.1 7.6.7.5.2 Get Head Info (5501h)", 2)]
public readonly partial record struct GetHeadInfoRequest
{
    /// <summary>The first head wanted.</summary>
    [Field(0)] public partial byte StartHead { get; init; }

    /// <summary>Heads wanted at most.</summary>
    [Field(1)] public partial byte HeadCount { get; init; }
}
