using System.Buffers;
using System.Text.Json;
using CxlWire.Conversations;
using CxlWire.Device.Configuration;
using CxlWire.Device.Journal;
using CxlWire.Device.Registers;
using CxlWire.Judge.Cases;

namespace CxlWire.Cli.Driving;

/// <summary>
/// Puts drivers into cases: with a command, a new driver and a new device for each; else one driver lives through all,
/// and its device is as new at the beginning of each.
/// </summary>
internal sealed class CaseJudge : IAsyncDisposable
{
    private readonly JudgeSettings _settings;
    private readonly Stage? _stage;
    private readonly byte[] _fresh = [];
    private bool _isBegun;

    private CaseJudge(JudgeSettings settings, Stage? stage)
    {
        (_settings, _stage) = (settings, stage);
        if (stage is null)
            return;
        using (stage.Device.Enter())
            _fresh = stage.Device.TakeState();
    }

    /// <summary>Where the one driver finds its device; null: each has its own.</summary>
    public string? Endpoints => _stage?.Endpoints;

    /// <summary>Gets ready; where one driver lives through all cases, its device is served from now on.</summary>
    /// <exception cref="IOException">An endpoint cannot be opened.</exception>
    public static async Task<CaseJudge> OpenAsync(JudgeSettings settings) => new(
        settings, settings.Command is null ? await Stage.OpenAsync(settings, settings.Configuration) : null);

    /// <summary>Why nobody can be put into a case; null: somebody can.</summary>
    public static string? WhyNot(DriverCase played, JudgeSettings settings) => played switch
    {
        { Route: CommandRoute.Stream } when settings.Host is null && settings.Mctp is null => "it needs --host",
        { Route: CommandRoute.Mailbox } when settings.Function is null => "it needs --vfio-user",
        { Configuration: { } own } when settings.Command is null && !IsSame(own, settings.Configuration) =>
            "it has a device of its own, which only a driver gets that is started for it: --driver",
        _ => null,
    };

    /// <summary>Puts a driver into a case.</summary>
    /// <exception cref="CliException">Drivers cannot be started, or QMP's quit has ended the device.</exception>
    /// <exception cref="OperationCanceledException">The judge is interrupted; the driver has ended.</exception>
    public async Task<CaseResult> JudgeAsync(
        DriverCase played, Action<OutputTail> told, CancellationToken cancellationToken)
    {
        if (_stage is not null)
            return await JudgeTheOneAsync(played, _stage, cancellationToken);
        await using Stage stage =
            await Stage.OpenAsync(_settings, played.Configuration ?? _settings.Configuration);
        using var run = new CaseRun(played, stage.Device, _settings.Options, watches: true);
        run.Prepare();
        await using var driver = DriverProcess.Start(stage.Fill(_settings.Command!), stage.VariablesOf(played.Name));
        told(driver.Output);
        (CaseResult result, bool isConnected) =
            await PlayAsync(run, stage, driver, _settings.Boot ?? _settings.Options.Patience, cancellationToken);
        if (driver.Ended.IsCompleted && !isConnected && (await driver.Ended).IsNotStarted)
        {
            await driver.EndAsync();
            string why = driver.Output.Lines is [.., var last] ? last : $"{await driver.Ended}";
            throw new CliException($"--driver: it cannot be started: {why}");
        }

        return await driver.EndAsync()
            ? result with
            {
                Remarks =
                [
                    .. result.Remarks,
                    FormattableString.Invariant(
                        $"the driver was killed: {DriverProcess.Farewell.TotalSeconds} s after SIGTERM it was there"),
                ],
            }
            : result;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_stage is not null)
            await _stage.DisposeAsync();
    }

    private static bool IsSame(DeviceConfiguration own, DeviceConfiguration other) =>
        ToJson(own).SequenceEqual(ToJson(other));

    private static ReadOnlySpan<byte> ToJson(DeviceConfiguration configuration)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
            DeviceConfigurationWriter.Write(json, configuration);
        return buffer.WrittenSpan;
    }

    private async Task<CaseResult> JudgeTheOneAsync(
        DriverCase played, Stage stage, CancellationToken cancellationToken)
    {
        // Who starts the first one by hand takes a while.
        TimeSpan patience = _isBegun ? _settings.Options.Patience : Timeout.InfiniteTimeSpan;
        using CaseRun run = Begin(played, stage);
        run.Prepare();
        return (await PlayAsync(run, stage, driver: null, patience, cancellationToken)).Result;
    }

    /// <summary>The device is as new, and its driver told so by a reset; what it did before is not judged.</summary>
    private CaseRun Begin(DriverCase played, Stage stage)
    {
        using (stage.Device.Enter())
        {
            var run = new CaseRun(played, stage.Device, _settings.Options, watches: true);
            if (!_isBegun)
            {
                _isBegun = true;
                return run;
            }

            stage.Device.LoadFaults(null);
            stage.Device.LoadState(_fresh);
            if (_settings.Function is null)
                stage.Device.Reset();
            else
                stage.Device.Hosts[0].Function.Reset(ResetKind.Conventional);
            return run;
        }
    }

    private async Task<(CaseResult Result, bool IsConnected)> PlayAsync(
        CaseRun run, Stage stage, DriverProcess? driver, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<bool> connecting = run.ConnectAsync(patience, over.Token);
        Task playing = PlayAsync(run, connecting, patience, _settings, over.Token);
        Task ended = driver?.Ended ?? Task.Delay(Timeout.Infinite, over.Token);
        Task first = await Task.WhenAny(playing, ended, stage.Serving);
        bool isConnected = connecting.IsCompletedSuccessfully && await connecting;
        if (first == ended && !cancellationToken.IsCancellationRequested)
            run.NoteDriverEnd($"it ended by itself: {await driver!.Ended}");
        string? checkedBy = first == playing && isConnected && _settings.Check is not null
            ? await CheckAsync(run, stage, cancellationToken) : null;
        await over.CancelAsync();
        try
        {
            await playing;
        }
        catch (OperationCanceledException)
        {
            // Ended here.
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (first == stage.Serving)
            throw new CliException("somebody has ended the device by QMP's quit");
        CaseResult result = run.End();
        if (checkedBy is not null)
            result = result with { Remarks = [.. result.Remarks, $"the check printed: {checkedBy}"] };
        bool isSilent = isConnected && result.DriverEnd is null
            && !result.Conversation.Steps.Any(step => step is HostStep { Host: null or 0 });
        return (
            isSilent ? result with { DriverEnd = "it hangs: it is connected, and says nothing" } : result, isConnected);
    }

    /// <summary>Has the user's command look at what became of the device.</summary>
    /// <returns>What it printed last where it fails; null: nothing, or it does not fail.</returns>
    private async Task<string?> CheckAsync(CaseRun run, Stage stage, CancellationToken cancellationToken)
    {
        await using var check = DriverProcess.Start(stage.Fill(_settings.Check!), stage.VariablesOf("check"));
        TimeSpan patience = _settings.Options.Patience;
        await Task.WhenAny(check.Ended, Task.Delay(patience, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        if (!check.Ended.IsCompleted)
        {
            run.NoteDriverEnd(FormattableString.Invariant(
                $"the check does not end within {patience.TotalSeconds} s"));
            return null;
        }

        DriverExit exit = await check.Ended;
        if (exit == default)
            return null;
        await check.EndAsync();
        string? last = check.Output.Lines is [.., var line] ? line : null;
        if (exit.IsNotStarted)
            throw new CliException($"--check: it cannot be started: {last ?? exit.ToString()}");
        run.NoteDriverEnd($"the check fails: {exit}");
        return last;
    }

    private static async Task PlayAsync(
        CaseRun run,
        Task<bool> connecting,
        TimeSpan patience,
        JudgeSettings settings,
        CancellationToken cancellationToken)
    {
        TimeSpan boot = settings.Boot ?? settings.Options.Patience;
        if (!await connecting)
            run.NoteDriverEnd(FormattableString.Invariant($"it did not connect within {patience.TotalSeconds} s"));
        else if (settings.Ready is { } ready && !await run.StartAsync(ready, boot, cancellationToken))
            run.NoteDriverEnd(FormattableString.Invariant($"it was not ready within {boot.TotalSeconds} s"));
        else
            await run.PlayAsync(cancellationToken);
    }
}
