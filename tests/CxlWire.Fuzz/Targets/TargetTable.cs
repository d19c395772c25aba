using CxlWire.Fuzz.Engine;

namespace CxlWire.Fuzz.Targets;

/// <summary>Everything that is fuzzed.</summary>
internal static class TargetTable
{
    private static readonly (string Name, Func<FuzzTarget> Create)[] _rows =
    [
        ("codec", () => new CodecTarget()),
        ("framer", () => new FramerTarget()),
        ("stream", () => new StreamTarget()),
        ("device", () => new DeviceTarget()),
        ("state", () => new StateTarget()),
        ("registers", () => new RegistersTarget()),
        ("qmp", () => new QmpTarget()),
        ("mctp", () => new MctpTarget()),
        ("vfio-user", () => new VfioUserTarget()),
        ("device-file", () => new DeviceFileTarget()),
        ("scenario", () => new ScenarioFileTarget()),
        ("conversation", () => new ConversationFileTarget()),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. _rows.Select(row => row.Name)];

    /// <summary>Targets by name.</summary>
    public static IEnumerable<FuzzTarget> Create(IEnumerable<string> names) =>
        names.Select(name => _rows.Single(row => row.Name == name).Create());
}
