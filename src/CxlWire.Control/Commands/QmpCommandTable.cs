namespace CxlWire.Control.Commands;

/// <summary>All commands. What <c>query-commands</c> lists, and what docs/control.md explains, is this.</summary>
internal static class QmpCommandTable
{
    // What the three commands have that put a record into a log.
    private const string EventHeader =
        "path: str, host-id?: int, log: Log, flags: int, maint-op-class?: int, maint-op-subclass?: int, "
            + "ld-id?: int, head-id?: int, ";

    /// <summary>Sorted by name.</summary>
    public static IReadOnlyList<QmpCommand> Rows { get; } =
    [
        QmpCommand.OnDevice("cxl-add-dynamic-capacity", AddDynamicCapacity.Read, AddDynamicCapacity.Execute).Takes(
            "path: str, host-id: int, selection-policy: SelectionPolicy, region: int, tag?: str, length?: int, "
                + "extents?: [Range]"),
        ErrorInjection.Correctable.Takes("path: str, host-id?: int, type: CorrectableErrorType"),
        EventInjection.Row("cxl-inject-dram-event", InjectDramEvent.Read).Takes(
            EventHeader + "dpa: int, descriptor: int, type: int, transaction-type: int, channel?: int, rank?: int, "
                + "nibble-mask?: int, bank-group?: int, bank?: int, row?: int, column?: int, correction-mask?: [int], "
                + "component-id?: str, is-comp-id-pldm?: bool, sub-channel?: int, cme-ev-flags?: int, "
                + "cvme-count?: int, sub-type?: int"),
        EventInjection.Row("cxl-inject-general-media-event", InjectGeneralMediaEvent.Read).Takes(
            EventHeader + "dpa: int, descriptor: int, type: int, transaction-type: int, channel?: int, rank?: int, "
                + "device?: int, component-id?: str, is-comp-id-pldm?: bool, cme-ev-flags?: int, cme-count?: int, "
                + "sub-type?: int"),
        EventInjection.Row("cxl-inject-memory-module-event", InjectMemoryModuleEvent.Read).Takes(
            EventHeader + "type: int, health-status: int, media-status: int, additional-status: int, life-used: int, "
                + "temperature: int, dirty-shutdown-count: int, corrected-volatile-error-count: int, "
                + "corrected-persistent-error-count: int, component-id?: str, is-comp-id-pldm?: bool, sub-type?: int"),
        QmpCommand.OnDevice("cxl-inject-poison", InjectPoison.Read, InjectPoison.Execute, EventInjection.FindDevice)
            .Takes("path: str, start: int, length: int"),
        ErrorInjection.Uncorrectable.Takes("path: str, host-id?: int, errors: [UncorrectableError]"),
        QmpCommand.OnDevice(
            "cxl-release-dynamic-capacity", ReleaseDynamicCapacity.Read, ReleaseDynamicCapacity.Execute).Takes(
            "path: str, host-id: int, removal-policy: RemovalPolicy, forced-removal?: bool, "
                + "sanitize-on-release?: bool, region: int, tag?: str, extents?: [Range]"),
        QmpCommand.OnDevice(
            "cxl-release-dynamic-capacity-status", DynamicCapacityStatus.Read, DynamicCapacityStatus.Execute).Takes(
            "path: str, host-id: int, region: int, tag: str", "CapacityStatus"),
        QmpCommand.Of(QmpCapabilities.Name, QmpCapabilities.Read, QmpCapabilities.Execute).Takes(
            "enable?: [Capability]"),
        QmpCommand.Of("qom-get", QomGet.Read, QomGet.Execute).Takes("path: str, property: str", "any"),
        QmpCommand.Of("qom-list", QomList.Read, QomList.Execute).Takes("path: str", "[Property]"),
        QmpCommand.Of("query-commands", Queries.Commands).Takes("", "[Name]"),
        QmpCommand.Of("query-events", Queries.Events).Takes("", "[Name]"),
        QmpCommand.Of("query-name", Queries.Name).Takes("", "OptionalName"),
        QmpCommand.Of("query-qmp-schema", QuerySchema.Execute).Takes("", "[any]"),
        QmpCommand.Of("query-status", Queries.Status).Takes("", "Status"),
        QmpCommand.Of("query-version", Queries.Version).Takes("", "Version"),
        QmpCommand.Of("quit", Quit.Execute),
        QmpCommand.OnEveryDevice("system_reset", device => device.Reset(), SystemReset.End),
        QmpCommand.OnDevice("x-cxlwire-clear-faults", FaultCommands.Clear).Takes("path: str"),
        QmpCommand.OnDevice("x-cxlwire-inject-fault", FaultCommands.ReadInject, FaultCommands.Inject).Takes(
            "path: str, host-id?: int, fm?: bool, fault: any"),
        QmpCommand.Of("x-cxlwire-load", StateCommands.Read, StateCommands.Load).Takes("path: str, file: str"),
        QmpCommand.OnDevice("x-cxlwire-load-faults", FaultCommands.ReadLoad, FaultCommands.Load).Takes(
            "path: str, scenario: any"),
        QmpCommand.Of("x-cxlwire-query-activity", JournalCommands.ReadPath, QueryActivity.Execute).Takes(
            "path: str", "ActivityReturn"),
        QmpCommand.OnDevice(
            "x-cxlwire-query-dynamic-capacity", QueryDynamicCapacity.Read, QueryDynamicCapacity.Execute).Takes(
            "path: str, host-id?: int", "any"),
        QmpCommand.OnDevice("x-cxlwire-query-faults", FaultCommands.Query).Takes("path: str", "FaultsReturn"),
        QmpCommand.Of("x-cxlwire-query-journal", QueryJournal.Read, QueryJournal.Execute).Takes(
            "path: str, host-id?: int, fm?: bool, kinds?: [JournalKind], opcode?: int, command?: str, "
                + "return-code?: str, since?: int, limit?: int, decode?: bool, steps?: bool, "
                + "timeout?: number", "JournalReturn"),
        QmpCommand.OnDevice("x-cxlwire-query-refusals", QueryRefusals.Read, QueryRefusals.Execute).Takes(
            "path: str, host-id?: int", "RefusalsReturn"),
        QmpCommand.Of("x-cxlwire-query-violations", QueryViolations.Read, QueryViolations.Execute).Takes(
            "path: str, host-id?: int", "ViolationsReturn"),
        QmpCommand.Of("x-cxlwire-reset-journal", JournalCommands.ReadPath, JournalCommands.Reset).Takes("path: str"),
        QmpCommand.Of("x-cxlwire-save", StateCommands.Read, StateCommands.Save).Takes("path: str, file: str"),
        QmpCommand.Of("x-cxlwire-verify", JournalCommands.ReadVerify, JournalCommands.Verify).Takes(
            "path: str, sequence?: [any], strict?: bool, count?: any, times?: int, min?: int, max?: int",
            "VerifyReturn"),
        QmpCommand.Of("x-cxlwire-wait", JournalCommands.ReadWait, JournalCommands.Wait).Takes(
            "path: str, condition: any, timeout: number"),
    ];

    // After Rows: initialisers run in the order of the text.
    private static readonly Dictionary<string, QmpCommand> _byName = Rows.ToDictionary(row => row.Name);

    /// <exception cref="QmpException">There is none of that name.</exception>
    public static QmpCommand Find(string name) => _byName.TryGetValue(name, out QmpCommand? row)
        ? row
        : throw QmpException.CommandNotFound($"The command {QmpException.Quote(name)} has not been found");
}
