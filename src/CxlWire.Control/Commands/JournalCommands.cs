using System.Globalization;
using System.Text.Json;
using CxlWire.Device;
using CxlWire.Device.Json;
using CxlWire.Verification;

namespace CxlWire.Control.Commands;

/// <summary>
/// The commands that wait, and ask what has happened: docs/verification.md. None is a step of the device, nor in its
/// journal.
/// </summary>
internal static class JournalCommands
{
    // A day: who waits longer has forgotten it.
    private const double MaxTimeout = 86_400;

    public static string ReadPath(QmpArguments arguments) => arguments.Text("path");

    /// <summary><c>x-cxlwire-reset-journal</c>: what has happened is forgotten.</summary>
    public static void Reset(QmpCall call, string path) => MonitorOf(call, path).Reset();

    public static WaitArguments ReadWait(QmpArguments arguments) => new(
        arguments.Text("path"), arguments.Json("condition").Clone(), arguments.Seconds("timeout", MaxTimeout));

    /// <summary><c>x-cxlwire-wait</c>: answers when a condition is met.</summary>
    public static void Wait(QmpCall call, WaitArguments arguments)
    {
        CxlDevice device = QmpCommand.FindDevice(call.Server.Tree, arguments.Path);
        JournalMonitor monitor = call.Server.MonitorOf(device);
        Condition condition = Parse(() => Condition.Parse(arguments.Condition, "condition", device.Hosts.Count));
        string time = arguments.Timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        call.Wait = async cancellationToken =>
        {
            string end = $"in {time} s";
            string missing;
            try
            {
                missing = await monitor.WaitAsync(
                    condition, arguments.Timeout, call.Server.Options.Clock, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // Who stops sending, and still reads, is told how things are.
                end = "until the input ended";
                missing = await monitor.WaitAsync(condition, TimeSpan.Zero, null, default).ConfigureAwait(false);
            }

            return missing.Length == 0 ? "" : $"not met {end}: {missing}";
        };
    }

    public static VerifyArguments ReadVerify(QmpArguments arguments)
    {
        string path = arguments.Text("path");
        Expectation expectation = Parse(() => Expectation.Parse(
            arguments.Rest("sequence", "strict", "count", "times", "min", "max")));
        return new VerifyArguments(path, expectation);
    }

    /// <summary><c>x-cxlwire-verify</c>: whether it has happened as expected, and else the nearest miss.</summary>
    public static void Verify(QmpCall call, VerifyArguments arguments)
    {
        JournalMonitor monitor = MonitorOf(call, arguments.Path);
        Findings findings = arguments.Expectation.Verify(() => monitor.Read());
        if (findings.Miss is { } miss)
            throw QmpException.Generic(miss);
        Utf8JsonWriter json = call.Result;
        json.WriteStartObject();
        json.WriteStartArray("entries");
        foreach (long number in findings.Entries)
            json.WriteNumberValue(number);
        json.WriteEndArray();
        json.WriteNumber("missed", findings.Missed);
        json.WriteEndObject();
    }

    private static JournalMonitor MonitorOf(QmpCall call, string path) =>
        call.Server.MonitorOf(QmpCommand.FindDevice(call.Server.Tree, path));

    /// <summary>What is wrong has the path of an argument, or of what is inside of one.</summary>
    private static T Parse<T>(Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (JsonFileException e)
        {
            string where = e.Path.Length == 0 ? "arguments" : e.Path;
            throw QmpException.Generic($"Parameter '{where}'{QmpException.Quote(e.Message[e.Path.Length..])}");
        }
    }

    public sealed record WaitArguments(string Path, JsonElement Condition, TimeSpan Timeout);

    public sealed record VerifyArguments(string Path, Expectation Expectation);
}
