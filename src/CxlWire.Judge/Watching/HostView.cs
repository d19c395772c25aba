using CxlWire.Device.Capacity;
using CxlWire.Device.Faults;
using CxlWire.Device.Journal;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Events;

namespace CxlWire.Judge.Watching;

/// <summary>What one host's driver can know, and what the device knows of it: gathered once, for all rules.</summary>
/// <param name="regions">Where capacity may lie.</param>
internal sealed class HostView(RegionBlocks regions)
{
    private const int Logs = 5;
    private const int MaxGone = 4096;

    private readonly HandleSet[] _read = [.. Enumerable.Range(0, Logs).Select(_ => new HandleSet())];
    private readonly bool[] _mayHold = new bool[Logs];
    private readonly bool[] _clearUnheard = new bool[Logs];

    // How long a fault has the next command go on in the background; null: none does.
    private TimeSpan? _nextDuration;

    public OfferBook Offers { get; } = new(regions);

    /// <summary>What was forced back, as the driver has read, and was not offered again since.</summary>
    public RangeIndex Gone { get; } = new();

    /// <summary>Whether the driver wants to be told of dynamic capacity, or has looked.</summary>
    public bool Listens { get; private set; }

    /// <summary>Whether the driver may hold capacity: something was accepted, or listed.</summary>
    public bool MayHold { get; private set; }

    /// <summary>Whether what the host holds is not what its driver thinks: a reply was lost.</summary>
    public bool IsListUncertain { get; private set; }

    /// <summary>The command that goes on in the background, as far as the driver knows; null: none does.</summary>
    public BackgroundRun? Background { get; private set; }

    /// <summary>Whether a log holds a record that nobody has read, as far as it is known.</summary>
    public bool MayHoldRecords(EventLogType log) => log.Value < Logs && _mayHold[log.Value];

    /// <summary>Whether a record of a log was read and is not cleared.</summary>
    public bool HasRead(EventLogType log, ushort handle) => _read[log.Value].Contains(handle);

    /// <summary>Whether the reply to the last 0101h for a log was lost.</summary>
    public bool IsClearUnheard(EventLogType log) => _clearUnheard[log.Value];

    /// <summary>Something was put into a log.</summary>
    public void Fill(EventLogType log)
    {
        if (log.Value < Logs)
            _mayHold[log.Value] = true;
    }

    /// <summary>Somebody has made up a record, and put it into a log.</summary>
    public void FillByHand(EventLogType log, ReadOnlySpan<byte> record)
    {
        Fill(log);
        if (log == EventLogType.DynamicCapacity)
            Offers.AddForeign(record);
    }

    /// <summary>What the Fabric Manager did.</summary>
    public void Apply(ManagerAction action)
    {
        Fill(EventLogType.DynamicCapacity);
        if (action == ManagerAction.Forced)
            TakeForce();
    }

    /// <summary>Takes in that a fault happened.</summary>
    /// <param name="fired">What happened.</param>
    /// <param name="fault">The fault of the scenario; null: it was injected at once.</param>
    public void Apply(FiredFault fired, Fault? fault)
    {
        string kind = fired.Kind;
        Offers.MayMissRecords |= kind is "drop_record" or "record_uuid";
        bool? isSpoilt = kind switch
        {
            "record_uuid" or "duplicate_record" or "reorder_record" => true,
            "record_more" => fault?.Action is FaultAction.RecordMore { Value: false },
            "drop_record" => fault?.Trigger.Chain != FaultTrigger.Last,

            // What is said to be forced back is not what is.
            "record_extent" => fired.Moment == "record forced_release",
            _ => null,
        };
        if (isSpoilt is { } spoilt)
            Offers.Blur(spoilt);
        else if (kind == "record_tag")
            Offers.ForeignTags++;
        else if (kind == "change_list")
            TakeForce();
        else if (kind == "background")
            _nextDuration = fault?.GoesOnFor;
    }

    /// <summary>Whether faults hold the driver up.</summary>
    public HoldUp HoldUp { get; } = new();

    /// <summary>
    /// Whether a reply that came twice, or late, may be in the way of others on the stream: until there is another.
    /// </summary>
    public bool IsDisturbed { get; set; }

    /// <summary>Takes in a command that the rules have seen.</summary>
    /// <param name="command">The command.</param>
    /// <param name="read">Told of each record that is read for the first time.</param>
    public void Apply(HostCommand command, Action<ReadRecord> read)
    {
        IsDisturbed |= command.ReplyFault is { IsRepeated: true } or { OthersPass: true };
        HoldUp.Note(command);
        if (command.Opcode == Opcode.GetEventRecords)
            ApplyRead(command, read);
        else if (command.Opcode == Opcode.ClearEventRecords)
            ApplyClear(command);
        else if (command.Opcode == Opcode.AddDynamicCapacityResponse)
            ApplyAnswer(command);
        else if (command.Opcode == Opcode.ReleaseDynamicCapacity)
            ApplyRelease(command);
        else if (command.Opcode == Opcode.GetDynamicCapacityExtentList)
            ApplyList(command);
        else if (command.Opcode == Opcode.SetEventInterruptPolicy && command.IsSuccess)
            Listens |= command.Request.Length == Logs && (command.Request[Logs - 1] & 3) != 0;
        else if (command.Opcode == Opcode.SetMctpEventInterruptPolicy && command.IsSuccess)
            Listens |= command.Request.Length > 0 && (command.Request[0] & (1 << (Logs - 1))) != 0;
    }

    private void TakeForce()
    {
        Offers.IsForced = true;
        Offers.ForgetHeld();
        if (Background is { } run)
            run.WasForced = true;
    }

    private void ApplyRead(HostCommand command, Action<ReadRecord> read)
    {
        if (command.Log is not { } log)
            return;
        bool isCapacity = log == EventLogType.DynamicCapacity;
        Listens |= isCapacity;
        if (command.Records is not { } records)
            return;
        ReadOnlySpan<byte> reply = command.Reply;
        int count = Math.Min(records.RecordCount, (reply.Length - GetEventRecordsResponse.Size) / EventRecord.Size);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> bytes = reply.Slice(
                GetEventRecordsResponse.Size + (i * EventRecord.Size), EventRecord.Size);
            if (EventRecord.TryRead(bytes, out EventRecord record, out _)
                && _read[log.Value].Add(record.Header.Handle))
            {
                read(ReadOne(log, record.Header, bytes, command.Place));
            }
        }

        if (!records.MoreEventRecords)
            _mayHold[log.Value] = false;

        // Whatever cleared it, and however that ended: the log is empty.
        if (records is { RecordCount: 0, MoreEventRecords: false })
            _read[log.Value].Clear();
        if (isCapacity)
            Offers.IsDrained = !records.MoreEventRecords && _read[log.Value].Count == 0;
    }

    private ReadRecord ReadOne(
        EventLogType log, EventRecordHeader header, ReadOnlySpan<byte> bytes, StepPlace place)
    {
        if (header.EventRecordIdentifier != EventRecordIdentifier.DynamicCapacity
            || !DynamicCapacityEventRecord.TryRead(bytes, out DynamicCapacityEventRecord record, out _))
        {
            return new ReadRecord(log, header, Capacity: null, Offer: null, place);
        }

        ReadOffer? offer = null;
        if (record.EventType == DynamicCapacityEventType.AddCapacity)
        {
            offer = Offers.Add(record, place);
        }
        else if (record.EventType == DynamicCapacityEventType.ForcedCapacityRelease)
        {
            var gone = new DpaRange(record.Extent.StartDpa, record.Extent.Length);
            Offers.Force(gone);
            if (Gone.Count == MaxGone)
                Gone.Clear();
            Gone.Add(gone);
            if (!record.More)
                Offers.IsForced = false;
        }

        return new ReadRecord(log, header, record, offer, place);
    }

    private void ApplyClear(HostCommand command)
    {
        if (command.Log is not { } log)
            return;
        _clearUnheard[log.Value] = !command.IsHeard;
        if (!command.IsSuccess
            || !ClearEventRecordsRequest.TryReadFixedPart(command.Request, out ClearEventRecordsRequest clear, out _))
        {
            return;
        }

        if (clear.ClearAll)
        {
            _read[log.Value].Clear();
            return;
        }

        foreach (ushort handle in Handles(command.Request))
            _read[log.Value].Remove(handle);
    }

    private void ApplyAnswer(HostCommand command)
    {
        IsListUncertain |= !command.IsHeard;
        if (command.Ranges is not { } ranges)
            return;
        if (!command.IsTaken)
        {
            // What a fault refuses, Busy among it, leaves the device the parts that it has.
            Offers.IsPartUnheard &= command.Refusal is null;
            TakeRefusal(command);
            return;
        }

        Offers.IsPartUnheard = ranges.More && (Offers.IsPartUnheard || command.MayBeUnheard);

        if (command.IsStarted)
        {
            if (!ranges.More)
                Offers.BeginAnswer(command.Answer ?? AnswerKind.Unknown, !command.MayBeUnheard);
            return;
        }

        if (!ranges.IsEmpty)
        {
            MayHold = true;
            Gone.RemoveOverlapping(ranges);
        }

        if (ranges.More)
        {
            Offers.AnswerPart();
            return;
        }

        // Of an answer in parts the last tells what is held: that is not all, and what is not known accuses nobody.
        Offers.Hold(RangeIndex.Of(ranges));
        if (command.Answer is AnswerKind.BeforeTheEnd)
            Offers.EndAnswer(command.Code);
        else
            Offers.Answer(command.Answer ?? AnswerKind.Unknown, ranges);
    }

    private void ApplyRelease(HostCommand command)
    {
        IsListUncertain |= !command.IsHeard;
        if (command.IsTaken && command.Ranges is { } released)
            Offers.LetGo(released);
    }

    private void TakeRefusal(HostCommand command)
    {
        if (Offers.First is not { } first)
            return;
        if (command.Answer is AnswerKind.Fits)
            (first.WasRefused, first.IsDoubtful) = (true, command.Refusal is null);
        else if (command.Answer is not AnswerKind.Unknown || !first.IsDoubtful || command.Refusal is null)
            return;
        else if (command.Ranges is { IsEmpty: true })
            Offers.Answer(AnswerKind.Unknown);
        else
            (first.WasRefused, first.MayBeGone) = (true, true);
    }

    private void ApplyList(HostCommand command)
    {
        if (!command.IsSuccess || !command.IsHeard
            || !GetDynamicCapacityExtentListResponse.TryReadFixedPart(
                command.Reply, out GetDynamicCapacityExtentListResponse list, out _))
        {
            return;
        }

        IsListUncertain = false;
        MayHold = list.Total > 0;

        // What is listed is not gone, whatever a record says.
        for (int i = 0; i < list.Returned && Gone.Count > 0; i++)
        {
            int at = GetDynamicCapacityExtentListResponse.SizeWith(i);
            if (at + Extent.Size > command.Reply.Length
                || !Extent.TryRead(command.Reply.Slice(at, Extent.Size), out Extent held, out _))
            {
                break;
            }

            var index = new RangeIndex();
            index.Add(new DpaRange(held.StartDpa, held.Length));
            Gone.RemoveOverlapping(index);
        }
    }

    /// <summary>Takes in what a command tells of the background.</summary>
    /// <param name="command">The command.</param>
    /// <param name="ended">Told of the end of what went on.</param>
    public void ApplyBackground(HostCommand command, Action<BackgroundRun, ReturnCode?, StepPlace> ended)
    {
        TimeSpan? duration = _nextDuration;
        _nextDuration = null;
        if (Background is { } run && command.IsHeard)
        {
            if (command.IsStarted)
                EndBackground(run, code: null, command.Place, ended);
            else if (command.Opcode == Opcode.RequestAbortBackgroundOperation && command.IsSuccess)
                EndBackground(run, ReturnCode.Aborted, command.Place, ended);
            else if (command.BackgroundStatus is { } status && status.Opcode != run.Opcode)
                EndBackground(run, code: null, command.Place, ended);
            else if (command.BackgroundStatus is { InProgress: false } over)
                EndBackground(run, over.ReturnCode, command.Place, ended);
        }

        if (command.IsStarted && !command.MayBeUnheard && command.ReplyFault is not { IsRepeated: true })
            Background = new BackgroundRun(command) { Duration = duration };
    }

    /// <summary>The registers, or an interrupt, told the driver that what went on has ended.</summary>
    public void ApplyTold(HostNote note, StepPlace place, Action<BackgroundRun, ReturnCode?, StepPlace> ended)
    {
        if (note.Kind == HostNoteKind.BackgroundTold && Background is { } run)
            EndBackground(run, note.Opcode == run.Opcode ? note.Code : null, place, ended);
    }

    /// <summary>The host starts anew: its driver need not know what went on.</summary>
    public void Reset()
    {
        Background = null;
        Offers.EndAnswer(code: null);
    }

    private void EndBackground(
        BackgroundRun run, ReturnCode? code, StepPlace place, Action<BackgroundRun, ReturnCode?, StepPlace> ended)
    {
        Background = null;
        if (run.Opcode == Opcode.AddDynamicCapacityResponse)
        {
            Offers.EndAnswer(code);
            Offers.IsPartUnheard |= code is null;
            if (code == ReturnCode.Success && run is { WasForced: false, Ranges.Count: > 0 })
            {
                MayHold = true;
                Gone.RemoveOverlapping(run.Ranges);
                Offers.Hold(run.Ranges);
            }
        }

        ended(run, code, place);
    }

    /// <summary>Handles of a 0101h that is whole.</summary>
    public static ushort[] Handles(ReadOnlySpan<byte> request)
    {
        if (!ClearEventRecordsRequest.Layout.TryCheck(request, out _))
            return [];
        var handles = new ushort[(request.Length - ClearEventRecordsRequest.Size) / sizeof(ushort)];
        for (int i = 0; i < handles.Length; i++)
        {
            int at = ClearEventRecordsRequest.Size + (i * sizeof(ushort));
            handles[i] = (ushort)(request[at] | (request[at + 1] << 8));
        }

        return handles;
    }
}
