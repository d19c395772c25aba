using CxlWire.Device.Capacity;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Judge.Watching;

/// <summary>An offer, as far as the driver has read its records.</summary>
internal sealed class ReadOffer(Tag tag)
{
    private bool _isNumbered;

    public Tag Tag => tag;

    /// <summary>The extents, in the order of their records.</summary>
    public List<Extent> Extents { get; } = [];

    /// <summary>Where they lie.</summary>
    public RangeIndex Index { get; } = new();

    /// <summary>Where those lie that no driver may use.</summary>
    public RangeIndex Unsound { get; } = new();

    /// <summary>Whether an extent is unsound, or they do not go together.</summary>
    public bool HasUnsound { get; set; }

    /// <summary>Whether one has another tag than the chain that it is in.</summary>
    public bool HasForeignTag { get; set; }

    /// <summary>Whether the sequences are not those that the tag has; known at the chain's end.</summary>
    public bool HasWrongSequence { get; private set; }

    /// <summary>Whether a part of the answer was sent, with More.</summary>
    public bool HasParts { get; set; }

    /// <summary>Whether its last record was read.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Whether an answer to it was refused, and no other has been taken.</summary>
    public bool WasRefused { get; set; }

    /// <summary>Whether the device may have taken the answer all the same: a fault refused it.</summary>
    public bool IsDoubtful { get; set; }

    /// <summary>Whether it is doubtful, and was refused: who goes on to the next one knows why.</summary>
    public bool MayBeGone { get; set; }

    /// <summary>Whether a fault may have spoilt its records: it may not be what the device has offered.</summary>
    public bool IsSpoilt { get; set; }

    /// <summary>Whether it is the end of a chain that was given up.</summary>
    public bool IsLateEnd { get; init; }

    /// <summary>Whether it was told that it is late.</summary>
    public bool IsToldLate { get; set; }

    /// <summary>Whether it is to be answered in time. What is due where an answer was refused, H7 says.</summary>
    public bool IsDue => IsClosed && !IsLateEnd && !IsToldLate && !WasRefused && !IsSpoilt;

    /// <summary>When its newest record was read.</summary>
    public StepPlace LastRead { get; set; }

    /// <summary>Its last record was read: are the sequences 0 to n-1 in a sharable group, else 0 (S3)?</summary>
    public void Close(bool isNumbered)
    {
        IsClosed = true;

        // What is not sharable has none; but only the CDAT says what is sharable.
        HasWrongSequence = !AreDense(Extents, isNumbered) && (isNumbered || !AreDense(Extents, areNumbered: true));
        HasUnsound |= HasWrongSequence;
        _isNumbered = isNumbered;
    }

    /// <summary>Whether an answer takes what no driver may use: by itself, or with what else it takes.</summary>
    public bool TakesUnsound(ExtentRanges answer)
    {
        if (!HasUnsound)
            return false;
        if (Unsound.Overlaps(answer))
            return true;
        var one = new RangeIndex();
        foreach (DpaRange range in answer.Ranges)
        {
            if (range.Length == 0 ? Extents.Exists(e => e.Length == 0 && e.StartDpa == range.Start)
                : Index.Overlaps(range) && one.Overlaps(range))
            {
                return true;
            }

            one.Add(range);
        }

        if (!HasForeignTag && !HasWrongSequence)
            return false;
        List<Extent> taken = Extents.FindAll(extent => one.Overlaps(new DpaRange(extent.StartDpa, extent.Length)));
        return (HasForeignTag && taken.Exists(extent => extent.Tag != taken[0].Tag))
            || (HasWrongSequence && !AreDense(taken, _isNumbered) && !(_isNumbered && (answer.More || HasParts)));
    }

    /// <summary>Whether an extent lies partly within a range.</summary>
    public bool IsCutBy(DpaRange range) => Extents.Exists(extent =>
        new DpaRange(extent.StartDpa, extent.Length) is var own && own.Overlaps(range) && !range.Contains(own));

    private static bool AreDense(List<Extent> extents, bool areNumbered) => areNumbered
        ? extents.Select(extent => (int)extent.SharedExtentSequence).Order()
            .SequenceEqual(Enumerable.Range(0, extents.Count))
        : !extents.Exists(extent => extent.SharedExtentSequence != 0);

    /// <summary>Whether its order tells: the extents of a sharable group are numbered.</summary>
    public bool IsNumbered => Extents.Exists(extent => extent.SharedExtentSequence != 0);
}
