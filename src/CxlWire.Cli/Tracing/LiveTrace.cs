using System.Globalization;
using CxlWire.Cli.Client;
using CxlWire.Cli.Serving;
using CxlWire.Cli.Showing;
using CxlWire.Cli.Text;
using CxlWire.Conversations;
using CxlWire.Golden;
using CxlWire.Transport.Endpoints;

namespace CxlWire.Cli.Tracing;

/// <summary>Prints what is said to a served device: what its server keeps of it, and then as it happens.</summary>
/// <param name="environment">Where it is printed.</param>
/// <param name="isBrief">Whether a step is one line, without fields.</param>
internal sealed class LiveTrace(CliEnvironment environment, bool isBrief)
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    private readonly List<ConversationStep> _steps = [];
    private long _first;
    private TraceLines? _lines;

    /// <summary>Follows a device until a signal ends it.</summary>
    /// <param name="address">Its control socket.</param>
    /// <param name="device">Which of several devices; null: there is one.</param>
    /// <param name="cancellationToken">Ends it, too.</param>
    /// <exception cref="CliException">Nobody answers, the server ended, or there is no such device.</exception>
    public async Task FollowAsync(EndpointAddress address, string? device, CancellationToken cancellationToken)
    {
        using var signals = new StopSignals(cancellationToken);
        try
        {
            await RunAsync(address, device, follower => FollowAsync(follower, signals.Token), signals.Token);
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            // That is how it ends.
        }
    }

    /// <summary>Prints what the server keeps.</summary>
    /// <returns>The steps, those behind what is missing, and the number of the first.</returns>
    /// <inheritdoc cref="FollowAsync(EndpointAddress, string?, CancellationToken)"/>
    public async Task<(IReadOnlyList<ConversationStep> Steps, long First)> PrintAsync(
        EndpointAddress address, string? device, CancellationToken cancellationToken)
    {
        await RunAsync(address, device, follower => PrintAsync(follower, cancellationToken), cancellationToken);
        return (_steps, _first);
    }

    private async Task RunAsync(
        EndpointAddress address,
        string? device,
        Func<JournalFollower, Task> follow,
        CancellationToken cancellationToken)
    {
        try
        {
            await using QmpSession session = await QmpSession.ConnectAsync(address, _patience, cancellationToken);
            string path = device ?? TheOne(await DeviceView.ListAsync(session, cancellationToken));
            await follow(new JournalFollower(session, path));
        }
        catch (QmpErrorException e)
        {
            throw new CliException($"{address}: {e.Message}");
        }
        finally
        {
            await environment.Text.FlushAsync(CancellationToken.None);
        }
    }

    private async Task FollowAsync(JournalFollower follower, CancellationToken cancellationToken)
    {
        while (true)
        {
            Print(await follower.ReadAsync(cancellationToken));
            await environment.Text.FlushAsync(cancellationToken);
        }
    }

    private async Task PrintAsync(JournalFollower follower, CancellationToken cancellationToken)
    {
        long end = await follower.AskForEndAsync(cancellationToken);
        while (follower.Next < end)
        {
            IReadOnlyList<FollowedSteps> read = await follower.ReadAsync(cancellationToken);
            Print(read);
            foreach (FollowedSteps followed in read)
            {
                if (followed.Lost > 0)
                    _steps.Clear();
                if (_steps.Count == 0)
                    _first = followed.Number;
                _steps.AddRange(followed.Steps);
            }
        }
    }

    private void Print(IReadOnlyList<FollowedSteps> read)
    {
        // A server that captures has times for all steps, its clients' connecting included; others for few.
        _lines ??= new TraceLines(isBrief, read.Any(followed => followed.Steps.Any(step => step.Time is not null)));
        foreach (FollowedSteps followed in read)
            Print(_lines, followed);
    }

    private void Print(TraceLines lines, FollowedSteps followed)
    {
        if (followed.Lost > 0)
        {
            string steps = followed.Lost == 1 ? "1 step is" : $"{followed.Lost} steps are";
            string why = followed.Lost == followed.Number
                ? "not kept any more" : "missing here: the server keeps no more";
            environment.Printer.Write(DumpRole.Error, $"{steps} {why}");
        }

        foreach ((int i, ConversationStep step) in followed.Steps.Index())
            environment.Printer.Write(lines.Of(step, followed.Number + i));
    }

    private static string TheOne(IReadOnlyList<string> paths) => paths.Count == 1
        ? paths[0]
        : throw new CliException(string.Create(
            CultureInfo.InvariantCulture,
            $"{paths.Count} devices are served: --device says which{(paths.Count > 0 ? $", {paths[0]}" : "")}"));
}
