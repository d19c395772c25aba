using CxlWire.Protocol;

namespace CxlWire.Transport.Connections;

/// <summary>Why a session stopped answering.</summary>
internal enum AnswerState
{
    /// <summary>There is no whole message any more.</summary>
    NeedsInput,

    /// <summary>There is no room for another answer.</summary>
    NeedsRoom,

    /// <summary>The next thing to send is a faulty reply.</summary>
    IsFaulty,

    /// <summary>A header is neither a request's nor a response's (C5): message boundaries are lost.</summary>
    IsInvalid,
}

/// <summary>What became of received bytes.</summary>
/// <param name="State">Why answering stopped.</param>
/// <param name="Length">Bytes of answers, to be sent first.</param>
/// <param name="Faulty">The reply that comes then, for <see cref="AnswerState.IsFaulty"/>.</param>
/// <param name="Category">What the header says, for <see cref="AnswerState.IsInvalid"/>.</param>
internal readonly record struct Answer(
    AnswerState State, int Length, FaultyReply? Faulty = null, CciCategory Category = default)
{
    /// <summary>Whether there may be more to answer once this is sent.</summary>
    public bool GoesOn => State is AnswerState.NeedsRoom or AnswerState.IsFaulty;
}
