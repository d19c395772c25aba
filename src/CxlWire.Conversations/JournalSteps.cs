using System.Text.Json;
using CxlWire.Device;
using CxlWire.Device.Activity;
using CxlWire.Device.Capacity;
using CxlWire.Device.FabricManagement;
using CxlWire.Device.Faults;
using CxlWire.Device.Journal;
using CxlWire.Protocol;

namespace CxlWire.Conversations;

/// <summary>
/// Makes steps of a journal's entries. What happened inside a step is in its answer, or follows from it; but faults
/// that happened are told of behind it.
/// </summary>
/// <param name="hosts">Hosts of the device: where there is one, steps do not name it.</param>
public sealed class JournalSteps(int hosts)
{
    private static readonly StepReply _success = new StepReply.Control(null);

    private readonly List<FiredStep> _fired = [];

    /// <summary>Writes what recordings of a device have, as the control socket wants it.</summary>
    /// <param name="device">The device.</param>
    /// <returns>Takes an entry in, and returns what writes the steps that are whole with it; null: none is.</returns>
    public static Func<JournalEntry, Action<Utf8JsonWriter>?> WriterOf(CxlDevice device)
    {
        ArgumentNullException.ThrowIfNull(device);
        var steps = new JournalSteps(device.Hosts.Count);
        return entry => steps.Take(entry) is { Count: > 0 } whole
            ? json =>
            {
                foreach (ConversationStep step in whole)
                    ConversationWriter.WriteStep(json, step);
            }
        : null;
    }

    /// <summary>Takes an entry in.</summary>
    /// <param name="entry">The next of the journal; not kept.</param>
    /// <returns>The steps that are whole with it; none while it is part of one that has not ended.</returns>
    public IReadOnlyList<ConversationStep> Take(JournalEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.Kind == JournalEntryKind.FaultFired)
            _fired.Add(new FiredStep { Reply = new StepReply.Fired((FiredFault)entry.Detail!) });
        if (entry.Depth > 0)
            return [];
        ConversationStep[] steps = [ToStep(entry) with { Time = entry.Time }, .. _fired];
        _fired.Clear();
        return steps;
    }

    private ConversationStep ToStep(JournalEntry entry) => entry.Kind switch
    {
        JournalEntryKind.Command => ToCommand(entry),
        JournalEntryKind.ControlCommand => ToControl(entry),
        JournalEntryKind.CapacityAdd => ToStep((AddCapacityRequest)entry.Detail!, entry.Refusal),
        JournalEntryKind.CapacityRelease => ToStep((ReleaseCapacityRequest)entry.Detail!, entry.Refusal),
        JournalEntryKind.EventInjected => new EventStep(
            entry.HostId, (EventLogType)entry.Detail!, entry.Request.ToArray())
        { Reply = _success },
        JournalEntryKind.FaultsLoaded => new FaultsStep((FaultScenario?)entry.Detail) { Reply = _success },
        JournalEntryKind.FaultInjected => new InjectStep(entry.HostId, (ImmediateFault)entry.Detail!)
        {
            Reply = new StepReply.Control(entry.Refusal?.Reason),
        },
        JournalEntryKind.Reset => new ResetStep(((DeviceReset)entry.Detail!).Kind, entry.HostId) { Reply = _success },
        JournalEntryKind.PoisonInjected => new PoisonStep((DpaRange)entry.Detail!)
        {
            Reply = new StepReply.Control(entry.Refusal?.Reason),
        },
        JournalEntryKind.LabelsLoaded => new LabelsStep(entry.Request.ToArray()) { Reply = _success },
        JournalEntryKind.StateLoaded => new StateStep(entry.Request.ToArray()) { Reply = _success },
        JournalEntryKind.BackgroundEnded => new BackgroundStep { Reply = _success },
        JournalEntryKind.Noted => new NoteStep(entry.HostId ?? 0, entry.Route, (HostNote)entry.Detail!)
        {
            Reply = _success,
        },
        JournalEntryKind.Connected or JournalEntryKind.Disconnected => new PeerStep(
            entry.Kind == JournalEntryKind.Connected, entry.Route, entry.HostId, (string?)entry.Detail)
        {
            Reply = _success,
        },
        _ => throw new ArgumentException($"a {entry.Kind} is no step", nameof(entry)),
    };

    private CciStep ToCommand(JournalEntry entry)
    {
        byte[] request = entry.Request.ToArray();
        CciStep command = entry.HostId is { } host
            ? new HostStep(hosts == 1 ? null : host, entry.Opcode, request)
            : new FabricManagerStep(entry.Opcode, request);
        CommandResult result = entry.Result;
        return command with
        {
            Route = entry.Route,
            OversizedLength = entry.OversizedLength,
            Carrier = (LineMessage?)entry.Detail,
            Reply = new StepReply.Cci(result.Code, entry.Reply.ToArray())
            {
                VendorStatus = result.VendorStatus,
                Fault = result.ReplyFault,
                Refusal = ToRefusal(result.Refusal),
            },
        };
    }

    private static ControlStep ToControl(JournalEntry entry) => new(
        (string)entry.Detail!, LineJson.Compact(entry.Request))
    {
        Reply = new StepReply.Control(entry.Error?.Description)
        {
            ErrorClass = entry.Error?.ErrorClass,
            Returned = entry.Reply.IsEmpty ? null : LineJson.Compact(entry.Reply),
        },
    };

    private static CapacityStep ToStep(AddCapacityRequest request, Refusal? refusal) => new()
    {
        IsAdd = true,
        Region = (byte)Math.Clamp(request.Region, 0, byte.MaxValue),
        Extents = request.Extents,
        HostId = (ushort)Math.Clamp(request.HostId, 0, ushort.MaxValue),
        Policy = CapacityStep.NameOf(isAdd: true, request.SelectionPolicy.Value),
        Tag = request.Tag.IsNone ? null : request.Tag.ToString(),
        Length = request.Length == 0 ? null : request.Length,
        Reply = new StepReply.Control(refusal?.Reason),
    };

    private static CapacityStep ToStep(ReleaseCapacityRequest request, Refusal? refusal) => new()
    {
        IsAdd = false,
        Region = (byte)Math.Clamp(request.Region, 0, byte.MaxValue),
        Extents = request.Extents,
        HostId = (ushort)Math.Clamp(request.HostId, 0, ushort.MaxValue),
        Policy = CapacityStep.NameOf(isAdd: false, request.RemovalPolicy.Value),
        Tag = request.Tag.IsNone ? null : request.Tag.ToString(),
        ForcedRemoval = request.ForcedRemoval,
        SanitizeOnRelease = request.SanitizeOnRelease,
        Reply = new StepReply.Control(refusal?.Reason),
    };

    /// <summary>Of a refusal what is compared: its reason is for people.</summary>
    internal static StepRefusal? ToRefusal(Refusal? refusal) =>
        refusal is null ? null : new StepRefusal(refusal.Rule, refusal.Field, refusal.Offset ?? 0);
}
