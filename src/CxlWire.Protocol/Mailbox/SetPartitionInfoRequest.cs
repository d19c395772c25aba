namespace CxlWire.Protocol.Mailbox;

/// <summary>Set Partition Info (4101h), request.</summary>
[Layout("set_partition_info_request", "CXL r3.1 8.2.9.9.2.2 Set Partition Info (4101h)", 10, MinimumSize = 9)]
public readonly partial record struct SetPartitionInfoRequest
{
    /// <summary>How much of the partitionable capacity is to be volatile, in units of 256 MiB.</summary>
    [Field(0, Unit = "256 MiB")] public partial ulong VolatileCapacity { get; init; }

    /// <summary>At once, not after a reset.</summary>
    [Bit(8, 0)] public partial bool Immediate { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(8, 7, 1)] public partial byte FlagsReserved { get; init; }

    /// <summary>Linux sends it; it may be missing. Kept as received.</summary>
    [Reserved(9, 1)] public partial byte Reserved9 { get; init; }
}
