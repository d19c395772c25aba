namespace CxlWire.Control;

/// <summary>
/// Types of arguments and events, for introspection: "name: type, name?: type"; [type] is an array. What reads an
/// argument decides; a test holds this against it.
/// </summary>
internal static class QmpSchema
{
    /// <summary>Built-in types, and what they are in JSON.</summary>
    public static IReadOnlyDictionary<string, string> BuiltIns { get; } = new Dictionary<string, string>
    {
        ["str"] = "string",
        ["int"] = "int",
        ["number"] = "number",
        ["bool"] = "boolean",
        ["any"] = "value",
    };

    /// <summary>Objects that have a name.</summary>
    public static IReadOnlyDictionary<string, string> Objects { get; } = new Dictionary<string, string>
    {
        ["Range"] = "offset: int, len: int",
        ["RegionRange"] = "region: int, offset: int, len: int",
        ["UncorrectableError"] = "type: UncorrectableErrorType, header: [int]",
        ["Property"] = "name: str, type: str",
        ["Name"] = "name: str",
        ["Version"] = "qemu: VersionTriple, package: str",
        ["VersionTriple"] = "micro: int, minor: int, major: int",
        ["CapacityStatus"] = "status: CapacityState, message: str",
        ["Status"] = "running: bool, status: str",
        ["OptionalName"] = "name?: str",
        ["ActivityReturn"] = "path: str, ccis: [CciActivity]",
        ["CciActivity"] = "host-id?: int, commands: int, logs: [LogActivity]",
        ["LogActivity"] = "log: str, records: int, waiting: int, overflow-count: int",
        ["VerifyReturn"] = "entries: [int], missed: int",
        ["JournalReturn"] = "path: str, entries: [any], next: int, missed: int",
        ["RefusalsReturn"] = "path: str, count: int, refusals: [any]",
        ["ViolationsReturn"] = "path: str, violations: [any]",
        ["FaultsReturn"] = "path: str, seed?: int, faults: [FaultCount]",
        ["FaultCount"] = "name: str, fault: str, matches: int, fired: int",
    };

    /// <summary>Enumerations.</summary>
    public static IReadOnlyDictionary<string, string> Enumerations { get; } = new Dictionary<string, string>
    {
        ["SelectionPolicy"] = "free contiguous prescriptive enable-shared-access",
        ["RemovalPolicy"] = "tag-based prescriptive",
        ["Log"] = "informational warning failure fatal",
        ["Capability"] = "oob",
        ["CapacityState"] = "Released Pending Committed",
        ["Level"] = "must should info",
        ["JournalKind"] = string.Join(' ', JournalJson.Kinds),
        ["CorrectableErrorType"] = "cache-data-ecc mem-data-ecc crc-threshold retry-threshold cache-poison-received"
            + " mem-poison-received physical",
        ["UncorrectableErrorType"] = "cache-data-parity cache-address-parity cache-be-parity cache-data-ecc"
            + " mem-data-parity mem-address-parity mem-be-parity mem-data-ecc reinit-threshold rsvd-encoding"
            + " poison-received receiver-overflow internal cxl-ide-tx cxl-ide-rx",
    };

    /// <summary>Events and their data, sorted by name.</summary>
    public static IReadOnlyList<(string Name, string Data)> Events { get; } =
    [
        ("RESET", "guest: bool, reason: str"),
        ("SHUTDOWN", "guest: bool, reason: str"),
        ("X_CXLWIRE_COMMAND_REFUSED",
            "path: str, host-id?: int, opcode: int, command?: str, return-code: str, rule?: str, field: str, "
                + "offset?: int, reason: str"),
        ("X_CXLWIRE_DC_ADD_RESPONSE", "path: str, host-id: int, tag?: str, extents: [RegionRange]"),
        ("X_CXLWIRE_DC_RELEASED", "path: str, host-id: int, tag?: str, extents: [RegionRange]"),
        ("X_CXLWIRE_FAULT", "path: str, host-id?: int, name: str, fault: str, moment: str"),
        ("X_CXLWIRE_FAULTS_MISSED", "count: int"),
        ("X_CXLWIRE_REFUSALS_MISSED", "count: int"),
        ("X_CXLWIRE_VIOLATION",
            "path: str, host-id: int, rule: str, level: Level, steps: [int], expected: str, seen: str"),
    ];

    /// <summary>Members of an object.</summary>
    public static IEnumerable<(string Name, string Type, bool IsOptional)> Members(string members)
    {
        foreach (string member in members.Split(", ", StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = member.Split(": ");
            yield return (parts[0].TrimEnd('?'), parts[1], parts[0].EndsWith('?'));
        }
    }
}
