using CxlWire.Device.Capacity;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Events;

namespace CxlWire.Judge.Watching;

/// <summary>The offers that a driver has read and not answered, oldest first.</summary>
/// <param name="regions">Where capacity may lie.</param>
internal sealed class OfferBook(RegionBlocks regions)
{
    private const int MaxOffers = 256;
    private const int MaxExtents = 1 << 17;

    // Answers after which what a fault said has no effect any more.
    private const int MaxBlurred = 16;

    private readonly LinkedList<ReadOffer> _offers = [];
    // What the host surely holds.
    private readonly RangeIndex _held = new();
    private int _extents;

    // Some were forgotten, or are not what they were: until all are answered nothing is said of answers.
    private bool _isUncertain;
    private bool _mayDecline;
    private int _blurred;
    private int _spoilt;
    private ReadOffer? _givenUp;

    // The offer whose answer goes on in the background, and what the answer is.
    private ReadOffer? _answering;
    private AnswerKind _answeringAs;

    public ReadOffer? First => _offers.First?.Value;

    public int Count => _offers.Count;

    /// <summary>Records that a fault has given a foreign tag, and that were not read.</summary>
    public int ForeignTags { get; set; }

    /// <summary>The offer that was answered last, or null.</summary>
    public ReadOffer? Answered { get; private set; }

    /// <summary>Capacity was forced back, and the driver may not have read so.</summary>
    public bool IsForced { get; set; }

    /// <summary>
    /// Whether the driver may not know what the device has of a response that is split: it may begin again, and is
    /// refused for what it said already.
    /// </summary>
    public bool IsPartUnheard { get; set; }

    /// <summary>
    /// Whether a fault has spoilt records, so that what the driver read is not what the device has offered: it may be
    /// refused for that.
    /// </summary>
    public bool IsSpoilt => _spoilt > 0;

    /// <summary>Whether the driver may never have had a record of what was offered.</summary>
    public bool MayMissRecords { get; set; }

    /// <summary>A record was made up: it is the late end of a chain, or seems to be an offer.</summary>
    public void AddForeign(ReadOnlySpan<byte> record)
    {
        bool isLateEnd = _givenUp is { Tag.IsNone: false } up
            && DynamicCapacityEventRecord.TryRead(record, out DynamicCapacityEventRecord made, out _)
            && made.Extent.Tag == up.Tag;
        if (!isLateEnd)
            Blur(isSpoilt: true);
    }

    /// <summary>A fault has changed what a record says.</summary>
    /// <param name="isSpoilt">Whether it changes which chains there seem to be, other than that one has no end.</param>
    public void Blur(bool isSpoilt)
    {
        _blurred = MaxBlurred;
        if (isSpoilt)
            _spoilt = MaxBlurred;
        foreach (ReadOffer offer in _offers.Where(offer => !offer.IsClosed))
            (offer.IsDoubtful, offer.IsSpoilt) = (true, offer.IsSpoilt || isSpoilt);
    }

    /// <summary>The dynamic capacity log was read to its end, and what was read is cleared.</summary>
    public bool IsDrained { get; set; }

    /// <summary>The driver has read a record of an offer.</summary>
    /// <returns>The offer.</returns>
    public ReadOffer Add(DynamicCapacityEventRecord record, StepPlace place)
    {
        Extent extent = record.Extent;
        ReadOffer? last = _offers.Last?.Value;
        if (last is { IsClosed: false, HasForeignTag: false } && last.Tag != extent.Tag && ForeignTags > 0)
        {
            ForeignTags--;
            (last.HasForeignTag, last.HasUnsound) = (true, true);
        }

        if (last is null || last.IsClosed || (last.Tag != extent.Tag && !last.HasForeignTag))
        {
            bool isLateEnd = _givenUp is { Tag.IsNone: false } up && up.Tag == extent.Tag;
            last = new ReadOffer(extent.Tag) { IsLateEnd = isLateEnd, IsDoubtful = _blurred > 0, IsSpoilt = IsSpoilt };
            _offers.AddLast(last);
        }

        var range = new DpaRange(extent.StartDpa, extent.Length);
        if (!regions.IsSound(range))
            last.Unsound.Add(range);
        last.HasUnsound |= !regions.IsSound(range) || last.Index.Overlaps(range) || _held.Overlaps(range);

        last.Extents.Add(extent);
        last.Index.Add(range);
        _extents++;
        last.LastRead = place;
        if (!record.More)
        {
            last.Close(isNumbered: !last.Tag.IsNone && regions.IsSharable(range));
            _givenUp = null;
        }

        while (_offers.Count > 1 && (_offers.Count > MaxOffers || _extents > MaxExtents))
        {
            RemoveFirst();
            _isUncertain = true;
        }

        if (_extents > MaxExtents)
            Forget();
        return last;
    }

    /// <summary>What a 4802h is.</summary>
    public AnswerKind Classify(HostCommand command)
    {
        AnswerKind kind = ClassifyAsRead(command);
        return IsSpoilt && kind is not (AnswerKind.Fits or AnswerKind.GivesUp or AnswerKind.Unsound)
            ? AnswerKind.Unknown
            : kind;
    }

    private AnswerKind ClassifyAsRead(HostCommand command)
    {
        if (command.Ranges is not { } ranges || _isUncertain || ((IsForced || IsPartUnheard) && !command.IsTaken))
            return AnswerKind.Unknown;
        if (MayMissRecords && ranges.IsEmpty && command.IsTaken && First is { IsLateEnd: true, IsClosed: true })
        {
            // The device has declined an offer of which the driver had no record, or the next one.
            DoubtAll();
            return AnswerKind.Unknown;
        }

        while (First is { IsLateEnd: true, IsClosed: true } && IsPassedBy(command, ranges))
            RemoveFirst();
        while (First is { MayBeGone: true } && !ranges.IsEmpty && IsPassedBy(command, ranges))
            RemoveFirst();
        if (_answering is { } answering && (ranges.IsEmpty ? First is null : answering.Index.Overlaps(ranges)))
            return IsAnsweringUncertain ? AnswerKind.Unknown : AnswerKind.BeforeTheEnd;
        if (First is not { } first)
            return ClassifyWithoutOffer(command, ranges);
        if ((first.HasUnsound || !first.Index.Overlaps(ranges)) && _offers.Any(offer => offer.TakesUnsound(ranges)))
            return AnswerKind.Unsound;
        if (first.Index.Overlaps(ranges) && _held.Overlaps(ranges))
            return AnswerKind.Unsound;

        // Whatever a fault has done to their records: a chain has one tag, so that these are two.
        if (first is { IsClosed: false, IsLateEnd: false } && first.Index.Overlaps(ranges)
            && _offers.Skip(1).Any(later => later.Index.Overlaps(ranges)))
        {
            return AnswerKind.TooEarly;
        }

        bool isDoubtful = first is { IsDoubtful: true, IsLateEnd: false }
            && (ranges.IsEmpty || first.Index.Overlaps(ranges));
        if (IsOffence(command) && (isDoubtful || _answering is not null))
            return AnswerKind.Unknown;

        // What the device takes was an offer, under the tag of the one before it.
        if (first.IsLateEnd && command.IsTaken)
            return AnswerKind.Fits;
        if (ranges.IsEmpty)
            return first.IsLateEnd ? LateEndOf(command)
                : first.IsClosed ? AnswerKind.Fits
                : IsDrained || Count > 1 ? AnswerKind.GivesUp
                : AnswerKind.TooEarly;
        if (first.HasUnsound && IsOffence(command))
            return AnswerKind.Unknown;
        if (first.Index.Overlaps(ranges))
            return ClassifyFirst(command, ranges, first);
        foreach (ReadOffer offer in _offers)
        {
            if (offer.Index.Overlaps(ranges))
                return first.WasRefused ? AnswerKind.PassesOver : AnswerKind.Later;
        }

        return AnswerKind.NotOffered;
    }

    /// <summary>The host has accepted that.</summary>
    public void Hold(RangeIndex accepted)
    {
        if (_held.Count + accepted.Count > MaxExtents)
            _held.Clear();
        _held.Add(accepted);
    }

    /// <summary>The host has released that, or some of it.</summary>
    public void LetGo(ExtentRanges released) => _held.RemoveOverlapping(released);

    /// <summary>Some of what the host holds was taken, and nobody says what.</summary>
    public void ForgetHeld() => _held.Clear();

    /// <summary>A part of the first offer's answer was taken, and more follow.</summary>
    public void AnswerPart()
    {
        if (First is { } first)
            first.HasParts = true;
    }

    /// <summary>An answer without More was taken: the first offer is no longer pending.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="ranges">Its list; null: it was refused, or there is none.</param>
    public void Answer(AnswerKind kind, ExtentRanges? ranges = null)
    {
        // What the device took was the first offer, whatever was read.
        while (IsSpoilt && kind == AnswerKind.Unknown && ranges is { IsEmpty: false } && First is { } stale
            && !stale.Index.Overlaps(ranges) && _offers.Any(offer => offer.Index.Overlaps(ranges)))
        {
            RemoveFirst();
        }

        // Who was refused for what others spoilt declines, which may be refused, too.
        _mayDecline = kind == AnswerKind.Unknown;
        _blurred = Math.Max(0, _blurred - 1);
        _spoilt = Math.Max(0, _spoilt - 1);
        if (First is not { } first)
            return;
        Answered = first;
        if (kind == AnswerKind.GivesUp)
            _givenUp = first;
        RemoveFirst();
    }

    /// <summary>Whether the driver does not know of the answer that goes on in the background.</summary>
    public bool IsAnsweringUncertain { get; private set; }

    /// <summary>The first offer's answer goes on in the background: whether it is pending is not known.</summary>
    public void BeginAnswer(AnswerKind kind, bool isHeard)
    {
        EndAnswer(ReturnCode.Success);
        if (First is not { } first)
            return;
        (_answering, _answeringAs, IsAnsweringUncertain) = (first, kind, !isHeard);
        RemoveFirst();
    }

    /// <summary>An answer in the background has ended, if there is one.</summary>
    /// <param name="code">How; null: not known.</param>
    public void EndAnswer(ReturnCode? code)
    {
        if (_answering is not { } offer)
            return;
        _answering = null;

        if (code == ReturnCode.Success)
        {
            Answered = offer;
            if (_answeringAs == AnswerKind.GivesUp)
                _givenUp = offer;
            return;
        }

        offer.WasRefused |= _answeringAs == AnswerKind.Fits;
        offer.IsDoubtful = true;
        _offers.AddFirst(offer);
        _extents += offer.Extents.Count;
        if (code is not null)
            return;

        // Nobody knows whether it is still the first pending offer, nor, therefore, which of them is.
        offer.MayBeGone = true;
        DoubtAll();
    }

    /// <summary>The driver has read that those were forced back.</summary>
    public void Force(DpaRange gone)
    {
        var index = new RangeIndex();
        index.Add(gone);
        for (LinkedListNode<ReadOffer>? node = _offers.First; node is not null;)
        {
            LinkedListNode<ReadOffer>? next = node.Next;
            if (node.Value.Index.RemoveOverlapping(index) > 0)
            {
                // Something is left of it, or seems to be by what a record said wrongly: it is answered, or declined in
                // the place of another.
                if (node.Value.HasUnsound || node.Value.IsDoubtful || node.Value.IsCutBy(gone))
                    Blur(isSpoilt: true);
                if (node.Value.Index.Count > 0)
                    _isUncertain = true;
                else
                    Remove(node);
            }

            node = next;
        }
    }

    // Which of them is the first that is pending is not known.
    private void DoubtAll()
    {
        Blur(isSpoilt: true);
        foreach (ReadOffer pending in _offers)
            (pending.IsDoubtful, pending.IsSpoilt) = (true, true);
    }

    private static bool IsOffence(HostCommand command) => command.RefusedBy is "A1" or "A2" or "A3" or "A4";

    // What a fault has refused, or where a record is missing, may be an offer: only the device knows.
    private AnswerKind LateEndOf(HostCommand command) =>
        command.Refusal is null || MayMissRecords ? AnswerKind.Unknown : AnswerKind.LateEnd;

    private AnswerKind ClassifyFirst(HostCommand command, ExtentRanges ranges, ReadOffer first)
    {
        if (first.IsLateEnd)
            return LateEndOf(command);
        if (!first.IsClosed)
            return AnswerKind.TooEarly;
        if (!IsOffence(command))
            return AnswerKind.Fits;
        foreach (ReadOffer later in _offers.Skip(1))
        {
            if (later.Index.Overlaps(ranges))
                return AnswerKind.Later;
        }

        return AnswerKind.NotOffered;
    }

    // The late end of what was given up needs no answer, nor does what may be answered: what comes after it does.
    private bool IsPassedBy(HostCommand command, ExtentRanges ranges) =>
        Count > 1 && (!First!.Index.Overlaps(ranges)
            || (command.IsTaken && _offers.Skip(1).Any(later => later.Index.Overlaps(ranges))));

    private AnswerKind ClassifyWithoutOffer(HostCommand command, ExtentRanges ranges)
    {
        // The device has an offer that the driver has not read of. Who has read all that there is may decline it.
        if (command.IsTaken)
            return IsSpoilt || (ranges.IsEmpty && IsDrained) ? AnswerKind.Unknown : AnswerKind.TooEarly;
        if (command.Refusal is null || IsSpoilt || (ranges.IsEmpty && _mayDecline))
            return AnswerKind.Unknown;
        return ranges.IsEmpty || Answered?.Index.Overlaps(ranges) == true ? AnswerKind.Second : AnswerKind.NotOffered;
    }

    private void RemoveFirst() => Remove(_offers.First!);

    private void Remove(LinkedListNode<ReadOffer> node)
    {
        _extents -= node.Value.Extents.Count;
        _offers.Remove(node);
        if (_offers.Count == 0)
            _isUncertain = false;
    }

    private void Forget()
    {
        _offers.Clear();
        _extents = 0;
        _isUncertain = true;
    }
}
