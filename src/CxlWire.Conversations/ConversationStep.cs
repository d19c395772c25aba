namespace CxlWire.Conversations;

/// <summary>What was said to a device once, and what it answered; docs/conversations.md has the form.</summary>
public abstract record ConversationStep
{
    private protected ConversationStep()
    {
    }

    /// <summary>What was asked, in short: "Get Log (0401h)", "FM's Get Log (0401h)", "QMP add".</summary>
    public string Name => this switch
    {
        HostStep host => host.Opcode.ToString(),
        FabricManagerStep manager => $"FM's {manager.Opcode}",
        ControlStep control => $"QMP {control.Command}",
        CapacityStep { IsAdd: true } => "QMP add",
        CapacityStep => "QMP release",
        EventStep => "event",
        PoisonStep => "poison",
        LabelsStep => "labels",
        StateStep => "state",
        BackgroundStep => "background",
        PeerStep { IsThere: var isThere } => isThere ? "connect" : "disconnect",
        NoteStep => "note",
        ResetStep => "reset",
        FaultsStep => "faults",
        InjectStep { Fault: var fault } => $"inject {fault.Kind}",
        FiredStep => "fault fired",
        _ => "wait",
    };

    /// <summary>The recorded answer; null where whoever was recorded died of the question.</summary>
    public StepReply? Reply { get; init; }

    /// <summary>The device's time, in nanoseconds since it was made; null: the answer does not depend on it.</summary>
    public long? Time { get; init; }
}
