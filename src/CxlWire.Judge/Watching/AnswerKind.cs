namespace CxlWire.Judge.Watching;

/// <summary>What a 4802h is, by what the driver was offered: at most one rule is violated by it.</summary>
internal enum AnswerKind
{
    /// <summary>It cannot be told.</summary>
    Unknown,

    /// <summary>The answer to the first pending offer.</summary>
    Fits,

    /// <summary>Given to a chain whose end does not come: the driver gives it up.</summary>
    GivesUp,

    /// <summary>H1: there is nothing left to be answered.</summary>
    Second,

    /// <summary>H2: the answer to a later offer.</summary>
    Later,

    /// <summary>H3: something that the first pending offer does not hold, or twice.</summary>
    NotOffered,

    /// <summary>H5: the chain is still open.</summary>
    TooEarly,

    /// <summary>H6: the late end of a chain that was given up.</summary>
    LateEnd,

    /// <summary>H7: the offer whose answer was refused is passed over.</summary>
    PassesOver,

    /// <summary>H28: the offer's answer goes on in the background, and its end is not known yet.</summary>
    BeforeTheEnd,

    /// <summary>H31: an extent that no driver may use.</summary>
    Unsound,
}
