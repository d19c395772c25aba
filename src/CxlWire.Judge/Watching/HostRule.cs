using CxlWire.Device.Faults;
using CxlWire.Device.Journal;
using CxlWire.Protocol;

namespace CxlWire.Judge.Watching;

/// <summary>
/// A rule's automaton, for one host. It sees each thing before <see cref="View"/> takes it in, but a record only then.
/// </summary>
internal abstract class HostRule
{
    private RuleNotes? _notes;
    private int _hostId;

    /// <summary>What all rules of the host know.</summary>
    protected HostView View { get; private set; } = null!;

    /// <summary>After so long something is late.</summary>
    protected TimeSpan Late { get; private set; }

    /// <summary>Called once, before all else.</summary>
    public void Attach(HostView view, RuleNotes notes, int hostId, TimeSpan late) =>
        (View, _notes, _hostId, Late) = (view, notes, hostId, late);

    /// <summary>Whether the driver has still something to do, for which there is time.</summary>
    public virtual bool IsOwed => false;

    /// <summary>Time has passed: called before anything else of a step.</summary>
    public virtual void OnTime(StepPlace now)
    {
    }

    /// <summary>A command of the host was answered.</summary>
    public virtual void OnCommand(HostCommand command)
    {
    }

    /// <summary>The driver has read a record that it had not.</summary>
    public virtual void OnRecord(ReadRecord record)
    {
    }

    /// <summary>The Fabric Manager did something.</summary>
    public virtual void OnManager(ManagerAction action, StepPlace place)
    {
    }

    /// <summary>The driver was told that its command in the background has ended.</summary>
    /// <param name="run">The command.</param>
    /// <param name="code">How; null: it was not told so.</param>
    /// <param name="place">Which step, and when.</param>
    public virtual void OnBackgroundEnd(BackgroundRun run, ReturnCode? code, StepPlace place)
    {
    }

    /// <summary>The host, or all of them, started anew.</summary>
    public virtual void OnReset(StepPlace place)
    {
    }

    /// <summary>A fault happened to the host.</summary>
    public virtual void OnFault(FiredFault fault, StepPlace place)
    {
    }

    /// <summary>The host spoke as the note says.</summary>
    public virtual void OnNote(HostNote note, StepPlace place)
    {
    }

    /// <summary>The host was sent an Event Notification (0106h), on a stream.</summary>
    public virtual void OnNotified(StepPlace place)
    {
    }

    /// <summary>The rule was exercised, and kept.</summary>
    protected void Keep() => _notes!.Keep();

    /// <summary>The rule was violated.</summary>
    protected void Violate(string expected, string seen, params long[] steps) =>
        _notes!.Add(new Evidence(RuleVerdict.Fail, _hostId, Distinct(steps), expected, seen));

    /// <summary>Something is worth knowing.</summary>
    protected void Inform(string expected, string seen, params long[] steps) =>
        _notes!.Add(new Evidence(RuleVerdict.Info, _hostId, Distinct(steps), expected, seen));

    private static long[] Distinct(long[] steps) => [.. steps.Distinct().Order()];
}
