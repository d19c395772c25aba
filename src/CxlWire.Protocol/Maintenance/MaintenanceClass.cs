namespace CxlWire.Protocol.Maintenance;

/// <summary>CXL r3.1 8.2.9.7.1: kind of a maintenance operation. Any value can be on the wire.</summary>
/// <param name="Value">0 to 255.</param>
[OpenCode]
public readonly partial record struct MaintenanceClass(byte Value)
{
    /// <summary>0: nothing is done.</summary>
    [Code(0, "no operation")] public static partial MaintenanceClass NoOperation { get; }

    /// <summary>1: Post Package Repair.</summary>
    [Code(1, "PPR")] public static partial MaintenanceClass PostPackageRepair { get; }

    /// <summary>2: memory sparing.</summary>
    [Code(2, "memory sparing")] public static partial MaintenanceClass MemorySparing { get; }
}
