using CxlWire.Device.Journal;
using CxlWire.Device.Json;
using CxlWire.Device.Registers;
using CxlWire.Protocol;

namespace CxlWire.Conversations;

/// <summary>What lines of conversations call ways, resets and logs.</summary>
internal static class StepNames
{
    private static readonly string[] _routes = ["call", "stream", "mailbox", "tunnel", "control"];

    private static readonly string[] _notes =
    [
        "tags-overlap", "tag-reused", "response", "written-while-running", "status-while-running", "background-told",
    ];

    private static readonly string[] _logs = ["informational", "warning", "failure", "fatal", "dynamic-capacity"];

    /// <summary>Of all hosts, and of a function by each kind of reset.</summary>
    private static readonly string[] _resets = ["hosts", "function-level", "function", "power-on"];

    public static string NameOf(CommandRoute route) => _routes[(int)route];

    public static string NameOf(EventLogType log) => _logs[log.Value];

    public static string NameOf(ResetKind? function) => _resets[function is { } kind ? (int)kind + 1 : 0];

    public static string NameOf(HostNoteKind note) => _notes[(int)note];

    public static HostNoteKind NoteOf(JsonMember name) => (HostNoteKind)name.OneOf(_notes);

    public static CommandRoute RouteOf(JsonMember name) => (CommandRoute)name.OneOf(_routes);

    public static EventLogType LogOf(JsonMember name) => new((byte)name.OneOf(_logs));

    public static ResetKind? FunctionOf(JsonMember name) =>
        name.OneOf(_resets) is > 0 and var number ? (ResetKind)(number - 1) : null;
}
