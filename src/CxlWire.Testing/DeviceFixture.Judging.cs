using CxlWire.Device.Journal;
using CxlWire.Judge;
using CxlWire.Verification;

namespace CxlWire.Testing;

/// <summary>What the driver owed the device (docs/judge), and the journal.</summary>
public sealed partial class DeviceFixture
{
    private const int MaxViolations = 256;

    private readonly JournalWatch _judge;

    // Guarded by itself.
    private readonly List<Violation> _violations = [];

    /// <summary>
    /// Rules of the host that drivers have violated so far, in the order in which that was seen: the first 256. To be
    /// asked without the device's gate.
    /// </summary>
    public IReadOnlyList<Violation> Violations
    {
        get
        {
            _judge.CatchUp();
            lock (_violations)
                return [.. _violations];
        }
    }

    /// <summary>What became of every rule of the host so far.</summary>
    public Verdicts Verdicts
    {
        get
        {
            _judge.CatchUp();
            return _judge.Verdicts;
        }
    }

    /// <summary>Fails a test whose driver was to owe the device nothing.</summary>
    /// <exception cref="RuleViolatedException">A rule was violated; the message has a line for each time.</exception>
    public void ThrowIfViolated()
    {
        IReadOnlyList<Violation> violations = Violations;
        if (violations.Count > 0)
            throw new RuleViolatedException(violations);
    }

    /// <summary>Waits until a rule of the host was violated so many times: <see cref="Condition"/>.</summary>
    /// <param name="rule">"H1".</param>
    /// <param name="times">How many times at least.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <inheritdoc cref="WaitAsync" path="/exception"/>
    public Task WaitForViolationAsync(
        string rule, long times = 1, CancellationToken cancellationToken = default) =>
        WaitAsync(Condition.Violated(rule, times), cancellationToken: cancellationToken);

    /// <summary>
    /// What has happened to the device, oldest first, as far as it is kept, since it was made or
    /// <see cref="JournalMonitor.Reset"/>: commands with their bytes, faults, resets, what the Fabric
    /// Manager did.
    /// </summary>
    public IReadOnlyList<JournalEntry> ReadJournal()
    {
        using JournalReader reader = Monitor.Read();
        var entries = new List<JournalEntry>();
        for (var entry = new JournalEntry(); reader.TryRead(entry); entry = new JournalEntry())
            entries.Add(entry);
        return entries;
    }

    // On another thread, without the device's gate.
    private void Keep(Violation violation)
    {
        lock (_violations)
        {
            if (_violations.Count < MaxViolations)
                _violations.Add(violation);
        }

        Monitor.Violated(violation.Rule.Id);
    }
}
