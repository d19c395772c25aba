namespace CxlWire.Device.Faults;

/// <summary>Faults that happen to a reply, once its command has ended.</summary>
internal static class ReplyFaults
{
    /// <summary>Whether there is something that the fault could happen to.</summary>
    /// <param name="action">The fault.</param>
    /// <param name="length">Bytes of the response payload.</param>
    /// <param name="room">Bytes that it could have.</param>
    public static bool CanSpoil(FaultAction action, int length, int room) => action switch
    {
        FaultAction.Truncate truncate => length > truncate.Bytes,
        FaultAction.Pad => length < room,
        FaultAction.FlipBits { Bits: { } bits } => bits.Any(bit => bit / 8 < length),
        FaultAction.FlipBits => length > 0,
        _ => true,
    };

    /// <summary>Has the fault happen to a reply.</summary>
    public static CommandResult Spoil(
        FaultInjector injector, FaultAction action, CommandResult result, Span<byte> reply)
    {
        switch (action)
        {
            case FaultAction.Truncate truncate:
                return result with { Length = truncate.Bytes };
            case FaultAction.Pad pad:
                int added = Math.Min(pad.Bytes, reply.Length - result.Length);
                reply.Slice(result.Length, added).Fill(pad.Value);
                return result with { Length = result.Length + added };
            case FaultAction.FlipBits flip:
                for (int i = 0; i < (flip.Bits?.Count ?? flip.Count); i++)
                {
                    int bit = flip.Bits?[i] ?? injector.Pick(result.Length * 8);
                    if (bit / 8 < result.Length)
                        reply[bit / 8] ^= (byte)(1 << (bit % 8));
                }

                return result;
            default:
                return result with { ReplyFault = Add(result.ReplyFault ?? ReplyFault.None, action) };
        }
    }

    /// <summary>What goes wrong already, and that too.</summary>
    private static ReplyFault Add(ReplyFault fault, FaultAction action) => action switch
    {
        FaultAction.NoReply => fault with { IsLost = true },
        FaultAction.Delay delay =>
            fault with { Delay = fault.Delay + delay.Time, OthersPass = fault.OthersPass || !delay.OthersWait },
        FaultAction.WrongTag tag => fault with { TagOffset = (byte)(fault.TagOffset + tag.Offset) },
        FaultAction.ReplyTwice => fault with { IsRepeated = true },
        FaultAction.SpoilPacket mctp => fault with { Mctp = mctp.Spoilt },
        FaultAction.Cut cut => fault with { CutAfter = Math.Min(fault.CutAfter ?? int.MaxValue, cut.Bytes) },
        _ => fault,
    };
}
