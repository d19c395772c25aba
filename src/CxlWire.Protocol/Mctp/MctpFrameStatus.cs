namespace CxlWire.Protocol.Mctp;

/// <summary>What lies at the front of a serial line's bytes.</summary>
public enum MctpFrameStatus
{
    /// <summary>A frame, or what may become one, that is not all there: read more.</summary>
    Incomplete,

    /// <summary>A whole frame with a packet.</summary>
    Packet,

    /// <summary>Bytes outside of frames.</summary>
    Noise,

    /// <summary>A frame of a revision that is not 1.</summary>
    WrongRevision,

    /// <summary>A frame of a packet that is longer than there is room for.</summary>
    TooLong,

    /// <summary>A frame with an escape that stands for neither 7Dh nor 7Eh.</summary>
    WrongEscape,

    /// <summary>A frame that another flag (7Eh) ends too early.</summary>
    CutOff,

    /// <summary>A frame whose check sequence is another one, or that goes on where it should end.</summary>
    WrongCheckSequence,
}
