namespace CxlWire.Protocol.Fm;

/// <summary>Dynamic Capacity List Tags (5608h), response, then the tags.</summary>
[Layout("list_dc_tags_response", "CXL r3.1 7.6.7.6.9 Dynamic Capacity List Tags (5608h)", 16)]
[List("tags", typeof(DynamicCapacityTagInformation), Count = nameof(Returned))]
public readonly partial record struct ListDynamicCapacityTagsResponse
{
    /// <summary>Grows with each change of the set of tags (F8).</summary>
    [Field(0)] public partial uint Generation { get; init; }

    /// <summary>Tags in use.</summary>
    [Field(4)] public partial uint Total { get; init; }

    /// <summary>Tags that follow.</summary>
    [Field(8)] public partial uint Returned { get; init; }

    /// <summary>Bit mask: which bitmaps count.</summary>
    [Field(12)] public partial byte ValidityBitmap { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(13, 3)] public partial ulong Reserved13 { get; init; }
}
