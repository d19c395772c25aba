using System.Globalization;

namespace CxlWire.Device.Faults;

/// <summary>
/// What is to go wrong on the way of a reply. Whatever carries replies does as much of it as can happen there:
/// a mailbox register has no tag, and its doorbell clears once.
/// </summary>
public sealed record ReplyFault
{
    /// <summary>Nothing goes wrong.</summary>
    internal static ReplyFault None { get; } = new();

    /// <summary>The reply is not sent.</summary>
    public bool IsLost { get; init; }

    /// <summary>How much later the reply is sent, by the device's clock.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Whether later requests of the same peer are carried out before a delayed reply is sent.</summary>
    public bool OthersPass { get; init; }

    /// <summary>Added to the message tag, modulo 256.</summary>
    public byte TagOffset { get; init; }

    /// <summary>Whether the reply is sent twice.</summary>
    public bool IsRepeated { get; init; }

    /// <summary>Bytes of the message, header included, after which the stream ends; null: it goes on.</summary>
    public int? CutAfter { get; init; }

    /// <summary>What goes wrong with the packets of an MCTP line; null: nothing.</summary>
    public MctpFault? Mctp { get; init; }

    /// <summary>In half a line: "lost", "250 ms late".</summary>
    public override string ToString() => string.Join(", ", Parts());

    private IEnumerable<string> Parts()
    {
        if (IsLost)
            yield return "lost";
        if (Delay > TimeSpan.Zero)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{Delay.TotalMilliseconds} ms late{(OthersPass ? ", others pass" : "")}");
        if (TagOffset != 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"tag + {TagOffset}");
        if (IsRepeated)
            yield return "twice";
        if (CutAfter is { } bytes)
            yield return string.Create(CultureInfo.InvariantCulture, $"cut after {bytes} bytes");
        if (Mctp is { } packets)
            yield return packets.ToString();
    }
}
