using CxlWire.Device.Faults;

namespace CxlWire.Transport.Connections;

/// <summary>A response that a fault has something in store for on its way.</summary>
/// <param name="Fault">What is to go wrong.</param>
/// <param name="Tag">The request's own.</param>
/// <param name="Response">The whole response, with its tag already wrong.</param>
/// <param name="Notification">The Event Notification behind it, or nothing.</param>
/// <param name="Tags">The peer's.</param>
internal sealed record FaultyReply(
    ReplyFault Fault, byte Tag, byte[] Response, byte[] Notification, UnansweredTags Tags)
{
    /// <summary>What carries it, where messages do not follow each other as they are.</summary>
    public byte[]? Carried { get; init; }

    /// <summary>Called when it is about to be sent, where somebody wants to know; null: nobody does.</summary>
    public Action? Sending { get; init; }

    /// <summary>Whether it comes, and later than others.</summary>
    public bool IsPassed => Fault is { OthersPass: true, IsLost: false, TagOffset: 0 };

    /// <summary>The bytes that are sent in its place.</summary>
    public byte[] ToBytes()
    {
        if (Carried is not null)
            return Carried;
        byte[] sent = Response[..Math.Min(Fault.CutAfter ?? int.MaxValue, Response.Length)];
        int copies = Fault.IsLost ? 0 : Fault.IsRepeated ? 2 : 1;
        IEnumerable<byte> all = Enumerable.Repeat(sent, copies).SelectMany(bytes => bytes);
        return [.. all, .. Fault.CutAfter is null ? Notification : []];
    }
}
