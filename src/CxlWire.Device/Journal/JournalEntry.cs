using CxlWire.Protocol;

namespace CxlWire.Device.Journal;

/// <summary>
/// A copy of one entry. <see cref="JournalReader.TryRead"/> fills it, and the next call fills it again: whoever
/// reads many keeps one, and nothing is allocated once its buffers are large enough.
/// </summary>
public sealed class JournalEntry
{
    private byte[] _bytes = [];
    private int _requestLength;

    /// <summary>Number of the entry since the device was made, from 0.</summary>
    public long Number { get; internal set; }

    /// <summary>
    /// Number of the step that the entry is of, from 0, as a recording numbers them that was begun when the journal was
    /// first read: in a recording, a fault that happened in a step has the next number.
    /// </summary>
    public long Step { get; internal set; }

    /// <summary>What the entry tells of.</summary>
    public JournalEntryKind Kind { get; internal set; }

    /// <summary>
    /// 0: the entry is a step, what somebody did to the device. Above: it happened inside the step whose entry follows.
    /// </summary>
    public int Depth { get; internal set; }

    /// <summary>The device's time in nanoseconds since it was made; null: the step did not depend on it.</summary>
    public long? Time { get; internal set; }

    /// <summary>The host that it happened to; null: the Fabric Manager, or the whole device.</summary>
    public int? HostId { get; internal set; }

    /// <summary>The way by which a command or a peer came.</summary>
    public CommandRoute Route { get; internal set; }

    /// <summary>Of a command.</summary>
    public Opcode Opcode { get; internal set; }

    /// <summary>How a command ended.</summary>
    public CommandResult Result { get; internal set; }

    /// <summary>Why nothing was changed, or null.</summary>
    public Refusal? Refusal { get; internal set; }

    /// <summary>
    /// Payload of a command's request; empty where it was too long to be taken. Arguments of a control command, as
    /// JSON.
    /// </summary>
    public ReadOnlyMemory<byte> Request => _bytes.AsMemory(0, _requestLength);

    /// <summary>Bytes that a command's request had where it was too long to be taken; else 0.</summary>
    public uint OversizedLength { get; internal set; }

    /// <summary>Payload of a command's response. What a control command returned, as JSON, or nothing.</summary>
    public ReadOnlyMemory<byte> Reply => _bytes.AsMemory(_requestLength, ReplyLength);

    /// <summary>
    /// What the kind says; of a command, the <see cref="LineMessage"/> that carried it, or null; for a control command
    /// that failed, see <see cref="Error"/>.
    /// </summary>
    public object? Detail { get; internal set; }

    /// <summary>Why a control command failed, or null.</summary>
    public ControlError? Error { get; internal set; }

    private int ReplyLength { get; set; }

    /// <summary>Room for the bytes of both.</summary>
    internal Span<byte> Reserve(int requestLength, int replyLength)
    {
        (_requestLength, ReplyLength) = (requestLength, replyLength);
        int length = requestLength + replyLength;
        if (length > _bytes.Length)
            _bytes = new byte[Math.Max(length, 2 * _bytes.Length)];
        return _bytes.AsSpan(0, length);
    }
}
