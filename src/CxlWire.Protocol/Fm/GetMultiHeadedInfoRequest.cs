namespace CxlWire.Protocol.Fm;

/// <summary>Get Multi-Headed Info (5500h), request.</summary>
[Layout("get_multi_headed_info_request", "CXL r3.1 7.6.7.5.1 Get Multi-Headed Info (5500h)", 2)]
public readonly partial record struct GetMultiHeadedInfoRequest
{
    /// <summary>The first logical device wanted.</summary>
    [Field(0)] public partial byte StartLdId { get; init; }

    /// <summary>Logical devices wanted at most.</summary>
    [Field(1)] public partial byte LdMapListLimit { get; init; }
}
