namespace CxlWire.Protocol.Maintenance;

/// <summary>Perform Maintenance (0600h), request, then the parameters of the operation.</summary>
/// <remarks>
/// They are <see cref="PostPackageRepairParameters"/> or <see cref="MemorySparingParameters"/>, by the class.
/// </remarks>
[Layout("perform_maintenance_request", "CXL r3.1 8.2.9.7.1 Perform Maintenance (0600h)", 2, View = true)]
[List("parameters", typeof(byte))]
public readonly partial record struct PerformMaintenanceRequest
{
    /// <summary>Which kind of operation.</summary>
    [Field(0)] public partial MaintenanceClass OperationClass { get; init; }

    /// <summary>Which one: of PPR 0 soft, 1 hard; of memory sparing 0 cacheline, 1 row, 2 bank, 3 rank.</summary>
    [Field(1)] public partial byte OperationSubclass { get; init; }
}
