using System.Text;
using CxlWire.Control;
using CxlWire.Device;
using CxlWire.Device.Configuration;
using CxlWire.Device.FabricManagement;
using CxlWire.Device.Faults;
using CxlWire.Device.Journal;
using CxlWire.Device.Json;
using CxlWire.Protocol;

namespace CxlWire.Conversations;

/// <summary>Answers steps with a device in this process. The caller holds its gate, or has it alone.</summary>
public sealed class ConversationDevice
{
    private readonly CxlDevice _device;
    private readonly ConversationClock? _clock;
    private readonly Queue<FiredFault> _fired = new();
    private readonly Lazy<QmpServer> _control;

    /// <summary>Has a device answer.</summary>
    /// <param name="device">A fresh one for each conversation.</param>
    /// <param name="clock">The device's clock; null: steps that wait are not carried over.</param>
    public ConversationDevice(CxlDevice device, ConversationClock? clock = null)
    {
        ArgumentNullException.ThrowIfNull(device);
        _device = device;
        _clock = clock;
        _control = new Lazy<QmpServer>(() => new QmpServer([device], new QmpServerOptions { KeepsJournal = false }));
        device.Activity.FaultFired += _fired.Enqueue;
    }

    /// <summary>Starts the device that a conversation was held with, as it was.</summary>
    /// <param name="configuration">What it is made of.</param>
    /// <param name="conversation">Recorded with such a device.</param>
    /// <exception cref="ArgumentException">It was another: the label storage area is too small.</exception>
    public static ConversationDevice Start(DeviceConfiguration configuration, Conversation conversation)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        var clock = new ConversationClock();
        var device = new CxlDevice(configuration, clock);
        device.LabelStorage.Load(conversation.Labels.Span);
        return new ConversationDevice(device, clock);
    }

    /// <summary>The device.</summary>
    public CxlDevice Device => _device;

    /// <summary>Faults that happened and that no step has told of yet.</summary>
    public IReadOnlyCollection<FiredFault> Fired => _fired;

    /// <summary>Answers one step.</summary>
    /// <returns>The reply, or null: the device has no such host.</returns>
    public StepReply? Ask(ConversationStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (step.Time is { } time)
            _clock?.Set(time);
        return step switch
        {
            HostStep { Host: var host } command when HasHost(host) => Ask(_device.Hosts[host ?? 0].Cci, command),
            FabricManagerStep command => Ask(_device.FabricManager.Cci, command),
            ControlStep command => Ask(command),
            CapacityStep command => new StepReply.Control(Ask(command)),
            FaultsStep { Scenario: var scenario } => Done(() => _device.LoadFaults(scenario)),
            InjectStep inject when HasHost(inject.HostId) => new StepReply.Control(
                _device.Inject(inject.Fault, inject.HostId)?.Reason),
            FiredStep => new StepReply.Fired(_fired.TryDequeue(out FiredFault? fault) ? fault : null),
            EventStep happened when HasHost(happened.HostId) => Done(() => Append(happened)),
            PoisonStep { Range: var range } => new StepReply.Control(_device.InjectPoison(range)?.Reason),
            LabelsStep labels when labels.Content.Length <= _device.LabelStorage.Size => Done(
                () => _device.LabelStorage.Load(labels.Content.Span)),
            StateStep { State: var state } => new StepReply.Control(Load(state)),
            ResetStep { Function: null } => Done(_device.Reset),
            ResetStep { Function: { } kind, HostId: { } host } when HasHost(host) => Done(
                () => _device.Hosts[host].Function.Reset(kind)),
            BackgroundStep => Done(_device.SettleBackground),
            PeerStep peer => Done(() => Enter(peer)),
            NoteStep note when HasHost(note.HostId) => Done(() => Enter(note)),
            WaitStep wait when _clock is not null => Done(() => _clock.Advance(wait.Duration)),
            _ => null,
        };
    }

    private bool HasHost(int? host) => (host ?? 0) < _device.Hosts.Count;

    private static StepReply.Control Done(Action action)
    {
        action();
        return new StepReply.Control(null);
    }

    private string? Load(ReadOnlyMemory<byte> state)
    {
        try
        {
            _device.LoadState(state);
            return null;
        }
        catch (JsonFileException e)
        {
            return e.Message;
        }
    }

    // The device answers as it would without: these two are for who reads its journal.
    private void Enter(PeerStep step)
    {
        if (HasHost(step.HostId))
            _device.Journal.EnterPeer(step.IsThere, step.HostId, step.Route, step.Peer);
    }

    private void Enter(NoteStep step)
    {
        if (_device.Journal.IsRead)
            _device.Journal.EnterNote(step.HostId, step.Route, step.Note);
    }

    private void Append(EventStep step)
    {
        CciPort port = step.HostId is { } host ? _device.Hosts[host].Cci : _device.FabricManager.Cci;
        port.Logs[step.Log.Value].Append(step.Record.Span);
    }

    private static StepReply.Cci Ask(CciPort port, CciStep step)
    {
        uint length = Math.Max(step.OversizedLength, (uint)step.Request.Length);
        byte[] reply = new byte[port.MaximumPayload];
        CommandResult result = length > port.MaximumPayload
            ? port.RefuseOversized(step.Opcode, length, step.Route ?? CommandRoute.Call)
            : port.Execute(step.Opcode, step.Request.Span, reply, step.Route ?? CommandRoute.Call);
        return new StepReply.Cci(result.Code, reply.AsMemory(0, result.Length))
        {
            VendorStatus = result.VendorStatus,
            Fault = result.ReplyFault,
            Refusal = JournalSteps.ToRefusal(result.Refusal),
        };
    }

    private StepReply.Control Ask(ControlStep step)
    {
        ControlOutcome outcome = _control.Value.Execute(step.Command, Encoding.UTF8.GetBytes(step.Arguments));
        return new StepReply.Control(outcome.Error?.Description)
        {
            ErrorClass = outcome.Error?.ErrorClass,
            Returned = outcome.Returned.IsEmpty ? null : LineJson.Compact(outcome.Returned),
        };
    }

    private string? Ask(CapacityStep step)
    {
        Tag tag = Tag.None;
        if (step.Tag is { } text && !Tag.TryParse(text, out tag))
            return $"Tag must be valid: {text}";
        CapacityStep.TryParse(step.IsAdd, step.Policy, out byte policy);
        Refusal? refusal = step.IsAdd
            ? _device.FabricManager.Add(new AddCapacityRequest
            {
                HostId = step.HostId,
                SelectionPolicy = new SelectionPolicy(policy),
                Region = step.Region,
                Length = step.Length ?? 0,
                Tag = tag,
                Extents = step.Extents,
            })
            : _device.FabricManager.Release(new ReleaseCapacityRequest
            {
                HostId = step.HostId,
                RemovalPolicy = new RemovalPolicy(policy),
                ForcedRemoval = step.ForcedRemoval,
                SanitizeOnRelease = step.SanitizeOnRelease,
                Region = step.Region,
                Tag = tag,
                Extents = step.Extents,
            });
        return refusal?.Reason;
    }
}
