using CxlWire.Device;
using CxlWire.Device.Faults;
using CxlWire.Device.Journal;
using CxlWire.Protocol;
using CxlWire.Protocol.Events;
using CxlWire.Protocol.Mailbox;

namespace CxlWire.Judge.Watching;

/// <summary>A command of a host, as the journal has it.</summary>
/// <param name="entry">The entry; not kept.</param>
/// <param name="place">Which step, and when.</param>
internal sealed class HostCommand(JournalEntry entry, StepPlace place)
{
    public StepPlace Place => place;

    public long Step => place.Step;

    public Opcode Opcode => entry.Opcode;

    public CommandRoute Route => entry.Route;

    public ReadOnlySpan<byte> Request => entry.Request.Span;

    public ReadOnlySpan<byte> Reply => entry.Reply.Span;

    public ReturnCode Code => entry.Result.Code;

    /// <summary>ID of the rule of the device that refused it, or null.</summary>
    public string? RefusedBy => entry.Refusal?.Rule;

    /// <summary>Why it was refused, or null.</summary>
    public Refusal? Refusal => entry.Refusal;

    /// <summary>Whether its payload was too long to be taken.</summary>
    public bool IsOversized => entry.OversizedLength > 0;

    /// <summary>What went wrong on the reply's way, or null.</summary>
    public ReplyFault? ReplyFault => entry.Result.ReplyFault;

    /// <summary>
    /// Whether the driver may not have taken the reply for one: it was lost, cut, late, had a wrong tag, or another one
    /// was in its way.
    /// </summary>
    public bool MayBeUnheard =>
        IsDisturbed || !IsHeard || ReplyFault is { TagOffset: not 0 } or { Mctp: not null }
        || ReplyFault?.Delay > TimeSpan.Zero;

    /// <summary>Whether an earlier reply may be in the way of this one's.</summary>
    public bool IsDisturbed { get; init; }

    /// <summary>Whether the whole reply was sent.</summary>
    public bool IsHeard => ReplyFault is null or { IsLost: false, CutAfter: null };

    public bool IsSuccess => Code == ReturnCode.Success;

    /// <summary>Whether it goes on in the background.</summary>
    public bool IsStarted => Code == ReturnCode.BackgroundCommandStarted;

    /// <summary>Whether it was carried out, or goes on in the background: what was sent is right so far.</summary>
    public bool IsTaken => IsSuccess || IsStarted;

    public bool IsBusy => Code == ReturnCode.Busy || Code == ReturnCode.RetryRequired;

    /// <summary>Whether it is a 4802h or 4803h, with a list of extents.</summary>
    public bool IsExtentList =>
        Opcode == Opcode.AddDynamicCapacityResponse || Opcode == Opcode.ReleaseDynamicCapacity;

    /// <summary>The list of a 4802h or 4803h; null: it is none, or not whole.</summary>
    public ExtentRanges? Ranges => field ??= IsExtentList ? ExtentRanges.TryRead(Request) : null;

    /// <summary>What a 4802h is, by what the driver was offered; null: it is none.</summary>
    public AnswerKind? Answer { get; set; }

    /// <summary>The log that a 0100h or 0101h is about; null: it is no such command, or there is no such log.</summary>
    public EventLogType? Log =>
        (Opcode == Opcode.GetEventRecords || Opcode == Opcode.ClearEventRecords)
        && Request.Length > 0 && Request[0] <= EventLogType.DynamicCapacity.Value
            ? new EventLogType(Request[0])
            : null;

    /// <summary>Whether it is a 0101h for all records of its log.</summary>
    public bool IsClearAll =>
        Opcode == Opcode.ClearEventRecords && Request.Length > 1 && (Request[1] & 1) != 0;

    /// <summary>The header of a 0100h's reply that was sent whole; null: this has none.</summary>
    public GetEventRecordsResponse? Records =>
        Opcode == Opcode.GetEventRecords && IsSuccess && IsHeard
        && GetEventRecordsResponse.TryReadFixedPart(Reply, out GetEventRecordsResponse read, out _)
            ? read
            : null;

    /// <summary>What a 0002h says that the driver has heard; null: it is none.</summary>
    public BackgroundOperationStatusResponse? BackgroundStatus =>
        Opcode == Opcode.BackgroundOperationStatus && IsSuccess && IsHeard
        && BackgroundOperationStatusResponse.TryRead(Reply, out BackgroundOperationStatusResponse status, out _)
            ? status
            : null;
}
