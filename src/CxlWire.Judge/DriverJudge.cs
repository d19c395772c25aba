using System.Text.Json;
using CxlWire.Device.Activity;
using CxlWire.Device.Configuration;
using CxlWire.Device.FabricManagement;
using CxlWire.Device.Faults;
using CxlWire.Device.Journal;
using CxlWire.Judge.Watching;
using CxlWire.Protocol;
using CxlWire.Protocol.Fm;

namespace CxlWire.Judge;

/// <summary>
/// Judges the drivers of a device by its journal, from the device's start on. What it keeps does not grow with what
/// they do. One thread calls at a time.
/// </summary>
public sealed class DriverJudge
{
    /// <summary>Findings of a rule that are kept: the first ones.</summary>
    public const int MaxEvidence = 16;

    private readonly RegionBlocks _regions;
    private readonly HostView[] _views;
    private readonly HostRule[][] _rules;
    private readonly RuleNotes[] _notes;
    private readonly int[] _streams;
    private readonly TimeSpan _late;
    private readonly int? _onlyHost;
    private readonly List<Violation> _violations = [];
    private FaultScenario? _scenario;

    /// <summary>Judges the drivers of a device that nobody has spoken to.</summary>
    /// <param name="configuration">What the device is made of.</param>
    /// <param name="options">The defaults where null.</param>
    public DriverJudge(DeviceConfiguration configuration, JudgeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        options ??= new JudgeOptions();
        (_late, _onlyHost) = (options.Late, options.HostId);
        _notes = [.. DriverRules.All.Select(rule => new RuleNotes(rule, _violations.Add))];
        _regions = new RegionBlocks(configuration);
        _views = new HostView[configuration.Hosts];
        _rules = new HostRule[configuration.Hosts][];
        _streams = new int[configuration.Hosts];
        Begin();
    }

    /// <summary>What became of the rules so far.</summary>
    public Verdicts Verdicts => new([.. _notes.Select(notes => notes.ToResult())]);

    /// <summary>
    /// Whether a driver has still something to do, and is not late: an offer to answer, a log to read on. Who ends here
    /// does not know whether it would have.
    /// </summary>
    public bool IsOwed => _rules.Any(rules => rules.Any(rule => rule.IsOwed));

    /// <summary>Takes an entry in.</summary>
    /// <param name="entry">The next of the journal; not kept.</param>
    /// <param name="place">The step that it is of, and when.</param>
    /// <returns>The violations that it shows.</returns>
    public IReadOnlyList<Violation> Take(JournalEntry entry, StepPlace place)
    {
        ArgumentNullException.ThrowIfNull(entry);
        _violations.Clear();
        PassTime(place);
        switch (entry.Kind)
        {
            case JournalEntryKind.Command when entry.HostId is { } host:
                TakeCommand(host, new HostCommand(entry, place) { IsDisturbed = _views[host].IsDisturbed });
                break;
            case JournalEntryKind.Command:
                TakeManagersCommand(entry, place);
                break;
            case JournalEntryKind.ControlCommand when entry.Error is null:
                TakeControl((string)entry.Detail!, entry.Request, place);
                break;
            case JournalEntryKind.CapacityAdd when entry.Refusal is null:
                TakeAction(((AddCapacityRequest)entry.Detail!).HostId, ManagerAction.Offered, place);
                break;
            case JournalEntryKind.CapacityRelease when entry.Refusal is null:
                var release = (ReleaseCapacityRequest)entry.Detail!;
                TakeAction(release.HostId, ActionOf(release.ForcedRemoval), place);
                break;
            case JournalEntryKind.EventInjected when entry.HostId is { } host:
                _views[host].FillByHand((EventLogType)entry.Detail!, entry.Request.Span);
                break;
            case JournalEntryKind.FaultFired when ((FiredFault)entry.Detail!).HostId is { } host:
                TakeFault(host, (FiredFault)entry.Detail!, place);
                break;
            case JournalEntryKind.FaultsLoaded:
                _scenario = (FaultScenario?)entry.Detail;
                break;
            case JournalEntryKind.BackgroundEnded:
                foreach (HostView view in _views)
                {
                    if (view.Background is { } run)
                        run.Ended ??= place;
                }

                break;
            case JournalEntryKind.Noted when entry.HostId is { } host:
                TakeNote(host, (HostNote)entry.Detail!, place);
                break;
            case JournalEntryKind.Connected or JournalEntryKind.Disconnected
                when entry is { HostId: { } host, Route: CommandRoute.Stream }:
                _streams[host] = Math.Max(0, _streams[host] + (entry.Kind == JournalEntryKind.Connected ? 1 : -1));
                _views[host].IsDisturbed = false;
                break;
            case JournalEntryKind.Notified when entry.HostId is { } host && _streams[host] > 0:
                foreach (HostRule rule in _rules[host])
                    rule.OnNotified(place);
                break;
            case JournalEntryKind.StateLoaded:
                Begin();
                break;
            case JournalEntryKind.Reset:
                TakeReset(((DeviceReset)entry.Detail!).HostId, place);
                break;
            default:
                break;
        }

        return [.. _violations];
    }

    /// <summary>Time has passed, and nothing happened.</summary>
    /// <param name="now">The newest step, and the time.</param>
    /// <returns>The violations that this shows: something was due.</returns>
    public IReadOnlyList<Violation> Wait(StepPlace now)
    {
        _violations.Clear();
        PassTime(now);
        return [.. _violations];
    }

    /// <summary>All drivers begin anew; what was found stays.</summary>
    private void Begin()
    {
        for (int i = 0; i < _views.Length; i++)
        {
            _views[i] = new HostView(_regions);
            _rules[i] = _onlyHost is null || _onlyHost == i ? CreateRules(_views[i], i) : [];
        }
    }

    private static ManagerAction ActionOf(bool forced) => forced ? ManagerAction.Forced : ManagerAction.AskedBack;

    private HostRule[] CreateRules(HostView view, int hostId)
    {
        HostRule[] rules = new HostRule[DriverRules.Automata.Length];
        for (int i = 0; i < rules.Length; i++)
        {
            (DriverRule rule, Func<HostRule> create) = DriverRules.Automata[i];
            rules[i] = create();
            rules[i].Attach(view, _notes[DriverRules.All.Index().First(r => r.Item == rule).Index], hostId, _late);
        }

        return rules;
    }

    private void PassTime(StepPlace now)
    {
        for (int i = 0; i < _rules.Length; i++)
        {
            if (_views[i].HoldUp.IsOn(now, _late))
                continue;
            foreach (HostRule rule in _rules[i])
                rule.OnTime(now);
        }
    }

    private void TakeCommand(int host, HostCommand command)
    {
        if (command.Opcode == Opcode.AddDynamicCapacityResponse)
            command.Answer = _views[host].Offers.Classify(command);
        foreach (HostRule rule in _rules[host])
            rule.OnCommand(command);
        _views[host].ApplyBackground(command, (run, code, at) => TellBackgroundEnd(host, run, code, at));
        _views[host].Apply(command, record =>
        {
            foreach (HostRule rule in _rules[host])
                rule.OnRecord(record);
        });
    }

    private void TakeNote(int host, HostNote note, StepPlace place)
    {
        foreach (HostRule rule in _rules[host])
            rule.OnNote(note, place);
        _views[host].ApplyTold(note, place, (run, code, at) => TellBackgroundEnd(host, run, code, at));
    }

    private void TellBackgroundEnd(int host, BackgroundRun run, ReturnCode? code, StepPlace place)
    {
        foreach (HostRule rule in _rules[host])
            rule.OnBackgroundEnd(run, code, place);
    }

    private void TakeManagersCommand(JournalEntry entry, StepPlace place)
    {
        if (entry.Result.Code != ReturnCode.Success && entry.Result.Code != ReturnCode.BackgroundCommandStarted)
            return;
        if (entry.Opcode == Opcode.InitiateDynamicCapacityAdd
            && InitiateDynamicCapacityAddRequest.TryReadFixedPart(entry.Request.Span, out var add, out _))
        {
            TakeAction(add.HostId, ManagerAction.Offered, place);
        }
        else if (entry.Opcode == Opcode.InitiateDynamicCapacityRelease
            && InitiateDynamicCapacityReleaseRequest.TryReadFixedPart(entry.Request.Span, out var release, out _))
        {
            TakeAction(release.HostId, ActionOf(release.ForcedRemoval), place);
        }
        else if (entry.Opcode == Opcode.SetDynamicCapacityRegionConfiguration
            && SetDynamicCapacityRegionConfigurationRequest.TryRead(entry.Request.Span, out var region, out _))
        {
            _regions.Set(region.Region, region.BlockSize);
        }
    }

    private void TakeControl(string command, ReadOnlyMemory<byte> arguments, StepPlace place)
    {
        bool isAdd = command == "cxl-add-dynamic-capacity", isRelease = command == "cxl-release-dynamic-capacity";
        bool isEvent = command.StartsWith("cxl-inject-", StringComparison.Ordinal);
        if (!isAdd && !isRelease && !isEvent)
            return;

        // It was carried out, so that it is whole; what is too long to be kept has no arguments.
        using JsonDocument? document = arguments.IsEmpty ? null : JsonDocument.Parse(arguments);
        if (document is null || document.RootElement.ValueKind != JsonValueKind.Object)
            return;
        JsonElement root = document.RootElement;
        int host = root.TryGetProperty("host-id", out JsonElement id) && id.TryGetInt32(out int number) ? number : 0;
        if (isEvent)
        {
            string? name = root.TryGetProperty("log", out JsonElement log) ? log.GetString() : null;
            if (EventLogType.TryParse(name ?? "", out EventLogType type) && host < _views.Length)
                _views[host].Fill(type);
            return;
        }

        bool forced = root.TryGetProperty("forced-removal", out JsonElement f) && f.ValueKind == JsonValueKind.True;
        TakeAction(host, isAdd ? ManagerAction.Offered : ActionOf(forced), place);
    }

    private void TakeAction(int host, ManagerAction action, StepPlace place)
    {
        if (host < 0 || host >= _views.Length)
            return;
        foreach (HostRule rule in _rules[host])
            rule.OnManager(action, place);
        _views[host].Apply(action);
    }

    private void TakeFault(int host, FiredFault fault, StepPlace place)
    {
        foreach (HostRule rule in _rules[host])
            rule.OnFault(fault, place);
        _views[host].Apply(fault, _scenario?.Faults.FirstOrDefault(one => one.Name == fault.Name));
    }

    private void TakeReset(int? host, StepPlace place)
    {
        for (int i = 0; i < _rules.Length; i++)
        {
            if (host is { } one && one != i)
                continue;
            foreach (HostRule rule in _rules[i])
                rule.OnReset(place);
            _views[i].Reset();
        }
    }
}
