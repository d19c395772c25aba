namespace CxlWire.Protocol.Fm;

/// <summary>Get Multi-Headed Info (5500h), response, then the head of each logical device.</summary>
[Layout("get_multi_headed_info_response", "CXL r3.1 7.6.7.5.1 Get Multi-Headed Info (5500h)", 8)]
[List("ld_map", typeof(byte), Count = nameof(LdMapLength))]
public readonly partial record struct GetMultiHeadedInfoResponse
{
    /// <summary>Logical devices that there are.</summary>
    [Field(0)] public partial byte LdCount { get; init; }

    /// <summary>Heads that there are.</summary>
    [Field(1)] public partial byte HeadCount { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(2, 2)] public partial ulong Reserved2 { get; init; }

    /// <summary>The first logical device told of.</summary>
    [Field(4)] public partial byte StartLdId { get; init; }

    /// <summary>Heads that follow, one for each logical device; FFh: it has none.</summary>
    [Field(5)] public partial byte LdMapLength { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(6, 2)] public partial ulong Reserved6 { get; init; }
}
