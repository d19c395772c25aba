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

    private readonly LinkedList<ReadOffer> _offers = [];
    // What the host surely holds.
    private readonly RangeIndex _held = new();
    private int _extents;

    // Some were forgotten, or are not what they were: until all are answered nothing is said of answers.
    private bool _isUncertain;
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
            last = new ReadOffer(extent.Tag) { IsLateEnd = isLateEnd };
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
        if (command.Ranges is not { } ranges || _isUncertain || (IsForced && !command.IsTaken))
            return AnswerKind.Unknown;
        DropLateEnd(ranges);
        if (_answering is { } answering && (ranges.IsEmpty ? First is null : answering.Index.Overlaps(ranges)))
            return IsAnsweringUncertain ? AnswerKind.Unknown : AnswerKind.BeforeTheEnd;
        if (First is not { } first)
            return ClassifyWithoutOffer(command, ranges);
        bool isDoubtful = first.IsDoubtful && (ranges.IsEmpty || first.Index.Overlaps(ranges));
        if (IsOffence(command) && (isDoubtful || _answering is not null))
            return AnswerKind.Unknown;

        // What the device takes was an offer, under the tag of the one before it.
        if (first.IsLateEnd && command.IsTaken)
            return AnswerKind.Fits;
        if (ranges.IsEmpty)
            return first.IsLateEnd ? AnswerKind.LateEnd
                : first.IsClosed ? AnswerKind.Fits
                : IsDrained || Count > 1 ? AnswerKind.GivesUp
                : AnswerKind.TooEarly;
        foreach (ReadOffer offer in _offers)
        {
            if (offer.TakesUnsound(ranges))
                return AnswerKind.Unsound;
        }

        if (first.Index.Overlaps(ranges) && _held.Overlaps(ranges))
            return AnswerKind.Unsound;
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
    public void Answer(AnswerKind kind)
    {
        if (First is not { } first)
            return;
        Answered = first;
        if (kind == AnswerKind.GivesUp)
            _givenUp = first;
        RemoveFirst();
    }

    /// <summary>Whether the driver does not know of the answer that goes on in the background.</summary>
    public bool IsAnsweringUncertain { get; set; }

    /// <summary>The first offer's answer goes on in the background: whether it is pending is not known.</summary>
    public void BeginAnswer(AnswerKind kind, bool isHeard)
    {
        EndAnswer(code: null);
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
        if (code is null || code == ReturnCode.Success)
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
                if (node.Value.Index.Count > 0)
                    _isUncertain = true;
                else
                    Remove(node);
            }

            node = next;
        }
    }

    private static bool IsOffence(HostCommand command) => command.RefusedBy is "A1" or "A2" or "A3" or "A4";

    private AnswerKind ClassifyFirst(HostCommand command, ExtentRanges ranges, ReadOffer first)
    {
        if (first.IsLateEnd)
            return AnswerKind.LateEnd;
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

    // The late end of what was given up needs no answer: what comes after it does.
    private void DropLateEnd(ExtentRanges ranges)
    {
        while (First is { IsLateEnd: true, IsClosed: true } late && Count > 1 && !late.Index.Overlaps(ranges))
            RemoveFirst();
    }

    private AnswerKind ClassifyWithoutOffer(HostCommand command, ExtentRanges ranges)
    {
        // The device has an offer that the driver has not read of. Who has read all that there is may decline it.
        if (command.IsTaken)
            return ranges.IsEmpty && IsDrained ? AnswerKind.Unknown : AnswerKind.TooEarly;
        if (command.Refusal is null)
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
