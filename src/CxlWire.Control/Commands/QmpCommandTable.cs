namespace CxlWire.Control.Commands;

/// <summary>All commands. What <c>query-commands</c> lists, and what docs/control.md explains, is this.</summary>
internal static class QmpCommandTable
{
    /// <summary>Sorted by name.</summary>
    public static IReadOnlyList<QmpCommand> Rows { get; } =
    [
        QmpCommand.OnDevice("cxl-add-dynamic-capacity", AddDynamicCapacity.Read, AddDynamicCapacity.Execute),
        ErrorInjection.Correctable,
        EventInjection.Row("cxl-inject-dram-event", InjectDramEvent.Read),
        EventInjection.Row("cxl-inject-general-media-event", InjectGeneralMediaEvent.Read),
        EventInjection.Row("cxl-inject-memory-module-event", InjectMemoryModuleEvent.Read),
        QmpCommand.OnDevice(
            "cxl-inject-poison", InjectPoison.Read, InjectPoison.Execute, EventInjection.FindDevice),
        ErrorInjection.Uncorrectable,
        QmpCommand.OnDevice(
            "cxl-release-dynamic-capacity", ReleaseDynamicCapacity.Read, ReleaseDynamicCapacity.Execute),
        QmpCommand.OnDevice(
            "cxl-release-dynamic-capacity-status", DynamicCapacityStatus.Read, DynamicCapacityStatus.Execute),
        QmpCommand.Of(QmpCapabilities.Name, QmpCapabilities.Read, QmpCapabilities.Execute),
        QmpCommand.Of("qom-list", QomList.Read, QomList.Execute),
        QmpCommand.Of("query-commands", Queries.Commands),
        QmpCommand.Of("query-status", Queries.Status),
        QmpCommand.Of("query-version", Queries.Version),
        QmpCommand.Of("quit", Quit.Execute),
        QmpCommand.OnEveryDevice("system_reset", device => device.Reset(), SystemReset.End),
        QmpCommand.OnDevice("x-cxlwire-clear-faults", FaultCommands.Clear),
        QmpCommand.OnDevice("x-cxlwire-inject-fault", FaultCommands.ReadInject, FaultCommands.Inject),
        QmpCommand.Of("x-cxlwire-load", StateCommands.Read, StateCommands.Load),
        QmpCommand.OnDevice("x-cxlwire-load-faults", FaultCommands.ReadLoad, FaultCommands.Load),
        QmpCommand.OnDevice(
            "x-cxlwire-query-dynamic-capacity", QueryDynamicCapacity.Read, QueryDynamicCapacity.Execute),
        QmpCommand.OnDevice("x-cxlwire-query-faults", FaultCommands.Query),
        QmpCommand.OnDevice("x-cxlwire-query-refusals", QueryRefusals.Read, QueryRefusals.Execute),
        QmpCommand.Of("x-cxlwire-save", StateCommands.Read, StateCommands.Save),
    ];

    // After Rows: initialisers run in the order of the text.
    private static readonly Dictionary<string, QmpCommand> _byName = Rows.ToDictionary(row => row.Name);

    /// <exception cref="QmpException">There is none of that name.</exception>
    public static QmpCommand Find(string name) => _byName.TryGetValue(name, out QmpCommand? row)
        ? row
        : throw QmpException.CommandNotFound($"The command {QmpException.Quote(name)} has not been found");
}
