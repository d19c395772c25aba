namespace CxlWire.Device.Journal;

/// <summary>What is wrong with the frame around a packet.</summary>
public enum LinePacketError
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Its check sequence is another one.</summary>
    CheckSequence,

    /// <summary>It ends too early.</summary>
    TooShort,

    /// <summary>It is of a packet that is longer than the line's largest.</summary>
    TooLong,

    /// <summary>It has bytes that no frame has: an escape that stands for nothing, or another revision.</summary>
    Symbol,
}
