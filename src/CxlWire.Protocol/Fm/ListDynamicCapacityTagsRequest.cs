namespace CxlWire.Protocol.Fm;

/// <summary>Dynamic Capacity List Tags (5608h), request.</summary>
[Layout("list_dc_tags_request", "CXL r3.1 7.6.7.6.9 Dynamic Capacity List Tags (5608h)", 8)]
public readonly partial record struct ListDynamicCapacityTagsRequest
{
    /// <summary>Index of the first tag wanted.</summary>
    [Field(0)] public partial uint Start { get; init; }

    /// <summary>Tags wanted at most.</summary>
    [Field(4)] public partial uint MaxTags { get; init; }
}
