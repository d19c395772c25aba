namespace CxlWire.Conversations.Captures;

/// <summary>What pcapng says of a packet in a word (epb_flags).</summary>
[Flags]
internal enum PacketFlags : uint
{
    /// <summary>Received.</summary>
    Inbound = 1,

    /// <summary>Sent.</summary>
    Outbound = 2,

    /// <summary>Its check sequence is wrong.</summary>
    CrcError = 1 << 24,

    /// <summary>It is longer than packets are.</summary>
    TooLong = 1 << 25,

    /// <summary>It ends too early.</summary>
    TooShort = 1 << 26,

    /// <summary>It has what no packet has.</summary>
    SymbolError = 1u << 31,
}
