using System.Globalization;
using System.Text.Json;
using CxlWire.Cli.Client;
using CxlWire.Conversations;

namespace CxlWire.Cli.Tracing;

/// <summary>Steps that belong together: one, and the faults that happened in it.</summary>
/// <param name="Number">Of the first.</param>
/// <param name="Lost">How many are missing before it.</param>
/// <param name="Steps">In their order.</param>
internal readonly record struct FollowedSteps(long Number, long Lost, IReadOnlyList<ConversationStep> Steps);

/// <summary>Reads a served device's journal over its control socket, as it grows: x-cxlwire-query-journal.</summary>
/// <param name="session">A session with the control socket.</param>
/// <param name="path">The device's QOM path.</param>
internal sealed class JournalFollower(QmpSession session, string path)
{
    // The server answers at once when something happens; else that often, so that one which hangs is noticed.
    private const int SecondsToWait = 2;

    private const string Command = "x-cxlwire-query-journal";

    private readonly string _path = JsonEncodedText.Encode(path).ToString();
    private long _next;
    private long _nextStep;

    /// <summary>Number of the entry that comes next: what was before it has been read.</summary>
    public long Next => _next;

    /// <summary>Number of the entry that the device will make next.</summary>
    /// <exception cref="QmpErrorException">There is no such device, or it keeps no journal.</exception>
    /// <exception cref="CliException">The answer is none.</exception>
    public async Task<long> AskForEndAsync(CancellationToken cancellationToken)
    {
        JsonElement answer = await AskAsync($"\"since\": {long.MaxValue}, \"limit\": 0", cancellationToken);
        return QmpAnswer.Read(() => answer.GetProperty("next").GetInt64());
    }

    /// <summary>What has happened since the last call; where nothing has, waits, but not for long.</summary>
    /// <inheritdoc cref="AskForEndAsync"/>
    public async Task<IReadOnlyList<FollowedSteps>> ReadAsync(CancellationToken cancellationToken)
    {
        string since = _next.ToString(CultureInfo.InvariantCulture);
        JsonElement answer = await AskAsync(
            $"\"since\": {since}, \"timeout\": {SecondsToWait}", cancellationToken);
        return QmpAnswer.Read(() =>
        {
            FollowedSteps[] read = [.. answer.GetProperty("entries").EnumerateArray().Select(Take)];
            long next = answer.GetProperty("next").GetInt64();
            _next = next >= _next ? next : throw new FormatException("it goes back");
            return read;
        });
    }

    private FollowedSteps Take(JsonElement entry)
    {
        long number = entry.GetProperty("step").GetInt64();
        ConversationStep[] steps =
            [.. entry.GetProperty("steps").EnumerateArray().Select(step => ConversationFile.ReadStep(step, number))];
        long lost = number - _nextStep;
        _nextStep = lost >= 0 && steps.Length > 0 ? number + steps.Length : throw new FormatException("it goes back");
        return new FollowedSteps(number, lost, steps);
    }

    private Task<JsonElement> AskAsync(string what, CancellationToken cancellationToken) =>
        session.ExecuteAsync(Command, $"{{\"path\": \"{_path}\", \"steps\": true, {what}}}", cancellationToken);
}
