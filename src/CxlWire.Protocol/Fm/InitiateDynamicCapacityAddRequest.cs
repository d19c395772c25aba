using CxlWire.Protocol.Dcd;

namespace CxlWire.Protocol.Fm;

/// <summary>Initiate Dynamic Capacity Add (5604h), request, then the extents.</summary>
[Layout("initiate_dc_add_request", "CXL r3.1 7.6.7.6.5 Initiate Dynamic Capacity Add (5604h)", 32, View = true)]
[List("extents", typeof(Extent), Count = nameof(Count))]
public readonly partial record struct InitiateDynamicCapacityAddRequest
{
    /// <summary>Host.</summary>
    [Field(0)] public partial ushort HostId { get; init; }

    /// <summary>How the extents are chosen (F1).</summary>
    [Field(2)] public partial SelectionPolicy SelectionPolicy { get; init; }

    /// <summary>Region.</summary>
    [Field(3)] public partial byte Region { get; init; }

    /// <summary>Capacity wanted, in bytes.</summary>
    [Field(4, Unit = "bytes")] public partial ulong Length { get; init; }

    /// <summary>Tag; all zero: none.</summary>
    [Field(12)] public partial Tag Tag { get; init; }

    /// <summary>Extents that follow.</summary>
    [Field(28)] public partial uint Count { get; init; }
}
