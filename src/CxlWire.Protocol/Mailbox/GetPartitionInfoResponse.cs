namespace CxlWire.Protocol.Mailbox;

/// <summary>Get Partition Info (4100h), response.</summary>
[Layout("get_partition_info_response", "CXL r3.1 8.2.9.9.2.1 Get Partition Info (4100h)", 32)]
public readonly partial record struct GetPartitionInfoResponse
{
    /// <summary>Now, in units of 256 MiB.</summary>
    [Field(0, Unit = "256 MiB")] public partial ulong ActiveVolatileCapacity { get; init; }

    /// <summary>Now, in units of 256 MiB.</summary>
    [Field(8, Unit = "256 MiB")] public partial ulong ActivePersistentCapacity { get; init; }

    /// <summary>After the next reset, in units of 256 MiB; both 0: no change.</summary>
    [Field(16, Unit = "256 MiB")] public partial ulong NextVolatileCapacity { get; init; }

    /// <summary>After the next reset, in units of 256 MiB; both 0: no change.</summary>
    [Field(24, Unit = "256 MiB")] public partial ulong NextPersistentCapacity { get; init; }
}
