namespace CxlWire.Device.Journal;

/// <summary>
/// A message with a command that came over an MCTP line, where a capture is made. Its packets but for the last are
/// entries before that of the command, those of its answer entries behind it.
/// </summary>
/// <param name="line">What the line is called.</param>
/// <param name="lastPacket">Its last packet.</param>
public sealed class LineMessage(string line, ReadOnlyMemory<byte> lastPacket)
{
    /// <summary>What the line is called.</summary>
    public string Line => line;

    /// <summary>Its last packet.</summary>
    public ReadOnlyMemory<byte> LastPacket => lastPacket;
}
