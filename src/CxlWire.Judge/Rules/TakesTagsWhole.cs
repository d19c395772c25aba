using CxlWire.Device.Capacity;
using CxlWire.Judge.Watching;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Judge.Rules;

/// <summary>H8: a tag is taken whole or not at all.</summary>
internal sealed class TakesTagsWhole : HostRule
{
    public static DriverRule Rule { get; } = new(
        "H8",
        RuleLevel.Should,
        'I',
        "A tag is taken whole or not at all; a sharable group too, in the order of its sequences 0 to n-1.",
        "A tagged offer that is answered.");

    private readonly List<DpaRange> _taken = [];
    private bool _isUnsure;

    public override void OnCommand(HostCommand command)
    {
        if (command.Answer is null || command.IsBusy)
            return;
        if (command.Answer is not AnswerKind.Fits || !command.IsTaken || command.Ranges is not { } ranges
            || View.Offers.IsSpoilt
            || View.Offers.First is not { Tag.IsNone: false, HasUnsound: false } offer)
        {
            _taken.Clear();
            _isUnsure = false;
            return;
        }

        if (_taken.Count <= offer.Extents.Count)
            _taken.AddRange(ranges.Ranges);

        // A part that goes on in the background may fail there, and takes the parts before with it.
        _isUnsure |= command.IsStarted && ranges.More;
        if (ranges.More)
            return;
        if (!_isUnsure)
            Judge(command, offer);
        _taken.Clear();
        _isUnsure = false;
    }

    // The device forgets the parts of a response that has no end, and the driver does not know.
    public override void OnReset(StepPlace place)
    {
        _isUnsure |= _taken.Count > 0;
        _taken.Clear();
    }

    private void Judge(HostCommand command, ReadOffer offer)
    {
        ulong offered = 0, taken = 0;
        foreach (Extent extent in offer.Extents)
            offered += extent.Length;
        foreach (DpaRange range in _taken)
            taken += range.Length;
        if (taken != 0 && taken != offered)
        {
            Violate(
                $"all of tag {offer.Tag}, or nothing: {offered:X}h bytes",
                $"{taken:X}h bytes",
                offer.LastRead.Step,
                command.Step);
        }
        else if (taken != 0 && offer.IsNumbered && !IsInOrder(offer))
        {
            Violate(
                $"the extents of tag {offer.Tag} in the order of their sequences",
                "another order",
                offer.LastRead.Step,
                command.Step);
        }
        else
        {
            Keep();
        }
    }

    private bool IsInOrder(ReadOffer offer) => offer.Extents.OrderBy(extent => extent.SharedExtentSequence)
        .Select(extent => extent.StartDpa).SequenceEqual(_taken.Select(range => range.Start));
}
