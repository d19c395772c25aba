using CxlWire.Protocol.Dcd;

namespace CxlWire.Protocol.Fm;

/// <summary>Initiate Dynamic Capacity Release (5605h), request, then the extents.</summary>
[Layout("initiate_dc_release_request", "CXL r3.1 7.6.7.6.6 Initiate Dynamic Capacity Release (5605h)", 32, View = true)]
[List("extents", typeof(Extent), Count = nameof(Count))]
public readonly partial record struct InitiateDynamicCapacityReleaseRequest
{
    /// <summary>Host.</summary>
    [Field(0)] public partial ushort HostId { get; init; }

    /// <summary>How the extents are chosen (F3).</summary>
    [Bits(2, 3, 0)] public partial RemovalPolicy RemovalPolicy { get; init; }

    /// <summary>The host loses access at once (F4).</summary>
    [Bit(2, 4)] public partial bool ForcedRemoval { get; init; }

    /// <summary>The capacity is made unreadable (F5).</summary>
    [Bit(2, 5)] public partial bool SanitizeOnRelease { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(2, 7, 6)] public partial byte FlagsReserved { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(3, 1)] public partial byte Reserved3 { get; init; }

    /// <summary>Capacity to release, in bytes.</summary>
    [Field(4, Unit = "bytes")] public partial ulong Length { get; init; }

    /// <summary>Tag; all zero: none.</summary>
    [Field(12)] public partial Tag Tag { get; init; }

    /// <summary>Extents that follow.</summary>
    [Field(28)] public partial uint Count { get; init; }
}
