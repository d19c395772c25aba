namespace CxlWire.Protocol.Fm;

/// <summary>A tag in use.</summary>
[Layout("dc_tag_information", "CXL r3.1 7.6.7.6.9 Dynamic Capacity Tag Information", 84)]
public readonly partial record struct DynamicCapacityTagInformation
{
    /// <summary>Tag.</summary>
    [Field(0)] public partial Tag Tag { get; init; }

    /// <summary>Bit mask.</summary>
    [Field(16)] public partial byte Flags { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(17, 3)] public partial ulong Reserved17 { get; init; }

    /// <summary>Bit n: host n holds capacity of the tag.</summary>
    [Field(20)] public partial Bits256 ReferenceBitmap { get; init; }

    /// <summary>Bit n: capacity of the tag is offered to host n.</summary>
    [Field(52)] public partial Bits256 PendingBitmap { get; init; }
}
