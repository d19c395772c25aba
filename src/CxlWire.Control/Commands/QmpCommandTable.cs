namespace CxlWire.Control.Commands;

/// <summary>All commands. What <c>query-commands</c> lists, and what docs/control.md explains, is this.</summary>
internal static class QmpCommandTable
{
    /// <summary>Sorted by name.</summary>
    public static IReadOnlyList<QmpCommand> Rows { get; } =
    [
        QmpCommand.Of("cxl-add-dynamic-capacity", AddDynamicCapacity.Read, AddDynamicCapacity.Execute),
        QmpCommand.Of("cxl-inject-dram-event", InjectDramEvent.Read, EventInjection.Execute),
        QmpCommand.Of("cxl-inject-general-media-event", InjectGeneralMediaEvent.Read, EventInjection.Execute),
        QmpCommand.Of("cxl-inject-memory-module-event", InjectMemoryModuleEvent.Read, EventInjection.Execute),
        QmpCommand.Of("cxl-release-dynamic-capacity", ReleaseDynamicCapacity.Read, ReleaseDynamicCapacity.Execute),
        QmpCommand.Of("cxl-release-dynamic-capacity-status", DynamicCapacityStatus.Read, DynamicCapacityStatus.Execute),
        QmpCommand.Of(QmpCapabilities.Name, QmpCapabilities.Read, QmpCapabilities.Execute),
        QmpCommand.Of("qom-list", QomList.Read, QomList.Execute),
        QmpCommand.Of("query-commands", Queries.Commands),
        QmpCommand.Of("query-status", Queries.Status),
        QmpCommand.Of("query-version", Queries.Version),
        QmpCommand.Of("quit", Quit.Execute),
        QmpCommand.Of("system_reset", SystemReset.Execute),
        QmpCommand.Of("x-cxlwire-clear-faults", FaultCommands.ReadPath, FaultCommands.Clear),
        QmpCommand.Of("x-cxlwire-inject-fault", FaultCommands.ReadInject, FaultCommands.Inject),
        QmpCommand.Of("x-cxlwire-load-faults", FaultCommands.ReadLoad, FaultCommands.Load),
        QmpCommand.Of("x-cxlwire-query-dynamic-capacity", QueryDynamicCapacity.Read, QueryDynamicCapacity.Execute),
        QmpCommand.Of("x-cxlwire-query-faults", FaultCommands.ReadPath, FaultCommands.Query),
    ];

    // After Rows: initialisers run in the order of the text.
    private static readonly Dictionary<string, QmpCommand> _byName = Rows.ToDictionary(row => row.Name);

    public static bool TryGet(string name, out QmpCommand row) => _byName.TryGetValue(name, out row!);
}
