using CxlWire.Device.Journal;
using CxlWire.Device.Registers;
using CxlWire.Protocol;

namespace CxlWire.Conversations;

/// <summary>What lines of conversations call ways, resets and logs.</summary>
internal static class StepNames
{
    public static readonly string[] Routes = ["call", "stream", "mailbox", "tunnel", "control"];

    public static readonly string[] Logs = ["informational", "warning", "failure", "fatal", "dynamic-capacity"];

    /// <summary>Of all hosts, and of a function by each kind of reset.</summary>
    public static readonly string[] Resets = ["hosts", "function-level", "function", "power-on"];

    public static string NameOf(CommandRoute route) => Routes[(int)route];

    public static string NameOf(EventLogType log) => Logs[log.Value];

    public static string NameOf(ResetKind? function) => Resets[function is { } kind ? (int)kind + 1 : 0];

    public static CommandRoute RouteOf(string name) => (CommandRoute)Array.IndexOf(Routes, name);

    public static EventLogType LogOf(string name) => new((byte)Array.IndexOf(Logs, name));

    public static ResetKind? FunctionOf(string name) =>
        Array.IndexOf(Resets, name) is > 0 and var number ? (ResetKind)(number - 1) : null;
}
