using System.Globalization;

namespace CxlWire.Device.Faults;

/// <summary>What goes wrong on the way of a reply that MCTP packets carry on a serial line.</summary>
public enum MctpFaultKind
{
    /// <summary>A frame has another check sequence than its bytes.</summary>
    WrongFcs,

    /// <summary>A frame ends halfway.</summary>
    CutFrame,

    /// <summary>The last packet does not say that it is the last.</summary>
    MissingEnd,

    /// <summary>The first packet does not say that it is the first.</summary>
    MissingStart,

    /// <summary>A packet is left out.</summary>
    SequenceGap,

    /// <summary>A packet has another message tag.</summary>
    WrongTag,

    /// <summary>A packet comes from another EID.</summary>
    WrongEid,

    /// <summary>A packet comes twice.</summary>
    Repeated,

    /// <summary>A packet changes places with the one behind it, the last with the one before it.</summary>
    Reordered,
}

/// <summary>A fault of the line, and the packet of the reply that it happens to.</summary>
/// <param name="Kind">What goes wrong.</param>
/// <param name="Packet">Which packet, from 1 on; with fewer, the last.</param>
public readonly record struct MctpFault(MctpFaultKind Kind, int Packet)
{
    // In the order of the kinds.
    internal static readonly string[] Names =
    [
        "wrong_fcs", "cut_frame", "missing_end", "missing_start", "sequence_gap", "wrong_tag", "wrong_eid", "repeated",
        "reordered",
    ];

    /// <summary>What scenarios and recordings call the kind.</summary>
    public string Name => Names[(int)Kind];

    /// <summary>The fault that <see cref="Name"/> means.</summary>
    /// <returns>False where nothing is called so.</returns>
    public static bool TryParse(string name, int packet, out MctpFault fault)
    {
        int kind = Array.IndexOf(Names, name);
        fault = new MctpFault((MctpFaultKind)Math.Max(0, kind), packet);
        return kind >= 0;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"MCTP {Name}, packet {Packet}");
}
