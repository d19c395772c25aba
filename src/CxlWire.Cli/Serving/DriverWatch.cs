using CxlWire.Cli.Judging;
using CxlWire.Control;
using CxlWire.Device;
using CxlWire.Judge;
using Microsoft.Extensions.Logging;

namespace CxlWire.Cli.Serving;

/// <summary>
/// <c>--judge</c>: the drivers of a device are judged while it is served. Of each rule as many violations are told as a
/// report has; more are counted.
/// </summary>
internal sealed partial class DriverWatch : IDisposable
{
    // Guards itself: what was told, in its order.
    private readonly List<QmpViolation> _told = [];
    private readonly Action<QmpViolation> _raise;
    private readonly ILogger _logger;
    private readonly string _name;
    private readonly string? _report;
    private readonly JournalWatch _watch;

    /// <summary>Judges from now on.</summary>
    /// <param name="device">Nobody has spoken to it.</param>
    /// <param name="name">"device 1, " where there are several, or "".</param>
    /// <param name="report">Where the verdicts are written to at the end; null: nowhere.</param>
    /// <param name="options">T, and the like.</param>
    /// <param name="raise">Told of violations, on other threads.</param>
    /// <param name="logger">Told of violations, and of the verdicts at the end.</param>
    public DriverWatch(
        CxlDevice device,
        string name,
        string? report,
        JudgeOptions options,
        Action<QmpViolation> raise,
        ILogger logger)
    {
        (_name, _report, _raise, _logger) = (name, report, raise, logger);
        if (report is not null)
            VerdictReport.Check("--judge", report, Environment.CurrentDirectory);
        _watch = new JournalWatch(device, options, Tell);
    }

    /// <summary>What was told of all that has happened so far.</summary>
    public IReadOnlyList<QmpViolation> CatchUp()
    {
        _watch.CatchUp();
        lock (_told)
            return [.. _told];
    }

    /// <summary>Ends it: says what became of the rules.</summary>
    public void Dispose()
    {
        _watch.Dispose();
        Verdicts verdicts = _watch.Verdicts;
        string summary = VerdictText.Summarize(verdicts);
        LogSummary(_logger, verdicts.IsGood ? LogLevel.Information : LogLevel.Warning, _name, summary);
        try
        {
            if (_report is not null)
            {
                string name = _name.Length == 0 ? CommandLine.Name : _name.TrimEnd(' ', ',');
                VerdictReport.Write(_report, Environment.CurrentDirectory, [new JudgedCase(name, verdicts)]);
            }
        }
        catch (Exception e) when (FileSizeLimit.IsDiskError(e))
        {
            LogFailed(_logger, _report!, FileError.Reason(e));
        }
    }

    private void Tell(Violation violation)
    {
        Evidence evidence = violation.Evidence;
        var told = new QmpViolation(
            violation.Rule.Id,
            VerdictText.NameOf(violation.Rule.Level),
            evidence.HostId,
            evidence.Steps,
            evidence.Expected,
            evidence.Seen);
        lock (_told)
        {
            if (_told.Count(earlier => earlier.Rule == told.Rule) == DriverJudge.MaxEvidence)
                return;
            _told.Add(told);
        }

        LogViolation(
            _logger,
            violation.Rule.Level == RuleLevel.Must ? LogLevel.Warning : LogLevel.Information,
            _name,
            violation);
        _raise(told);
    }

    [LoggerMessage(EventId = 20, Message = "{Device}violated {Violation}")]
    private static partial void LogViolation(ILogger logger, LogLevel level, string device, Violation violation);

    [LoggerMessage(EventId = 21, Message = "{Device}judged: {Summary}")]
    private static partial void LogSummary(ILogger logger, LogLevel level, string device, string summary);

    [LoggerMessage(22, LogLevel.Error, "{File}: {Reason}; the verdicts are not there")]
    private static partial void LogFailed(ILogger logger, string file, string reason);
}
