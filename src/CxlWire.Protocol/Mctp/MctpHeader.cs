namespace CxlWire.Protocol.Mctp;

/// <summary>Header of every MCTP packet.</summary>
[Layout("mctp_header", "DSP0236 MCTP transport header", 4)]
public readonly partial record struct MctpHeader
{
    /// <summary>The only version of the header that there is.</summary>
    public const byte Version = 1;

    /// <summary>1.</summary>
    [Bits(0, 3, 0)] public partial byte HeaderVersion { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(0, 7, 4)] public partial byte VersionReserved { get; init; }

    /// <summary>Whom the packet is for; 0: whoever is at the other end of the line, FFh: everybody.</summary>
    [Field(1)] public partial byte DestinationEid { get; init; }

    /// <summary>Whom it comes from.</summary>
    [Field(2)] public partial byte SourceEid { get; init; }

    /// <summary>With both EIDs and the tag owner, says which message the packet is of.</summary>
    [Bits(3, 2, 0)] public partial byte MessageTag { get; init; }

    /// <summary>The sender chose the tag, as for a request; a response clears the bit and keeps the tag.</summary>
    [Bit(3, 3)] public partial bool TagOwner { get; init; }

    /// <summary>One more than in the packet before of the same message, modulo 4.</summary>
    [Bits(3, 5, 4)] public partial byte PacketSequence { get; init; }

    /// <summary>The message ends with this packet.</summary>
    [Bit(3, 6)] public partial bool EndOfMessage { get; init; }

    /// <summary>The message begins with this packet.</summary>
    [Bit(3, 7)] public partial bool StartOfMessage { get; init; }
}
