using System.Buffers;

namespace CxlWire.Transport.Connections;

/// <summary>
/// What one peer is answered: bytes in, bytes out. Does no I/O, so it never waits for anything but a device's gate;
/// a <see cref="CciConnection"/> reads and writes.
/// </summary>
internal abstract class PeerSession : IAsyncDisposable
{
    /// <summary>Bytes of the longest message that can be incomplete.</summary>
    public abstract int MaxRequest { get; }

    /// <summary>
    /// Bytes that are answered before they are flushed: one buffer, or one answer. What a peer that never reads can
    /// cost.
    /// </summary>
    public abstract int OutputSize { get; }

    /// <summary>Whether the input would end inside a message, other than for bytes that are unread.</summary>
    public abstract bool IsInsideMessage { get; }

    /// <summary>The peer is there: from now on it is notified.</summary>
    public abstract void Attach();

    /// <summary>The peer is gone.</summary>
    public abstract void Detach();

    /// <summary>More was received.</summary>
    public abstract void Begin();

    /// <summary>Answers whole messages until there are no more, or no room for another answer.</summary>
    /// <param name="unread">What was received; afterwards what is left of it.</param>
    /// <param name="output">Room for <see cref="OutputSize"/> bytes.</param>
    public abstract Answer Answer(ref ReadOnlySequence<byte> unread, Span<byte> output);

    /// <summary>Gives up what is not sent.</summary>
    public abstract ValueTask DisposeAsync();
}
