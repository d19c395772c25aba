using CxlWire.Device;
using CxlWire.Device.Faults;
using CxlWire.Protocol;

namespace CxlWire.Conversations;

/// <summary>Answers steps with a device in this process. The caller holds its gate, or has it alone.</summary>
public sealed class ConversationDevice
{
    private readonly CxlDevice _device;
    private readonly ConversationClock? _clock;
    private readonly Queue<FiredFault> _fired = new();

    /// <summary>Has a device answer.</summary>
    /// <param name="device">A fresh one for each conversation.</param>
    /// <param name="clock">The device's clock; null: steps that wait are not carried over.</param>
    public ConversationDevice(CxlDevice device, ConversationClock? clock = null)
    {
        ArgumentNullException.ThrowIfNull(device);
        _device = device;
        _clock = clock;
        device.Activity.FaultFired += _fired.Enqueue;
    }

    /// <summary>Faults that happened and that no step has told of yet.</summary>
    public IReadOnlyCollection<FiredFault> Fired => _fired;

    /// <summary>Answers one step.</summary>
    /// <returns>The reply, or null: the device has no such host.</returns>
    public StepReply? Ask(ConversationStep step) => step switch
    {
        HostStep { Host: var host } command when (host ?? 0) < _device.Hosts.Count => Ask(_device.Hosts[host ?? 0].Cci, command),
        FabricManagerStep command => Ask(_device.FabricManager.Cci, command),
        ControlStep command => new StepReply.Control(Ask(command)),
        FaultsStep { Scenario: var scenario } => Load(scenario),
        InjectStep inject when (inject.HostId ?? 0) < _device.Hosts.Count => new StepReply.Control(
            _device.Inject(inject.Fault, inject.HostId)?.Reason),
        FiredStep => new StepReply.Fired(_fired.TryDequeue(out FiredFault? fault) ? fault : null),
        WaitStep wait when _clock is not null => Wait(wait.Time),
        _ => null,
    };

    private StepReply.Control Load(FaultScenario? scenario)
    {
        _device.LoadFaults(scenario);
        return new StepReply.Control(null);
    }

    private StepReply.Control Wait(TimeSpan time)
    {
        _clock!.Advance(time);
        return new StepReply.Control(null);
    }

    private static StepReply.Cci Ask(CciPort port, CciStep step)
    {
        if (step.Request.Length > port.MaximumPayload)
            return new StepReply.Cci(port.RefuseOversized(step.Opcode, (uint)step.Request.Length).Code, default);
        byte[] reply = new byte[port.MaximumPayload];
        CommandResult result = port.Execute(step.Opcode, step.Request.Span, reply);
        return new StepReply.Cci(result.Code, reply.AsMemory(0, result.Length))
        {
            VendorStatus = result.VendorStatus,
            Fault = result.ReplyFault,
        };
    }

    private string? Ask(ControlStep step)
    {
        Tag tag = Tag.None;
        if (step.Tag is { } text && !Tag.TryParse(text, out tag))
            return "Tag must be valid";
        Refusal? refusal = step.IsAdd
            ? _device.FabricManager.Add(new AddCapacityRequest
            {
                HostId = step.HostId,
                SelectionPolicy = step.Policy switch
                {
                    "free" => SelectionPolicy.Free,
                    "contiguous" => SelectionPolicy.Contiguous,
                    "enable-shared-access" => SelectionPolicy.EnableSharedAccess,
                    _ => SelectionPolicy.Prescriptive,
                },
                Region = step.Region,
                Length = step.Length ?? 0,
                Tag = tag,
                Extents = step.Extents,
            })
            : _device.FabricManager.Release(new ReleaseCapacityRequest
            {
                HostId = step.HostId,
                RemovalPolicy = step.Policy == "tag-based" ? RemovalPolicy.TagBased : RemovalPolicy.Prescriptive,
                ForcedRemoval = step.ForcedRemoval,
                SanitizeOnRelease = step.SanitizeOnRelease,
                Region = step.Region,
                Tag = tag,
                Extents = step.Extents,
            });
        return refusal?.Reason;
    }
}
