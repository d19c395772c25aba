using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Judge.Watching;

/// <summary>An offer, as far as the driver has read its records.</summary>
internal sealed class ReadOffer(Tag tag)
{
    public Tag Tag => tag;

    /// <summary>The extents, in the order of their records.</summary>
    public List<Extent> Extents { get; } = [];

    /// <summary>Where they lie.</summary>
    public RangeIndex Index { get; } = new();

    /// <summary>Where those lie that no driver may use.</summary>
    public RangeIndex Unsound { get; } = new();

    /// <summary>Whether an extent is unsound, of length 0, too.</summary>
    public bool HasUnsound { get; set; }

    /// <summary>Whether its last record was read.</summary>
    public bool IsClosed { get; set; }

    /// <summary>Whether an answer to it was refused, and no other has been taken.</summary>
    public bool WasRefused { get; set; }

    /// <summary>Whether the device may have taken the answer all the same: a fault refused it.</summary>
    public bool IsDoubtful { get; set; }

    /// <summary>Whether it is the end of a chain that was given up.</summary>
    public bool IsLateEnd { get; init; }

    /// <summary>Whether it was told that it is late.</summary>
    public bool IsToldLate { get; set; }

    /// <summary>When its newest record was read.</summary>
    public StepPlace LastRead { get; set; }

    /// <summary>Whether its order tells: the extents of a sharable group are numbered.</summary>
    public bool IsNumbered => Extents.Exists(extent => extent.SharedExtentSequence != 0);
}
