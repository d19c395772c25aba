using CxlWire.Device.Capacity;
using CxlWire.Device.Journal;
using CxlWire.Device.Registers;
using CxlWire.Protocol;

namespace CxlWire.Conversations;

/// <summary>Time passes; the answer is success.</summary>
/// <param name="Duration">How much; whole milliseconds.</param>
public sealed record WaitStep(TimeSpan Duration) : ConversationStep;

/// <summary>Hosts start anew; the answer is success.</summary>
/// <param name="Function">How a host's PCI function was reset; null: all hosts start anew.</param>
/// <param name="HostId">Whose function it is; null where all hosts start anew.</param>
public sealed record ResetStep(ResetKind? Function, int? HostId) : ConversationStep
{
    /// <summary>The step in a line.</summary>
    public override string ToString() =>
        HostId is { } host ? FormattableString.Invariant($"reset {Function}, host {host}") : "reset hosts";
}

/// <summary>A record is put into a log, by a call; the answer is success.</summary>
/// <param name="HostId">Whose log it is; null: the Fabric Manager's.</param>
/// <param name="Log">Which log.</param>
/// <param name="Record">128 bytes; handle and timestamp are the device's.</param>
public sealed record EventStep(int? HostId, EventLogType Log, ReadOnlyMemory<byte> Record) : ConversationStep
{
    /// <summary>The step in a line.</summary>
    public override string ToString() => $"event in {Log}: {Convert.ToHexStringLower(Record.Span)}";
}

/// <summary>Memory is poisoned, by a call; the answer is success, or why not.</summary>
/// <param name="Range">Which.</param>
public sealed record PoisonStep(DpaRange Range) : ConversationStep
{
    /// <summary>The step in a line.</summary>
    public override string ToString() => $"poison {Range}";
}

/// <summary>The label storage area begins with that from now on; the answer is success.</summary>
/// <param name="Content">Its first bytes; the others stay as they are.</param>
public sealed record LabelsStep(ReadOnlyMemory<byte> Content) : ConversationStep;

/// <summary>The device is put into a state; the answer is success.</summary>
/// <param name="State">A JSON object, in UTF-8, as <see cref="Device.CxlDevice.TakeState"/> makes it.</param>
public sealed record StateStep(ReadOnlyMemory<byte> State) : ConversationStep;

/// <summary>The time of a background command was over, and it did what it is for; the answer is success.</summary>
public sealed record BackgroundStep : ConversationStep;

/// <summary>A host spoke as the note says; there is nothing to answer.</summary>
/// <param name="HostId">Whose CCI it is.</param>
/// <param name="Route">The way by which its commands come.</param>
/// <param name="Note">What happened.</param>
public sealed record NoteStep(int HostId, CommandRoute Route, HostNote Note) : ConversationStep
{
    /// <summary>The step in a line.</summary>
    public override string ToString() => $"noted: {Note}";
}

/// <summary>A peer came, or is gone; there is nothing to answer.</summary>
/// <param name="IsThere">Whether it came.</param>
/// <param name="Route">The way by which its commands come.</param>
/// <param name="HostId">The host whose CCI it is; null: the Fabric Manager's, or the control socket.</param>
/// <param name="Peer">What logs call it.</param>
public sealed record PeerStep(bool IsThere, CommandRoute Route, int? HostId, string? Peer) : ConversationStep;
