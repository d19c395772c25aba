namespace CxlWire.Device.Journal;

/// <summary>What is known of a packet on an MCTP line besides its bytes.</summary>
/// <param name="Line">What the line is called.</param>
/// <param name="IsReceived">Whether the device received it; else it was sent.</param>
public sealed record LinePacket(string Line, bool IsReceived)
{
    /// <summary>What was wrong with the frame around it.</summary>
    public LinePacketError Error { get; init; }

    /// <summary>What became of it, for people; null: what is usual.</summary>
    public string? Note { get; init; }

    /// <summary>The message that it answers, in the last packet of the answer; null in all others.</summary>
    public LineMessage? Answered { get; init; }
}
